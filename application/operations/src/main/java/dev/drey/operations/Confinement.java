package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Target;

/// Keeps a caller inside the base path of a target that says `confine`.
///
/// The far side resolves the path just before it is used; a link swapped in at that instant is beyond what
/// SFTP version 3 can prevent.
final class Confinement {
    private Confinement() {}

    static void check(Session session, RemotePath path) throws Failed {
        if (!(session.target() instanceof Target.Remote(var server)) || !server.confine()) return;
        RemotePath base = session.tree().realpath(session.route().home());
        if (resolved(session, path).isWithin(base)) return;
        throw Failure.of(
                        Failure.Code.NOT_FOUND,
                        path,
                        path.display() + ": No such file or directory under " + base.display()
                                + ", which this target is confined to")
                .withTarget(server.name())
                .thrown();
    }

    /// The real path of what exists of `path`, with the rest behind it.
    private static RemotePath resolved(Session session, RemotePath path) throws Failed {
        RemotePath whole = path.isAbsolute() ? path : session.route().home().resolve(path);
        RemotePath existing = whole;
        RemotePath rest = RemotePath.of("");
        for (int depth = 0; depth < 4096; depth++) {
            try {
                session.tree().lstat(existing);
                RemotePath real = session.tree().realpath(existing);
                return (rest.isEmpty() ? real : real.resolve(rest)).normalized();
            } catch (Failed missing) {
                if (missing.code() != Failure.Code.NOT_FOUND) throw missing;
            }
            Name name = existing.name();
            if (name.length() == 0) break;
            rest = rest.isEmpty()
                    ? RemotePath.ofBytes(name.bytes())
                    : RemotePath.ofBytes(name.bytes()).resolve(rest);
            existing = existing.parent();
        }
        return whole.normalized();
    }
}
