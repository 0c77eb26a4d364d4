package dev.drey.files;

import dev.drey.files.Failure.Code;
import dev.drey.files.MemoryNode.File;
import java.nio.ByteBuffer;

/// An open file of a [MemoryTree]; every answer is there at once.
final class MemoryFile implements NearFile {
    private static final int LARGEST = 255 * 1024;

    private final MemoryTree tree;
    private final MemoryNames names;
    private final File file;
    private final RemotePath path;
    private final OpenOptions options;
    private boolean closed;

    MemoryFile(MemoryTree tree, MemoryNames names, File file, RemotePath path, OpenOptions options) {
        this.tree = tree;
        this.names = names;
        this.file = file;
        this.path = path;
        this.options = options;
    }

    /// Something done with the store's lock.
    private interface Act<T> {
        T run() throws Failed;
    }

    private <T> Pending<T> answer(Act<T> act) throws Failed {
        synchronized (tree.store) {
            tree.demandOpen(path);
            if (closed) throw Refusal.of(Code.INVALID_ARGUMENT, path, "this file has been closed");
            try {
                return Pending.of(act.run());
            } catch (Failed failed) {
                return Pending.failed(failed);
            }
        }
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) throws Failed {
        return answer(() -> ByteBuffer.wrap(bytes(offset, length)));
    }

    @Override
    public int read(long offset, ByteBuffer into) throws Failed {
        ByteBuffer some = read(offset, Math.min(into.remaining(), LARGEST)).await();
        int got = some.remaining();
        into.put(some);
        return got;
    }

    /// Called with the store's lock.
    byte[] bytes(long offset, int length) throws Failed {
        if (!options.read()) throw Refusal.of(Code.PERMISSION_DENIED, path, "not opened for reading");
        if (offset < 0 || length < 1 || length > LARGEST) throw Refusal.of(Code.INVALID_ARGUMENT, path);
        return file.bytes.read(offset, length);
    }

    @Override
    public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
        return answer(() -> {
            if (!data.hasRemaining() || data.remaining() > LARGEST) throw Refusal.of(Code.INVALID_ARGUMENT, path);
            put(offset, data);
            return Done.DONE;
        });
    }

    /// Called with the store's lock.
    void put(long offset, ByteBuffer data) throws Failed {
        if (!options.write()) throw Refusal.of(Code.PERMISSION_DENIED, path, "not opened for writing");
        long at = options.append() ? file.bytes.size() : offset;
        if (at < 0 || at > Long.MAX_VALUE - data.remaining()) throw Refusal.of(Code.INVALID_ARGUMENT, path);
        tree.store.demand(file.bytes.growth(at, data.remaining()), path);
        tree.store.grow(file, at, data);
        names.written(file);
    }

    long size() {
        return file.bytes.size();
    }

    boolean isSame(MemoryFile other) {
        return file == other.file;
    }

    boolean isOf(MemoryStore store) {
        return tree.store == store && !closed;
    }

    @Override
    public Pending<Attributes> attributes() throws Failed {
        return answer(file::attributes);
    }

    @Override
    public Pending<Done> setAttributes(Changes changes) throws Failed {
        return answer(() -> {
            if (changes.size().isPresent() && !options.write()) {
                throw Refusal.of(Code.PERMISSION_DENIED, path, "not opened for writing");
            }
            names.changeOpen(file, changes, path);
            return Done.DONE;
        });
    }

    @Override
    public Pending<Done> sync() throws Failed {
        return answer(() -> Done.DONE);
    }

    @Override
    public Pending<Done> closing() {
        synchronized (tree.store) {
            if (!closed) tree.store.closed(file);
            closed = true;
            return Pending.of(Done.DONE);
        }
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
    public void close() {
        closing();
    }
}
