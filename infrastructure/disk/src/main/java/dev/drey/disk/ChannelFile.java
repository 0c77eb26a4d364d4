package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileType;
import dev.drey.files.NearFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// An open file of [LocalTree]: positional reads and writes in the calling thread, answered when the call
/// returns.
///
/// java.nio closes a channel whose thread is interrupted, for everybody who uses it. Here only the
/// interrupted request ends, with CANCELLED: the file is opened again, if it still has its name, and the
/// other threads' requests are repeated. (Requests that append are not repeated: the bytes might be there
/// already.)
final class ChannelFile implements NearFile {
    private final RemotePath shown;
    private final Path path;
    private final OpenOptions options;
    private final FileIdentity identity;
    private final boolean changeable;
    private final Object reopening = new Object();
    private volatile Channels channels;
    private volatile boolean closed;

    ChannelFile(RemotePath shown, Path path, OpenOptions options, FileIdentity identity, Channels channels) {
        this(shown, path, options, identity, channels, true);
    }

    /// @param changeable whether attributes may be set, as they may not in what a jail shows read-only
    ChannelFile(
            RemotePath shown,
            Path path,
            OpenOptions options,
            FileIdentity identity,
            Channels channels,
            boolean changeable) {
        this.changeable = changeable;
        this.shown = shown;
        this.path = path;
        this.options = options;
        this.identity = identity;
        this.channels = channels;
    }

    private interface Request<T> {
        T run(Channels now) throws IOException;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) {
        if (offset < 0 || length < 1) return refused("read", "offset " + offset + ", length " + length);
        return answer("read", true, now -> {
            ByteBuffer scratch = Scratch.take("read", shown);
            try {
                int n = now.reading(shown).read(scratch.limit(Math.min(length, Scratch.SIZE)), offset);
                byte[] bytes = new byte[Math.max(0, n)];
                scratch.flip().get(bytes);
                return ByteBuffer.wrap(bytes);
            } finally {
                Scratch.giveBack(scratch);
            }
        });
    }

    /// Memory outside of the heap is read into as it is; java.nio would keep a buffer of its own for each thread and
    /// go through that where it is inside.
    @Override
    public int read(long offset, ByteBuffer into) throws Failed {
        if (!into.isDirect() || offset < 0 || !into.hasRemaining()) {
            ByteBuffer some =
                    read(offset, Math.min(into.remaining(), Scratch.SIZE)).await();
            int got = some.remaining();
            into.put(some);
            return got;
        }
        try {
            return transact("read", now -> Math.max(0, now.reading(shown).read(into, offset)));
        } catch (IOException trouble) {
            throw Trouble.of("read", shown, trouble);
        }
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) {
        if (offset < 0 || length < 1 || !room.isDirect() || room.remaining() < length) return read(offset, length);
        return answer("read", true, now -> {
            ByteBuffer bytes = room.slice(room.position(), length);
            now.reading(shown).read(bytes, offset);
            return bytes.flip();
        });
    }

    @Override
    public Pending<Done> write(long offset, ByteBuffer data) {
        if (offset < 0) return refused("write", "offset " + offset);
        Pending<Done> pending = answer("write", !options.append(), now -> write(now, offset, data.duplicate()));
        data.position(data.limit());
        return pending;
    }

    private Done write(Channels now, long offset, ByteBuffer data) throws IOException {
        if (data.isDirect()) {
            for (long at = offset; data.hasRemaining(); ) at += now.write(shown, data, at);
            return Done.DONE;
        }
        ByteBuffer scratch = Scratch.take("write", shown);
        try {
            long at = offset;
            while (data.hasRemaining()) {
                int piece = Math.min(data.remaining(), Scratch.SIZE);
                scratch.clear().put(data.slice(data.position(), piece)).flip();
                data.position(data.position() + piece);
                while (scratch.hasRemaining()) at += now.write(shown, scratch, at);
            }
            return Done.DONE;
        } finally {
            Scratch.giveBack(scratch);
        }
    }

    @Override
    public Pending<Attributes> attributes() {
        return answer("stat", true, now -> {
            Optional<Path> name = name();
            return name.isPresent() ? DiskAttributes.of(name.get()).attributes() : sizeOnly(now);
        });
    }

    private static Attributes sizeOnly(Channels now) throws IOException {
        return new Attributes(
                FileType.FILE,
                OptionalLong.of(now.any().size()),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Pending<Done> setAttributes(Changes changes) {
        return answer("set attributes of", true, now -> {
            if (!changeable) throw JailTree.refusal("set attributes of", shown, "it is read-only here");
            Parts parts = new Parts();
            if (changes.size().isPresent())
                parts.run(() -> resize(now, changes.size().getAsLong()));
            Changes rest = new Changes(OptionalLong.empty(), changes.permissions(), changes.owner(), changes.times());
            if (!rest.isEmpty()) parts.run(() -> DiskAttributes.change(nameToChange(), rest));
            parts.end();
            return Done.DONE;
        });
    }

    private void resize(Channels now, long size) throws IOException {
        FileChannel writer = now.writing(shown);
        if (now.canResize()) DiskAttributes.resize(writer, size);
        else DiskAttributes.resize(nameToChange(), size);
    }

    private Path nameToChange() throws IOException {
        return name().orElseThrow(() ->
                Trouble.of(Failure.Code.NOT_FOUND, "set attributes of", shown, "the open file has no name any more"));
    }

    /// A name that leads to this very file now.
    private Optional<Path> name() throws IOException {
        return OpenNames.of(path, identity);
    }

    @Override
    public Pending<Done> sync() {
        return answer("fsync", true, now -> {
            now.any().force(true);
            return Done.DONE;
        });
    }

    /// Copies a range of this file into `to` without bytes passing through us, where the system can.
    Pending<Done> copyTo(ChannelFile to, long offset, long length, long toOffset) {
        return answer(
                "copy",
                !to.options.append(),
                from -> to.transact("write", now -> {
                    FileChannel reading = from.reading(shown);
                    FileChannel target = now.writing(to.shown);
                    long amount = Copying.length(shown, reading.size(), offset, length, toOffset);
                    if (isSameFile(to)) Copying.refuseOverlap(shown, offset, amount, toOffset);
                    // Nothing else uses the channel's own position: all other reads and writes say theirs.
                    synchronized (target) {
                        if (!to.options.append()) target.position(toOffset);
                        for (long at = offset; at < offset + amount; ) {
                            long moved = reading.transferTo(at, offset + amount - at, target);
                            if (moved <= 0) break;
                            at += moved;
                        }
                    }
                    return Done.DONE;
                }));
    }

    boolean isSameFile(ChannelFile other) {
        return identity.equals(FileIdentity.UNKNOWN) ? path.equals(other.path) : identity.equals(other.identity);
    }

    @Override
    public Pending<Done> closing() {
        try {
            close();
            return Pending.of(Done.DONE);
        } catch (Failed failed) {
            return Pending.failed(failed);
        }
    }

    @Override
    public int largestRead() {
        return Scratch.SIZE;
    }

    @Override
    public int largestWrite() {
        return Scratch.SIZE;
    }

    @Override
    public void close() throws Failed {
        synchronized (reopening) {
            if (closed) return;
            closed = true;
            try {
                channels.close();
            } catch (IOException trouble) {
                throw Trouble.of("close", shown, trouble);
            }
        }
    }

    private <T> Pending<T> refused(String verb, String words) {
        return Pending.failed(Trouble.of(Failure.Code.INVALID_ARGUMENT, verb, shown, words + " makes no sense"));
    }

    private <T> Pending<T> answer(String verb, boolean repeatable, Request<T> request) {
        try {
            return Pending.of(repeatable ? transact(verb, request) : once(verb, request));
        } catch (IOException trouble) {
            return Pending.failed(Trouble.of(verb, shown, trouble));
        }
    }

    private <T> T once(String verb, Request<T> request) throws IOException {
        Channels now = usable(verb);
        try {
            return request.run(now);
        } catch (AsynchronousCloseException interrupted) {
            reopen(now, verb);
            throw Trouble.cancelled(verb, shown);
        }
    }

    private <T> T transact(String verb, Request<T> request) throws IOException {
        while (true) {
            Channels now = usable(verb);
            try {
                return request.run(now);
            } catch (ClosedByInterruptException mine) {
                reopen(now, verb);
                throw mine;
            } catch (ClosedChannelException another) {
                reopen(now, verb);
            }
        }
    }

    private Channels usable(String verb) throws Failed {
        if (closed) throw Trouble.closed(verb, shown);
        if (Thread.currentThread().isInterrupted()) throw Trouble.cancelled(verb, shown);
        return channels;
    }

    private void reopen(Channels broken, String verb) throws IOException {
        synchronized (reopening) {
            if (closed) throw Trouble.closed(verb, shown);
            if (!channels.equals(broken)) return;
            broken.close();
            Path name = name().orElseThrow(() -> Trouble.of(
                    Failure.Code.CANCELLED, verb, shown, "an interrupt closed the file and it has another name now"));
            channels = Channels.reopen(name, options);
        }
    }
}
