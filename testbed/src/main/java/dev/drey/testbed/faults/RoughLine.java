package dev.drey.testbed.faults;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.ForwardingTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// A tree over a line that breaks, is slow, is silent, or lies. Writes take effect when they are acknowledged, or,
/// when the line breaks before, some do and some do not, in no order.
public final class RoughLine implements ForwardingTree {
    private static final int LARGEST_WRITE = 32 * 1024;

    private final FileTree inner;
    private final Random random;
    private final List<Late> late = new ArrayList<>();
    private final AtomicLong writes = new AtomicLong();
    private volatile long breaksAfter = Long.MAX_VALUE;
    private volatile boolean broken;
    private volatile boolean silent;
    private volatile long skips = -1;
    private volatile long refuses = -1;
    private volatile long slowness;
    private volatile int longestRead = Integer.MAX_VALUE;

    public RoughLine(FileTree inner, long seed) {
        this.inner = inner;
        this.random = new Random(seed);
    }

    /// Breaks at the write of this number, counted from now.
    public RoughLine breaksAfter(long count) {
        breaksAfter = writes.get() + count;
        return this;
    }

    public void repaired() {
        breaksAfter = Long.MAX_VALUE;
        broken = false;
    }

    /// No write is acknowledged until this is lifted.
    public void silent(boolean now) {
        silent = now;
    }

    /// Says that the write of this number was done, and does nothing.
    public RoughLine skips(long number) {
        skips = writes.get() + number;
        return this;
    }

    /// Has no room for the write of this number.
    public RoughLine refuses(long number) {
        refuses = writes.get() + number;
        return this;
    }

    public RoughLine slow(long millisForEachWrite) {
        slowness = millisForEachWrite;
        return this;
    }

    public RoughLine shortReads(int longest) {
        longestRead = longest;
        return this;
    }

    /// Writes that were sent so far.
    public long writes() {
        return writes.get();
    }

    private static Failed lost() {
        return Failure.of(Failure.Code.CONNECTION_LOST, "the line broke").thrown();
    }

    private void alive() throws Failed {
        if (broken) throw lost();
    }

    private synchronized void breakNow() throws Failed {
        broken = true;
        for (Late one : late) {
            if (random.nextBoolean()) one.arrive();
            one.lost = true;
        }
        late.clear();
    }

    private final class Late implements Pending<Done> {
        private final OpenFile file;
        private final long offset;
        private final byte[] data;
        private final long number;
        private boolean arrived;
        private boolean lost;

        Late(OpenFile file, long offset, byte[] data, long number) {
            this.file = file;
            this.offset = offset;
            this.data = data;
            this.number = number;
        }

        void arrive() throws Failed {
            if (arrived) return;
            arrived = true;
            if (number == refuses)
                throw Failure.of(Failure.Code.NO_SPACE, "no room").thrown();
            if (number != skips) file.write(offset, ByteBuffer.wrap(data)).await();
        }

        @Override
        public Done await() throws Failed {
            try {
                while (silent) Thread.sleep(2);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
            }
            synchronized (RoughLine.this) {
                if (lost) throw lost();
                arrive();
                late.remove(this);
                return Done.DONE;
            }
        }

        @Override
        public boolean isDone() {
            return false;
        }
    }

    private final class RoughFile implements OpenFile {
        private final OpenFile file;

        RoughFile(OpenFile file) {
            this.file = file;
        }

        @Override
        public Pending<ByteBuffer> read(long offset, int length) throws Failed {
            alive();
            return file.read(offset, Math.min(length, longestRead));
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
            alive();
            pause();
            byte[] copy = new byte[data.remaining()];
            data.get(copy);
            long number = writes.incrementAndGet();
            synchronized (RoughLine.this) {
                Late one = new Late(file, offset, copy, number);
                late.add(one);
                if (number < breaksAfter) return one;
                breakNow();
            }
            throw lost();
        }

        private void pause() throws Failed {
            try {
                Thread.sleep(slowness);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
            }
        }

        @Override
        public Pending<Attributes> attributes() throws Failed {
            alive();
            return file.attributes();
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) throws Failed {
            alive();
            return file.setAttributes(changes);
        }

        @Override
        public Pending<Done> sync() throws Failed {
            alive();
            return file.sync();
        }

        @Override
        public Pending<Done> closing() throws Failed {
            alive();
            return file.closing();
        }

        @Override
        public int largestRead() {
            return file.largestRead();
        }

        @Override
        public int largestWrite() {
            return LARGEST_WRITE;
        }

        @Override
        public void close() throws Failed {
            file.close();
        }
    }

    @Override
    public FileTree under() throws Failed {
        alive();
        return inner;
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return new RoughFile(under().open(path, options));
    }

    /// Does not hash: what is over there must be read.
    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return type.equals(Checksums.class) ? Optional.empty() : inner.power(type);
    }

    @Override
    public void close() {
        inner.close();
    }
}
