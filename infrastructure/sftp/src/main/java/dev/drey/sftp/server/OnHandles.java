package dev.drey.sftp.server;

import dev.drey.files.Changes;
import dev.drey.files.Done;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.NearFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.sftp.server.Handle.Opened;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans the requests that name handles (draft-02, sections 6.3 to 6.8, and fsync).
record OnHandles(FileTree tree, Handles handles, LongNames longNames) {
    /// The most that one READ answers and one WRITE should send, bytes; OpenSSH's own number.
    static final int LARGEST = 255 << 10;

    private static final String TOO_FAR = "no file reaches that far";

    Plan close(Request.Close request) throws Failed {
        Handle handle = handles.find(request.handle());
        if (!handles.withdraw(handle)) throw Handles.notOpen();
        return Plan.inOrder(handle, handle.writes(), () -> {
            Pending<Done> told = closing(handle);
            return () -> {
                closed(handle, told);
                return Statuses.ok(request.id());
            };
        });
    }

    /// Closes what is open; its place is free when this returns or throws.
    void close(Handle handle) throws Failed {
        closed(handle, closing(handle));
    }

    private Pending<Done> closing(Handle handle) throws Failed {
        boolean told = false;
        try {
            Pending<Done> closing = told(handle.opened().orElse(null));
            told = true;
            return closing;
        } finally {
            if (!told) handles.closed(handle);
        }
    }

    /// A handle whose OPEN has failed is closed already.
    private static Pending<Done> told(@Nullable Opened opened) throws Failed {
        return switch (opened) {
            case Opened.File file -> file.file().closing();
            case Opened.Directory directory -> {
                directory.entries().close();
                yield Pending.of(Done.DONE);
            }
            case null -> Pending.of(Done.DONE);
        };
    }

    private void closed(Handle handle, Pending<Done> closing) throws Failed {
        try {
            closing.await();
        } finally {
            handles.closed(handle);
        }
    }

    Plan read(Request.Read request) throws Failed {
        Handle handle = handles.find(request.handle());
        int length = length(request);
        if (request.offset() < 0)
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, TOO_FAR).thrown();
        boolean beyond = request.offset() > Long.MAX_VALUE - length;
        if (length == 0 || beyond) return Plan.on(handle, false, nothing(request, handle, length));
        if (handle.opened().orElse(null) instanceof Opened.File(NearFile near, OpenOptions how)) {
            return Plan.on(handle, false, new Plan.Late(length, room -> filled(request, near, room)));
        }
        return Plan.on(handle, false, asking(request, handle, length));
    }

    /// Whether reads of this handle are done when their replies go out.
    boolean isNear(Bytes handle) {
        return handles.named(handle).flatMap(Handle::opened).orElse(null)
                instanceof Opened.File(NearFile near, var how);
    }

    /// No bytes where none are asked for, as OpenSSH has it: that is not the end of the file.
    private static Plan.Act nothing(Request.Read request, Handle handle, int length) {
        return () -> {
            handle.readable();
            Reply reply =
                    length == 0 ? new Reply.Data(request.id(), ByteBuffer.allocate(0)) : Statuses.end(request.id());
            return () -> reply;
        };
    }

    private static Plan.Act asking(Request.Read request, Handle handle, int length) {
        return () -> {
            Pending<ByteBuffer> data = Parts.read(handle.file(), request.offset(), length);
            return () -> data(request, data.await());
        };
    }

    /// Short answers are asked for again, see [Parts].
    private static Reply filled(Request.Read request, NearFile file, ByteBuffer room) throws Failed {
        int start = room.position();
        long at = request.offset();
        while (room.hasRemaining()) {
            int got = file.read(at, room);
            if (got == 0) break;
            at += got;
        }
        return data(request, room.slice(start, room.position() - start));
    }

    private static Reply data(Request.Read request, ByteBuffer bytes) {
        return bytes.hasRemaining() ? new Reply.Data(request.id(), bytes) : Statuses.end(request.id());
    }

    /// How many bytes the answer can have.
    static int length(Request.Read request) {
        return (int) Math.min(LARGEST, Integer.toUnsignedLong(request.length()));
    }

    Plan write(Request.Write request) throws Failed {
        Handle handle = handles.find(request.handle());
        if (request.offset() < 0
                || request.offset() > Long.MAX_VALUE - request.data().remaining()) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, TOO_FAR).thrown();
        }
        return act(handle, true, () -> {
            var file = handle.file();
            if (!request.data().hasRemaining()) return () -> Statuses.ok(request.id());
            return done(request.id(), Parts.write(file, request.offset(), request.data()));
        });
    }

    Plan attributes(Request.Fstat request) throws Failed {
        Handle handle = handles.find(request.handle());
        return act(handle, false, () -> {
            if (handle.opened().orElse(null) instanceof Opened.Directory) {
                Reply reply = OnPaths.attributes(request.id(), tree.stat(handle.place()));
                return () -> reply;
            }
            var attributes = handle.file().attributes();
            return () -> OnPaths.attributes(request.id(), attributes.await());
        });
    }

    Plan change(Request.Fsetstat request) throws Failed {
        Handle handle = handles.find(request.handle());
        Changes changes = OnPaths.checked(request.attrs().changes());
        return act(handle, true, () -> {
            if (changes.isEmpty()) return () -> Statuses.ok(request.id());
            if (handle.opened().orElse(null) instanceof Opened.Directory) {
                tree.setAttributes(handle.place(), changes);
                return () -> Statuses.ok(request.id());
            }
            return done(request.id(), handle.file().setAttributes(changes));
        });
    }

    Plan sync(Request.Fsync request) throws Failed {
        Handle handle = handles.find(request.handle());
        return act(handle, true, () -> done(request.id(), handle.file().sync()));
    }

    /// `.` and `..` are not told: see [Listing].
    Plan readDirectory(Request.Readdir request) throws Failed {
        Handle handle = handles.find(request.handle());
        return Plan.inOrder(handle, false, () -> {
            List<Entry> some = handle.directory().next();
            if (some.isEmpty()) return () -> Statuses.end(request.id());
            Reply reply = new Reply.Names(request.id(), longNames.of(some, Instant.now()));
            return () -> reply;
        });
    }

    private static Plan act(Handle handle, boolean exclusive, Plan.Act act) {
        return Plan.on(handle, exclusive, act);
    }

    static Plan.Answer done(int id, Pending<Done> pending) {
        return () -> {
            pending.await();
            return Statuses.ok(id);
        };
    }
}
