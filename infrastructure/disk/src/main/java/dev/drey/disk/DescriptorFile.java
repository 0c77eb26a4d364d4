package dev.drey.disk;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.NearFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;

/// An open file of a jail: pread(2) and pwrite(2) in the calling thread, answered when the call returns. An
/// interrupt ends nothing that is under way; the next request of that thread is CANCELLED.
final class DescriptorFile implements NearFile {
    private final RemotePath shown;
    private final OpenOptions options;
    private final boolean changeable;
    private final Descriptor descriptor;
    private final AtomicBoolean closed = new AtomicBoolean();

    DescriptorFile(RemotePath shown, OpenOptions options, boolean changeable, Descriptor descriptor) {
        this.shown = shown;
        this.options = options;
        this.changeable = changeable;
        this.descriptor = descriptor;
    }

    private interface Request<T> {
        T run(int number) throws IOException;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) {
        return answer("read", number -> {
            refuse(offset < 0 || length < 1, "read", "offset " + offset + ", length " + length + " makes no sense");
            if (!reads()) throw notOpenedFor("read", "writing");
            ByteBuffer scratch = Scratch.take("read", shown);
            try {
                scratch.limit(Math.min(length, Scratch.SIZE));
                byte[] bytes = new byte[Posix.pread(number, MemorySegment.ofBuffer(scratch), offset)];
                scratch.get(bytes);
                return ByteBuffer.wrap(bytes);
            } finally {
                Scratch.giveBack(scratch);
            }
        });
    }

    @Override
    public int read(long offset, ByteBuffer into) throws Failed {
        if (!into.isDirect()) return throughScratch(offset, into);
        try {
            return with("read", number -> {
                refuse(offset < 0 || !into.hasRemaining(), "read", "offset " + offset + " makes no sense");
                if (!reads()) throw notOpenedFor("read", "writing");
                int got = Posix.pread(number, MemorySegment.ofBuffer(into), offset);
                into.position(into.position() + got);
                return got;
            });
        } catch (IOException trouble) {
            throw Trouble.of("read", shown, trouble);
        }
    }

    private int throughScratch(long offset, ByteBuffer into) throws Failed {
        ByteBuffer some = read(offset, Math.min(into.remaining(), Scratch.SIZE)).await();
        int got = some.remaining();
        into.put(some);
        return got;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) {
        if (offset < 0 || length < 1 || !room.isDirect() || room.remaining() < length) return read(offset, length);
        return answer("read", number -> {
            if (!reads()) throw notOpenedFor("read", "writing");
            ByteBuffer bytes = room.slice(room.position(), length);
            return bytes.limit(Posix.pread(number, MemorySegment.ofBuffer(bytes), offset));
        });
    }

    @Override
    public Pending<Done> write(long offset, ByteBuffer data) {
        return answer("write", number -> {
            refuse(offset < 0, "write", "offset " + offset + " makes no sense");
            if (!writes()) throw notOpenedFor("write", "reading");
            if (data.isDirect()) {
                writeAll(number, MemorySegment.ofBuffer(data), offset);
                data.position(data.limit());
                return Done.DONE;
            }
            ByteBuffer scratch = Scratch.take("write", shown);
            try {
                for (long at = offset; data.hasRemaining(); ) {
                    int piece = Math.min(data.remaining(), Scratch.SIZE);
                    scratch.clear().put(data.slice(data.position(), piece)).flip();
                    at = writeAll(number, MemorySegment.ofBuffer(scratch), at);
                    data.position(data.position() + piece);
                }
                return Done.DONE;
            } finally {
                Scratch.giveBack(scratch);
            }
        });
    }

    private static long writeAll(int number, MemorySegment bytes, long offset) throws IOException {
        long done = 0;
        while (done < bytes.byteSize()) done += Posix.pwrite(number, bytes.asSlice(done), offset + done);
        return offset + done;
    }

    @Override
    public Pending<Attributes> attributes() {
        return answer("stat", number -> Posix.stat(number).attributes());
    }

    @Override
    public Pending<Done> setAttributes(Changes changes) {
        return answer("set attributes of", number -> {
            if (!changeable) throw JailTree.refusal("set attributes of", shown, "it is read-only here");
            Parts parts = new Parts();
            if (changes.size().isPresent()) {
                parts.run(() -> {
                    if (!writes()) throw notOpenedFor("truncate", "reading");
                    Posix.ftruncate(number, changes.size().getAsLong());
                });
            }
            DescriptorGround.change(parts, number, changes, true);
            parts.end();
            return Done.DONE;
        });
    }

    @Override
    public Pending<Done> sync() {
        return answer("fsync", number -> {
            Posix.fsync(number);
            return Done.DONE;
        });
    }

    /// Copies a range of this file into `to` inside the kernel where it can.
    Pending<Done> copyTo(DescriptorFile to, long offset, long length, long toOffset) {
        return answer(
                "copy",
                number -> to.with("write", target -> {
                    if (!reads()) throw notOpenedFor("read", "writing");
                    if (!to.writes()) throw to.notOpenedFor("write", "reading");
                    Stat mine = Posix.stat(number);
                    long amount = Copying.length(shown, mine.size(), offset, length, toOffset);
                    if (mine.identity().equals(Posix.stat(target).identity())) {
                        Copying.refuseOverlap(shown, offset, amount, toOffset);
                    }
                    Copying.copy(number, offset, amount, target, toOffset);
                    return Done.DONE;
                }));
    }

    private boolean reads() {
        return options.read() || !writes();
    }

    private boolean writes() {
        return options.write() || options.append();
    }

    private Failed notOpenedFor(String verb, String other) {
        return Trouble.of(Failure.Code.PERMISSION_DENIED, verb, shown, "it was opened for " + other + " only");
    }

    private void refuse(boolean bad, String verb, String words) throws Failed {
        if (bad) throw Trouble.of(Failure.Code.INVALID_ARGUMENT, verb, shown, words);
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
        if (closed.getAndSet(true)) return;
        try {
            descriptor.close();
        } catch (IOException trouble) {
            throw Trouble.of("close", shown, trouble);
        }
    }

    private <T> Pending<T> answer(String verb, Request<T> request) {
        try {
            return Pending.of(with(verb, request));
        } catch (IOException trouble) {
            return Pending.failed(Trouble.of(verb, shown, trouble));
        }
    }

    private <T> T with(String verb, Request<T> request) throws IOException {
        if (Thread.currentThread().isInterrupted()) throw Trouble.cancelled(verb, shown);
        Descriptor held = held(verb);
        try {
            return request.run(held.number());
        } finally {
            held.close();
        }
    }

    private Descriptor held(String verb) throws IOException {
        try {
            if (closed.get()) throw Trouble.closed(verb, shown);
            return descriptor.hold();
        } catch (ClosedChannelException gone) {
            throw Trouble.closed(verb, shown);
        }
    }
}
