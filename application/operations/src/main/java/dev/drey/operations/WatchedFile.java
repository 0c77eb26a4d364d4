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
import java.util.concurrent.atomic.AtomicBoolean;

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
    private final Runnable whenClosed;
    private final Session.Busy busy;
    private final Tally tally;
    private final AtomicBoolean noted = new AtomicBoolean();

    /// @param whenClosed told once
    WatchedFile(OpenFile under, OpenOptions options, Passage passage, Gate gate, Runnable whenClosed) {
        this.under = under;
        this.passage = passage;
        this.gate = gate;
        this.reads = options.read();
        this.tally = new Tally(options.write() || options.append() || options.truncate() || options.create());
        this.reading = gate.recheck(Act.READ, passage);
        this.writing = gate.recheck(Act.WRITE, passage);
        this.whenClosed = whenClosed;
        this.busy = passage.visit().busy();
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

    /// How much there is behind an offset, as far as that is said.
    Pending<Long> rest(long offset) throws Failed {
        Pending<Attributes> asked = under.attributes();
        return new Pending<>() {
            @Override
            public Long await() {
                try {
                    return Math.max(0, asked.await().sizeOrZero() - offset);
                } catch (Failed unsaid) {
                    return 0L;
                }
            }

            @Override
            public boolean isDone() {
                return asked.isDone();
            }
        };
    }

    /// Bytes that come into this file without passing here: counted on both sides when they have come.
    Pending<Done> copying(WatchedFile source, Pending<Long> count, Copying copying) throws Failed {
        try {
            return new Copied(source, count, copying.send());
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    interface Copying {
        Pending<Done> send() throws Failed;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) throws Failed {
        reading.check();
        try {
            return new Counted(under.read(offset, length));
        } catch (Failed failed) {
            throw told(failed, true);
        }
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) throws Failed {
        reading.check();
        try {
            return new Counted(under.read(offset, length, room));
        } catch (Failed failed) {
            throw told(failed, true);
        }
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
            return new Changed(under.setAttributes(changes), changes);
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
        try {
            return new Closed(under.closing());
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
        whenClosed.run();
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

    private final class Counted extends Told<ByteBuffer> {
        private final AtomicBoolean counted = new AtomicBoolean();

        Counted(Pending<ByteBuffer> under) {
            super(under, true);
        }

        @Override
        public ByteBuffer await() throws Failed {
            ByteBuffer bytes = super.await();
            if (!counted.getAndSet(true)) tally.read(bytes.remaining());
            return bytes;
        }
    }

    private final class Copied extends Told<Done> {
        private final WatchedFile source;
        private final Pending<Long> count;
        private final AtomicBoolean counted = new AtomicBoolean();

        Copied(WatchedFile source, Pending<Long> count, Pending<Done> under) {
            super(under, true);
            this.source = source;
            this.count = count;
        }

        @Override
        public Done await() throws Failed {
            Done done = super.await();
            if (!counted.getAndSet(true)) {
                long bytes = count.await();
                source.tally.read(bytes);
                tally.written(bytes);
            }
            return done;
        }
    }

    /// Noted whichever way it goes.
    private final class Changed extends Told<Done> {
        private final Changes changes;
        private final AtomicBoolean told = new AtomicBoolean();

        Changed(Pending<Done> under, Changes changes) {
            super(under, false);
            this.changes = changes;
        }

        @Override
        public Done await() throws Failed {
            try {
                Done done = super.await();
                if (!told.getAndSet(true) && !tally.changed(changes)) set(changes, Visitor.OK);
                return done;
            } catch (Failed failed) {
                if (!told.getAndSet(true)) set(changes, failed.code().name());
                throw failed;
            }
        }
    }

    private final class Closed extends Told<Done> {
        Closed(Pending<Done> under) {
            super(under, true);
        }

        @Override
        public Done await() throws Failed {
            try {
                return super.await();
            } finally {
                ended();
            }
        }
    }
}
