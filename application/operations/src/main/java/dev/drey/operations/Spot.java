package dev.drey.operations;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.transfer.End;

/// A [Place] that has been found: the tree and the absolute path in it.
///
/// @param session whose files they are
/// @param tree them, as the caller may see them
/// @param home where relative paths start in it
record Spot(Session session, FileTree tree, RemotePath path, RemotePath home) {
    /// The files as they are, for those whose program this is.
    static Spot of(Session session, RemotePath path) {
        return new Spot(session, session.tree(), path, session.route().home());
    }

    Spot with(RemotePath other) {
        return new Spot(session, tree, other, home);
    }

    /// A path that starts at the home unless it says otherwise.
    RemotePath absolute(RemotePath other) {
        return other.isAbsolute() ? other : home.resolve(other);
    }

    boolean isLocal() {
        return session.target() instanceof dev.drey.session.Target.Local;
    }

    End end() {
        return new End(tree(), path, session.route().display(), isLocal());
    }

    /// For people: `web-1:/srv/x`, or the path alone where it is local.
    String display() {
        return isLocal() ? path.display() : session.target().name() + ":" + path.display();
    }
}
