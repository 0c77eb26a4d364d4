package dev.drey.operations;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.transfer.End;

/// A [Place] that has been found: the tree and the absolute path in it.
///
/// @param session whose files they are
record Spot(Session session, RemotePath path) {
    FileTree tree() {
        return session.tree();
    }

    Spot with(RemotePath other) {
        return new Spot(session, other);
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
