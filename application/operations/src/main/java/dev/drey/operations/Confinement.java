package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Target;

/// Keeps a caller inside the base path of a target that says `confine`.
///
/// Where the path leads is walked just before it is used ([LinkWalk]); a link swapped in at that instant
/// is beyond what SFTP version 3 can prevent.
final class Confinement {
    private Confinement() {}

    static void check(Session session, RemotePath path) throws Failed {
        if (!(session.target() instanceof Target.Remote(var server)) || !server.confine()) return;
        RemotePath home = session.route().home();
        RemotePath base =
                real(session, home.isAbsolute() ? home : session.tree().realpath(home));
        if (real(session, base.resolve(path)).isWithin(base)) return;
        throw Failure.of(
                        Failure.Code.NOT_FOUND,
                        path,
                        path.display() + ": No such file or directory under " + base.display()
                                + ", which this target is confined to")
                .withTarget(server.name())
                .thrown();
    }

    private static RemotePath real(Session session, RemotePath path) throws Failed {
        return LinkWalk.of(session.tree(), Base.WHOLE).real(path, true).orElse(RemotePath.ROOT);
    }
}
