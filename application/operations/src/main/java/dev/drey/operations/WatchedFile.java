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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A target's open file in a caller's hands: each request asks whether they still may, from memory, and
/// is handed on at once; what went over it is counted and noted in one line when it is closed. Any
/// thread.
final class WatchedFile implements OpenFile {
    private final OpenFile under;
    private final Passage passage;
    private final Gate gate;
    private final boolean reads;
    private final boolean writes;
    private final Recheck reading;
    private final Recheck writing;
    private final Runnable whenClosed;
    private final Session.Busy busy;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicReference<String> result = new AtomicReference<>(Visitor.OK);
    private final AtomicBoolean noted = new AtomicBoolean();

    /// @param whenClosed told once
    WatchedFile(OpenFile under, OpenOptions options, Passage passage, Gate gate, Runnable whenClosed) {
        this.under = under;
        this.passage = passage;
        this.gate = gate;
        this.reads = options.read();
        this.writes = options.write() || options.append() || options.truncate() || options.create();
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

    /// Bytes that came without passing here.
    void copied(long bytes) {
        written.addAndGet(bytes);
    }

    /// What was sent to this file without passing here.
    Pending<Done> told(Pending<Done> sent) {
        return new Told<>(sent, true);
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
            written.addAndGet(length);
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
            return new Changed(under.setAttributes(changes));
        } catch (Failed failed) {
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
        if (spoils) result.compareAndSet(Visitor.OK, failed.code().name());
        return gate.told(failed, passage.inside(), passage.far());
    }

    private void ended() {
        if (noted.getAndSet(true)) return;
        whenClosed.run();
        busy.close();
        boolean both = writes && read.get() > 0;
        String detail = both ? "read " + read.get() : "";
        gate.done(Visitor.Deed.of(writes ? "write" : "read", passage.inside(), result.get(), detail)
                .moving(writes ? written.get() : read.get()));
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
            if (!counted.getAndSet(true)) read.addAndGet(bytes.remaining());
            return bytes;
        }
    }

    /// Noted by itself where the line of the file would only tell that it was read.
    private final class Changed extends Told<Done> {
        private final AtomicBoolean told = new AtomicBoolean(writes);

        Changed(Pending<Done> under) {
            super(under, false);
        }

        @Override
        public Done await() throws Failed {
            Done done = super.await();
            if (!told.getAndSet(true)) {
                gate.done(Visitor.Deed.of(Act.SET.word(), passage.inside(), Visitor.OK, ""));
            }
            return done;
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
