package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Target;
import java.util.Optional;

/// Keeps a caller inside the base path of a target that says `confine`.
///
/// Where the path leads is walked just before it is used ([LinkWalk]); a link swapped in at that instant
/// is beyond what SFTP version 3 can prevent.
final class Confinement {
    private Confinement() {}

    static void check(Session session, RemotePath path) throws Failed {
        if (!(session.target() instanceof Target.Remote(var server)) || !server.confine()) return;
        RemotePath home = session.route().home();
        RemotePath named = home.isAbsolute() ? home : session.tree().realpath(home);
        Base base = new Base(
                named,
                LinkWalk.of(session.tree(), Base.WHOLE, LinkWalk.Sight.ALL)
                        .real(named, true)
                        .orElse(named));
        Optional<RemotePath> inside = base.within(
                path.isAbsolute()
                        ? path
                        : session.tree().realpath(RemotePath.HERE).resolve(path));
        boolean isInside = inside.isPresent()
                && LinkWalk.of(session.tree(), base, LinkWalk.Sight.ALL)
                        .real(inside.get(), true)
                        .isPresent();
        if (isInside) return;
        throw Failure.of(
                        Failure.Code.NOT_FOUND,
                        path,
                        path.display() + ": No such file or directory under " + named.display()
                                + ", which this target is confined to")
                .withTarget(server.name())
                .thrown();
    }
}
