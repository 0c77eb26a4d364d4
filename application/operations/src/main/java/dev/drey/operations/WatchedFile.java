package dev.drey.operations;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.session.Session;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A target's open file in a caller's hands: each request asks whether they still may, from memory, and
/// is handed on at once; what went over it is counted and noted in one line when it is closed. Any
/// thread.
final class WatchedFile implements OpenFile {
    private final OpenFile under;
    private final Passage passage;
    private final Gate gate;
    private final boolean reads;
    private final Recheck reading;
    private final Recheck writing;
    private final Optional<Own.Made> made;
    private final Consumer<WatchedFile> whenClosed;
    private final Session.Busy busy;
    private final Tally tally;
    private final Instant since;
    private final AtomicBoolean noted = new AtomicBoolean();

    /// @param made one that is to be known again when it has been closed
    /// @param whenClosed told once
    WatchedFile(
            OpenFile under,
            OpenOptions options,
            Passage passage,
            Gate gate,
            Optional<Own.Made> made,
            Consumer<WatchedFile> whenClosed) {
        this.under = under;
        this.passage = passage;
        this.gate = gate;
        this.reads = options.read();
        this.tally = new Tally(options.write() || options.append() || options.truncate() || options.create());
        this.reading = gate.recheck(Act.READ, passage);
        this.writing = gate.recheck(Act.WRITE, passage);
        this.made = made;
        this.whenClosed = whenClosed;
        this.busy = passage.visit().busy();
        this.since = gate.now();
    }

    /// As it is at this moment.
    HubReport.OpenFile line() {
        return gate.line(passage.inside(), tally, since);
    }

    /// The file itself, for those who copy between two of one tree.
    OpenFile under() {
        return under;
    }

    Gate gate() {
        return gate;
    }

    void checkReading() throws Failed {
        reading.check();
    }

    void checkWriting() throws Failed {
        writing.check();
    }

    /// Bytes that come into this file without passing here: counted on both sides when they have come.
    ///
    /// @param length 0: up to the end of the source
    Pending<Done> copying(WatchedFile source, long offset, long length, Copying copying) throws Failed {
        try {
            Optional<Pending<Attributes>> whole =
                    length == 0 ? Optional.of(source.under.attributes()) : Optional.empty();
            return new Heard<>(
                    copying.send(),
                    true,
                    _ -> {
                        long bytes = whole.map(size -> rest(size, offset)).orElse(length);
                        source.tally.read(bytes);
                        tally.written(bytes);
                    },
                    _ -> {});
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    private static long rest(Pending<Attributes> whole, long offset) {
        try {
            return Math.max(0, whole.await().sizeOrZero() - offset);
        } catch (Failed unsaid) {
            return 0;
        }
    }

    interface Copying {
        Pending<Done> send() throws Failed;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) throws Failed {
        reading.check();
        try {
            return counted(under.read(offset, length));
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) throws Failed {
        reading.check();
        try {
            return counted(under.read(offset, length, room));
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    private Pending<ByteBuffer> counted(Pending<ByteBuffer> asked) {
        return new Heard<>(asked, true, bytes -> tally.read(bytes.remaining()), _ -> {});
    }

    @Override
    public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
        writing.check();
        int length = data.remaining();
        try {
            Pending<Done> sent = under.write(offset, data);
            tally.written(length);
            return new Told<>(sent, true);
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    @Override
    public Pending<Attributes> attributes() throws Failed {
        if (reads) reading.check();
        else writing.check();
        try {
            return new Told<>(under.attributes(), false);
        } catch (Failed failed) {
            throw told(failed, false);
        }
    }

    @Override
    public Pending<Done> setAttributes(Changes changes) throws Failed {
        writing.check();
        try {
            return new Heard<>(
                    under.setAttributes(changes),
                    false,
                    _ -> {
                        if (!tally.changed(changes)) set(changes, Visitor.OK);
                    },
                    failed -> set(changes, failed.code().name()));
        } catch (Failed failed) {
            set(changes, failed.code().name());
            throw told(failed, false);
        }
    }

    @Override
    public Pending<Done> sync() throws Failed {
        writing.check();
        try {
            return new Told<>(under.sync(), false);
        } catch (Failed failed) {
            throw told(failed, false);
        }
    }

    @Override
    public Pending<Done> closing() throws Failed {
        made.ifPresent(Own.Made::closing);
        try {
            return new Heard<>(under.closing(), true, _ -> ended(), _ -> ended());
        } catch (Failed failed) {
            Failed told = told(failed, true);
            ended();
            throw told;
        }
    }

    @Override
    public int largestRead() {
        return under.largestRead();
    }

    @Override
    public int largestWrite() {
        return under.largestWrite();
    }

    @Override
    public void close() throws Failed {
        made.ifPresent(Own.Made::closing);
        try {
            under.close();
        } catch (Failed failed) {
            throw told(failed, true);
        } finally {
            ended();
        }
    }

    /// @param spoils whether the file as a whole has failed by it
    private Failed told(Failed failed, boolean spoils) {
        if (spoils) tally.failed(failed.code().name());
        return gate.told(failed, passage.inside(), passage.far());
    }

    private void ended() {
        if (noted.getAndSet(true)) return;
        made.ifPresent(Own.Made::closed);
        whenClosed.accept(this);
        busy.close();
        gate.done(tally.deed(passage.inside()));
    }

    private void set(Changes changes, String result) {
        gate.done(Visitor.Deed.of(Act.SET.word(), passage.inside(), result, Visitor.words(changes)));
    }

    /// An answer whose failure is told in the caller's terms.
    private class Told<T> implements Pending<T> {
        private final Pending<T> under;
        private final boolean spoils;

        Told(Pending<T> under, boolean spoils) {
            this.under = under;
            this.spoils = spoils;
        }

        @Override
        public T await() throws Failed {
            try {
                return under.await();
            } catch (Failed failed) {
                throw told(failed, spoils);
            }
        }

        @Override
        public boolean isDone() {
            return under.isDone();
        }
    }

    /// The same, and it is heard once how it ended.
    private final class Heard<T> extends Told<T> {
        private final Consumer<T> done;
        private final Consumer<Failed> refused;
        private final AtomicBoolean heard = new AtomicBoolean();

        Heard(Pending<T> under, boolean spoils, Consumer<T> done, Consumer<Failed> refused) {
            super(under, spoils);
            this.done = done;
            this.refused = refused;
        }

        @Override
        public T await() throws Failed {
            try {
                T answer = super.await();
                if (!heard.getAndSet(true)) done.accept(answer);
                return answer;
            } catch (Failed failed) {
                if (!heard.getAndSet(true)) refused.accept(failed);
                throw failed;
            }
        }
    }
}
