package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A tree far away: files answer only when the gate is open, whatever has been asked before. Counts what is under way.
/// Can hash and copy, and nothing else beyond the port.
final class SlowTree extends Around {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    SlowTree(FileTree near) {
        super(near);
    }

    CountDownLatch gate() {
        return gate;
    }

    AtomicInteger asked() {
        return asked;
    }

    private <T> Pending<T> later(Pending<T> answer) {
        asked.incrementAndGet();
        return new Pending<>() {
            @Override
            public T await() throws Failed {
                pass();
                return answer.await();
            }

            @Override
            public boolean isDone() {
                return gate.getCount() == 0;
            }
        };
    }

    private interface Asking<T> {
        Pending<T> ask() throws Failed;
    }

    /// Not even told before the gate is open.
    private <T> Pending<T> later(Asking<T> asking) {
        asked.incrementAndGet();
        return new Pending<>() {
            @Override
            public T await() throws Failed {
                pass();
                return asking.ask().await();
            }

            @Override
            public boolean isDone() {
                return false;
            }
        };
    }

    private void pass() {
        try {
            if (!gate.await(Duration.ofSeconds(20).toSeconds(), java.util.concurrent.TimeUnit.SECONDS)) {
                throw new AssertionError("the gate stayed shut");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) throws Failed {
        return new Far(near.open(path, options));
    }

    private final class Far implements OpenFile {
        private final OpenFile file;

        Far(OpenFile file) {
            this.file = file;
        }

        /// Never more than half of what is asked, as some servers do.
        @Override
        public Pending<ByteBuffer> read(long offset, int length) throws Failed {
            return later(file.read(offset, Math.max(1, length / 2)));
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
            return later(file.write(offset, data));
        }

        @Override
        public Pending<Attributes> attributes() throws Failed {
            return later(file.attributes());
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) throws Failed {
            return later(file.setAttributes(changes));
        }

        @Override
        public Pending<Done> sync() throws Failed {
            return later(file.sync());
        }

        @Override
        public Pending<Done> closing() throws Failed {
            return later(file.closing());
        }

        @Override
        public int largestRead() {
            return 32 << 10;
        }

        @Override
        public int largestWrite() {
            return 32 << 10;
        }

        @Override
        public void close() throws Failed {
            closing().await();
        }
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        if (type == Checksums.class) return near.power(type);
        if (type != ServerSideCopy.class) return Optional.empty();
        ServerSideCopy copy = near.power(ServerSideCopy.class).orElseThrow();
        ServerSideCopy slow = (from, offset, length, to, toOffset) ->
                later(() -> copy.copyData(((Far) from).file, offset, length, ((Far) to).file, toOffset));
        return Optional.of(type.cast(slow));
    }
}
