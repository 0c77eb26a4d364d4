package dev.drey.sftp.server;

import dev.drey.files.Attributes;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Handle.Opened;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Named;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import java.util.List;
import java.util.Optional;

/// Plans the requests of version 3 that name paths (draft-02, sections 6.3 to 6.11).
record OnPaths(FileTree tree, Handles handles, Places places, Leavings leavings) {

    interface Told {
        void run() throws Failed;
    }

    Plan open(Request.Open request) throws Failed {
        OpenOptions options = readable(request.options());
        RemotePath path = request.path();
        boolean changes = options.create() || options.truncate();
        Handle handle = handles.reserve(path, places.names(path), options.write());
        return Plan.telling(handle.claims(changes), () -> {
            Reply reply = opening(request.id(), handle, () -> {
                OpenFile file = tree.open(path, options);
                handle.opened(new Opened.File(file, options));
            });
            return () -> reply;
        });
    }

    /// Flags that say neither reading nor writing are reading, as `O_RDONLY` is no flag at all.
    private static OpenOptions readable(OpenOptions asked) {
        if (asked.read() || asked.write()) return asked;
        return new OpenOptions(
                true, false, asked.append(), asked.create(), asked.exclusive(), asked.truncate(), asked.permissions());
    }

    Plan openDirectory(Request.Opendir request) throws Failed {
        RemotePath path = request.path();
        Handle handle = handles.reserve(path, places.names(path), false);
        return Plan.telling(handle.claims(false), () -> {
            Reply reply = opening(
                    request.id(),
                    handle,
                    () -> handle.opened(new Opened.Directory(new Entries(tree.list(path), leavings))));
            return () -> reply;
        });
    }

    private Reply opening(int id, Handle handle, Told open) throws Failed {
        try {
            open.run();
            return new Reply.Handle(id, handle.bytes());
        } finally {
            if (handle.opened().isEmpty()) handles.drop(handle);
        }
    }

    Plan stat(Request.Stat request) throws Failed {
        return looking(request.path(), () -> attributes(request.id(), tree.stat(request.path())));
    }

    Plan lstat(Request.Lstat request) throws Failed {
        return looking(request.path(), () -> attributes(request.id(), tree.lstat(request.path())));
    }

    static Reply attributes(int id, Attributes attributes) {
        return new Reply.Attributes(id, Attrs.of(attributes));
    }

    /// An empty path means the home, as in OpenSSH.
    Plan realpath(Request.Realpath request) throws Failed {
        RemotePath path = request.path().isEmpty() ? RemotePath.HERE : request.path();
        return looking(path, () -> name(request.id(), tree.realpath(path)));
    }

    Plan readlink(Request.Readlink request) throws Failed {
        return looking(request.path(), () -> name(request.id(), tree.readlink(request.path())));
    }

    static Reply name(int id, RemotePath path) {
        Bytes bytes = Bytes.of(path.bytes());
        return new Reply.Names(id, List.of(new Named(bytes, bytes, Attrs.NONE)));
    }

    Plan change(Request.Setstat request) throws Failed {
        Changes changes = request.attrs().changes();
        return changing(request.id(), request.path(), () -> {
            if (!changes.isEmpty()) tree.setAttributes(request.path(), checked(changes));
        });
    }

    static Changes checked(Changes changes) throws Failed {
        if (changes.size().orElse(0) >= 0) return changes;
        throw Failure.of(Failure.Code.INVALID_ARGUMENT, "no file can be that large")
                .thrown();
    }

    Plan makeDirectory(Request.Mkdir request) throws Failed {
        Changes changes = request.attrs().changes();
        return changing(request.id(), request.path(), () -> tree.makeDirectory(request.path(), changes));
    }

    Plan removeDirectory(Request.Rmdir request) throws Failed {
        RemotePath path = request.path();
        Move move = handles.moving(path, Optional.empty(), places);
        return moving(request.id(), List.of(places.changing(path)), move, () -> tree.removeDirectory(path));
    }

    Plan remove(Request.Remove request) throws Failed {
        return changing(request.id(), request.path(), () -> tree.remove(request.path()));
    }

    /// Where the link points is not touched.
    Plan symlink(Request.Symlink request) throws Failed {
        places.names(request.target());
        return changing(request.id(), request.link(), () -> tree.symlink(request.link(), request.target()));
    }

    Plan rename(Request.Rename request) throws Failed {
        return moving(request.id(), request.from(), request.to(), () -> tree.rename(request.from(), request.to()));
    }

    /// Both paths, and what is open below the first.
    Plan moving(int id, RemotePath from, RemotePath to, Told move) throws Failed {
        return moving(
                id,
                List.of(places.changing(from), places.changing(to)),
                handles.moving(from, Optional.of(to), places),
                move);
    }

    private static Plan moving(int id, List<Claim> claims, Move move, Told told) {
        return Plan.of(claims, () -> {
            try {
                told.run();
                move.happened();
            } finally {
                move.ended();
            }
            return Statuses.ok(id);
        });
    }

    private Plan looking(RemotePath path, Plan.Deed deed) throws Failed {
        return Plan.of(List.of(places.looking(path)), deed);
    }

    private Plan changing(int id, RemotePath path, Told told) throws Failed {
        return Plan.of(List.of(places.changing(path)), () -> {
            told.run();
            return Statuses.ok(id);
        });
    }
}
