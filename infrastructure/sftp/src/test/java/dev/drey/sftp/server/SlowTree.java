package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A tree far away: files answer only when the gate is open, whatever has been asked before. Counts what is under way.
record SlowTree(FileTree near, CountDownLatch gate, AtomicInteger asked) implements FileTree {
    SlowTree(FileTree near) {
        this(near, new CountDownLatch(1), new AtomicInteger());
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
    public Attributes stat(RemotePath path) throws Failed {
        return near.stat(path);
    }

    @Override
    public Attributes lstat(RemotePath path) throws Failed {
        return near.lstat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) throws Failed {
        return near.realpath(path);
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        return near.list(directory);
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        return near.readlink(link);
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        near.makeDirectory(path, changes);
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        near.removeDirectory(path);
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        near.remove(path);
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        near.rename(from, to);
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        near.setAttributes(path, changes);
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        near.symlink(link, target);
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return Optional.empty();
    }

    @Override
    public void close() {
        near.close();
    }
}
