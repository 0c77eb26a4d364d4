package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.sftp.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// All that one client has open. Numbers are never given twice. Safe for many threads.
final class Handles {
    private final int limit;
    private final Map<Long, Handle> open = new HashMap<>();
    private long last;

    Handles(int limit) {
        this.limit = limit;
    }

    /// Reserves a handle for an OPEN that has just come.
    synchronized Handle reserve(RemotePath path, List<Name> names, boolean writes) throws Failed {
        if (open.size() >= limit) {
            throw Failure.of(
                            Code.LIMIT_EXCEEDED,
                            path,
                            path.display() + ": " + limit + " files are open on this channel already; close some")
                    .thrown();
        }
        Handle handle = new Handle(++last, path, names, writes);
        open.put(handle.number(), handle);
        return handle;
    }

    /// What the client has been given this number for; one that is still being opened is nobody's to name.
    synchronized Handle find(Bytes bytes) throws Failed {
        Handle handle = bytes.length() == Long.BYTES ? open.get(bytes.buffer().getLong()) : null;
        if (handle == null || handle.opened().isEmpty()) {
            throw Failure.of(Code.INTERNAL, "no such handle is open").thrown();
        }
        return handle;
    }

    synchronized void remove(Handle handle) {
        open.remove(handle.number());
    }

    synchronized List<Handle> all() {
        return List.copyOf(open.values());
    }

    void renaming(List<Name> from, List<Name> to) {
        all().forEach(handle -> handle.renaming(from, to));
    }

    void renamed(RemotePath from, RemotePath to) {
        all().forEach(handle -> handle.renamed(from, to));
    }
}
