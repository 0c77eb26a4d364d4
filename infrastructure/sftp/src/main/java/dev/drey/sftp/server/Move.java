package dev.drey.sftp.server;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/// A rename that is on its way, or the removal of a directory, and the handles that it may concern.
///
/// @param concerned those that may lie below one of its paths, when it was planned
/// @param to where what lies at `from` goes; empty where it is removed
record Move(List<Handle> concerned, RemotePath from, Optional<RemotePath> to, Places places) {
    /// The tree has done it. Called before anything else may happen there.
    void happened() {
        concerned.forEach(handle -> handle.moved(this));
    }

    /// The tree has answered.
    void ended() {
        concerned.forEach(Handle::settled);
    }

    /// Whether it can be told what it makes of a path.
    boolean isKnown(RemotePath path) {
        return places.whole(path).isPresent()
                && places.whole(from).isPresent()
                && places.whole(to.orElse(from)).isPresent();
    }

    /// What it makes of a path that is known; empty where something else, or nothing, lies there now.
    Optional<RemotePath> moved(RemotePath path) {
        List<Name> names = places.whole(path).orElseThrow();
        List<Name> old = places.whole(from).orElseThrow();
        if (isBelow(names, old)) return to.map(now -> below(now, names.subList(old.size(), names.size())));
        boolean replaced =
                to.flatMap(places::whole).filter(now -> isBelow(names, now)).isPresent();
        return replaced ? Optional.empty() : Optional.of(path);
    }

    private RemotePath below(RemotePath directory, List<Name> rest) {
        if (rest.isEmpty()) return directory;
        ByteArrayOutputStream path = new ByteArrayOutputStream();
        for (Name name : rest) {
            if (path.size() > 0) path.write('/');
            path.writeBytes(name.bytes());
        }
        return places.home().resolve(directory).resolve(RemotePath.ofBytes(path.toByteArray()));
    }

    static boolean isBelow(List<Name> names, List<Name> directory) {
        return names.size() >= directory.size()
                && names.subList(0, directory.size()).equals(directory);
    }
}
