package dev.drey.sftp.client;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Extension;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file that is open at the server. Every method sends and returns; nothing is kept here but the handle.
final class SftpFile implements OpenFile {
    /// A reply with data before the data itself: type, id, length.
    private static final int DATA_HEAD = 1 + 2 * Integer.BYTES;

    private final Asking asking;
    private final Clues clues;
    private final RemotePath path;
    private final Bytes handle;
    private final RequestSizes sizes;
    private final OpenOptions options;
    private volatile @Nullable Pending<Done> closing;

    SftpFile(Asking asking, Clues clues, RemotePath path, Bytes handle, RequestSizes sizes, OpenOptions options) {
        this.asking = asking;
        this.clues = clues;
        this.path = path;
        this.handle = handle;
        this.sizes = sizes;
        this.options = options;
    }

    Asking asking() {
        return asking;
    }

    Bytes handle() {
        return handle;
    }

    RemotePath path() {
        return path;
    }

    @Override
    public Pending<ByteBuffer> read(long offset, int length) throws Failed {
        return read(offset, length, Optional.empty());
    }

    /// What comes in front of the bytes ends at [#ROOM], so that they are aligned as `room` is.
    @Override
    public Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) throws Failed {
        int head = ROOM - DATA_HEAD;
        if (room.remaining() < head) return read(offset, length);
        return read(offset, length, Optional.of(room.slice(room.position() + head, room.remaining() - head)));
    }

    private Pending<ByteBuffer> read(long offset, int length, Optional<ByteBuffer> room) throws Failed {
        Subject subject = open("read");
        check(subject, options.read(), "the file was not opened to be read");
        check(subject, offset >= 0 && length > 0, "offset " + offset + ", length " + length);
        int asked = Math.min(length, sizes.read());
        return asking.data(subject, id -> new Request.Read(id, handle, offset, asked), asked, room);
    }

    @Override
    public Pending<Done> write(long offset, ByteBuffer data) throws Failed {
        Subject subject = open("write");
        check(subject, options.write(), "the file was not opened to be written");
        int length = data.remaining();
        check(subject, offset >= 0 && length > 0, "offset " + offset + ", length " + length);
        check(subject, length <= sizes.write(), length + " bytes in one request, at most " + sizes.write());
        return asking.written(
                subject, id -> new Request.Write(id, handle, offset, data), length, clues.room(handle, length));
    }

    @Override
    public Pending<Attributes> attributes() throws Failed {
        return asking.attributes(open("stat"), id -> new Request.Fstat(id, handle), Diagnosis.Clue.NONE);
    }

    @Override
    public Pending<Done> setAttributes(Changes changes) throws Failed {
        Subject subject = open("set attributes of");
        if (changes.isEmpty()) return Pending.of(Done.DONE);
        Attrs attrs = Attrs.of(changes);
        return asking.done(subject, id -> new Request.Fsetstat(id, handle, attrs), clues.room(handle, 1));
    }

    @Override
    public Pending<Done> sync() throws Failed {
        Subject subject = open("sync");
        if (!asking.announces(Extension.FSYNC)) {
            return Pending.failed(subject.failure(Code.UNSUPPORTED, "the server has no fsync@openssh.com")
                    .thrown());
        }
        return asking.patientlyDone(subject, id -> new Request.Fsync(id, handle), clues.room(handle, 1));
    }

    @Override
    public synchronized Pending<Done> closing() throws Failed {
        Pending<Done> sent = closing;
        if (sent != null) return sent;
        Subject subject = Subject.of("close", path);
        sent = options.write()
                ? asking.patientlyDone(subject, id -> new Request.Close(id, handle), Diagnosis.Clue.NONE)
                : asking.done(subject, id -> new Request.Close(id, handle), Diagnosis.Clue.NONE);
        closing = sent;
        return sent;
    }

    @Override
    public int largestRead() {
        return sizes.read();
    }

    @Override
    public int largestWrite() {
        return sizes.write();
    }

    @Override
    public void close() throws Failed {
        try {
            closing().await();
        } catch (Failed failed) {
            // With the line the handle is gone, too.
            if (asking.conversation().isOpen()) throw failed;
        }
    }

    private Subject open(String verb) throws Failed {
        Subject subject = Subject.of(verb, path);
        if (closing != null)
            throw subject.failure(Code.INVALID_ARGUMENT, "the file has been closed")
                    .thrown();
        return subject;
    }

    private static void check(Subject subject, boolean holds, String what) throws Failed {
        if (!holds) throw subject.failure(Code.INVALID_ARGUMENT, what).thrown();
    }
}
