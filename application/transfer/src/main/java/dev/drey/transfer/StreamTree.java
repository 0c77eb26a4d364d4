package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.Listing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A stream as a tree with one file, which can be read once, in its order. The stream stays the caller's.
final class StreamTree implements FileTree {
    static final RemotePath NAME = RemotePath.of("-");
    private static final int LARGEST = 256 * 1024;

    private final InputStream stream;
    private final OptionalLong size;

    StreamTree(InputStream stream, OptionalLong size) {
        this.stream = stream;
        this.size = size;
    }

    @Override
    public Attributes stat(RemotePath path) {
        return new Attributes(
                FileType.FILE,
                size,
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Attributes lstat(RemotePath path) {
        return stat(path);
    }

    @Override
    public RemotePath realpath(RemotePath path) {
        return path;
    }

    @Override
    public OpenFile open(RemotePath path, OpenOptions options) {
        return new Once();
    }

    @Override
    public Listing list(RemotePath directory) throws Failed {
        throw no();
    }

    @Override
    public RemotePath readlink(RemotePath link) throws Failed {
        throw no();
    }

    @Override
    public void makeDirectory(RemotePath path, Changes changes) throws Failed {
        throw no();
    }

    @Override
    public void removeDirectory(RemotePath path) throws Failed {
        throw no();
    }

    @Override
    public void remove(RemotePath path) throws Failed {
        throw no();
    }

    @Override
    public void rename(RemotePath from, RemotePath to) throws Failed {
        throw no();
    }

    @Override
    public void setAttributes(RemotePath path, Changes changes) throws Failed {
        throw no();
    }

    @Override
    public void symlink(RemotePath link, RemotePath target) throws Failed {
        throw no();
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return Optional.empty();
    }

    @Override
    public void close() {}

    private static Failed no() {
        return Failure.of(Failure.Code.UNSUPPORTED, "a stream can only be read").thrown();
    }

    /// Used by one lane, in order.
    private final class Once implements OpenFile {
        private long position;

        @Override
        public Pending<ByteBuffer> read(long offset, int length) throws Failed {
            if (offset != position) throw no();
            byte[] bytes = new byte[length];
            try {
                int got = stream.readNBytes(bytes, 0, length);
                position += got;
                return Pending.of(ByteBuffer.wrap(bytes, 0, got));
            } catch (IOException trouble) {
                throw Failure.of(Failure.Code.SOURCE_CHANGED, "the stream broke: " + trouble.getMessage())
                        .thrown(trouble);
            }
        }

        @Override
        public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
            throw no();
        }

        @Override
        public Pending<Attributes> attributes() {
            return Pending.of(stat(NAME));
        }

        @Override
        public Pending<Done> setAttributes(Changes changes) throws Failed {
            throw no();
        }

        @Override
        public Pending<Done> sync() throws Failed {
            throw no();
        }

        @Override
        public Pending<Done> closing() {
            return Pending.of(Done.DONE);
        }

        @Override
        public int largestRead() {
            return LARGEST;
        }

        @Override
        public int largestWrite() {
            return LARGEST;
        }

        @Override
        public void close() {}
    }
}
