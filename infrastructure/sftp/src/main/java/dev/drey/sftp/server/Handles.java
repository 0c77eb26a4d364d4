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
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// All that one client has open. Numbers are never given twice, and begin anywhere, so that one of another channel is
/// nobody's here. Safe for many threads.
final class Handles {
    private final Connection connection;
    private final Map<Long, Handle> open = new HashMap<>();
    /// How many have been withdrawn and are not closed yet.
    private int leaving;

    private long last = ThreadLocalRandom.current().nextLong();

    Handles(Connection connection) {
        this.connection = connection;
    }

    /// Reserves a handle for an OPEN that has just come.
    synchronized Handle reserve(RemotePath path, List<Name> names, boolean writes) throws Failed {
        if (!connection.takeHandle()) {
            String many = connection.handles() + " files are open on this connection already; close some";
            throw Failure.of(Code.LIMIT_EXCEEDED, path, path.display() + ": " + many)
                    .thrown();
        }
        Handle handle = new Handle(++last, path, names, writes);
        open.put(handle.number(), handle);
        return handle;
    }

    /// What the client has been given this number for; one that is still being opened is nobody's to name.
    Handle find(Bytes bytes) throws Failed {
        return named(bytes).orElseThrow(Handles::notOpen);
    }

    static Failed notOpen() {
        return Failure.of(Code.INTERNAL, "no such handle is open").thrown();
    }

    synchronized Optional<Handle> named(Bytes bytes) {
        if (bytes.length() != Long.BYTES) return Optional.empty();
        return Optional.ofNullable(open.get(bytes.buffer().getLong()))
                .filter(handle -> handle.opened().isPresent());
    }

    /// Its number is nobody's from now on. It keeps its place until it is closed.
    ///
    /// @return false where that was so already: then nobody is to close it
    synchronized boolean withdraw(Handle handle) {
        if (open.remove(handle.number()) == null) return false;
        leaving++;
        return true;
    }

    /// What was withdrawn holds nothing any more: its place is free.
    synchronized void closed(Handle handle) {
        leaving--;
        connection.giveHandle();
    }

    /// Nothing was opened for it, so it is neither named nor closed.
    synchronized void drop(Handle handle) {
        if (open.remove(handle.number()) != null) connection.giveHandle();
    }

    /// What may be named.
    synchronized List<Handle> all() {
        return List.copyOf(open.values());
    }

    /// How many hold a place.
    synchronized int count() {
        return open.size() + leaving;
    }

    /// Something is about to go from one place to another.
    ///
    /// @param to empty where it is removed
    Move moving(RemotePath from, Optional<RemotePath> to, Places places) throws Failed {
        List<Name> old = places.names(from);
        List<Name> now = places.names(to.orElse(from));
        List<Handle> concerned =
                all().stream().filter(handle -> handle.moving(old, now)).toList();
        return new Move(concerned, from, to, places);
    }
}
