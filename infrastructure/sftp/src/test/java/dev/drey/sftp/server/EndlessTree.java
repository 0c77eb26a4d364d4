package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.NearFile;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/// A tree whose every file is at hand and has a TiB of zeros, which nobody ever waits for; copies count and take some
/// time.
final class EndlessTree extends Around {
    static final long SIZE = 1L << 40;

    final AtomicInteger copies = new AtomicInteger();

    EndlessTree(FileTree near) {
        super(near);
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return new Zeros();
    }

    @Override
    public Attributes stat(RemotePath path) throws Failed {
        return path.name().text().isEmpty() ? super.stat(path) : attributes();
    }

    private static Attributes attributes() {
        return new Attributes(
                FileType.FILE,
                OptionalLong.of(SIZE),
                OptionalInt.of(0644),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        if (type != ServerSideCopy.class) return super.power(type);
        ServerSideCopy copy = (from, offset, length, to, toOffset) -> {
            copies.incrementAndGet();
            return later();
        };
        return Optional.of(type.cast(copy));
    }

    private static Pending<Done> later() {
        return new Pending<>() {
            @Override
            public Done await() {
                try {
                    Thread.sleep(20);
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return Done.DONE;
            }

            @Override
            public boolean isDone() {
                return false;
            }
        };
    }

    private static final class Zeros implements NearFile {
        private final ByteBuffer zeros = ByteBuffer.allocate(255 << 10).asReadOnlyBuffer();

        @Override
        public int read(long offset, ByteBuffer into) {
            int some = Math.min(into.remaining(), zeros.capacity());
            into.put(zeros.slice(0, some));
            return some;
        }

        @Override
        public Pending<ByteBuffer> read(long offset, int length) {
            return Pending.of(zeros.slice(0, length));
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) {
            data.position(data.limit());
            return Pending.of(Done.DONE);
        }

        @Override
        public Pending<Attributes> attributes() {
            return Pending.of(EndlessTree.attributes());
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) {
            return Pending.of(Done.DONE);
        }

        @Override
        public Pending<Done> sync() {
            return Pending.of(Done.DONE);
        }

        @Override
        public Pending<Done> closing() {
            return Pending.of(Done.DONE);
        }

        @Override
        public int largestRead() {
            return zeros.capacity();
        }

        @Override
        public int largestWrite() {
            return zeros.capacity();
        }

        @Override
        public void close() {}
    }
}
