package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Target;
import java.util.concurrent.atomic.AtomicInteger;

/// A session with what has been found out about it.
///
/// @param home where relative paths start when the base is all there is, absolute
/// @param open how many files and listings are open in it
record Visit(Session session, FileTree tree, Base base, RemotePath home, AtomicInteger open) {
    /// What has been found out, without the session.
    record Ground(Base base, RemotePath home) {
        /// A target's files begin at its base path, or the far home where none is configured; a disk
        /// shows its absolute paths.
        static Ground of(Session session) throws Failed {
            RemotePath home = session.route().home();
            if (session.target() instanceof Target.Local) return new Ground(Base.WHOLE, home.normalized());
            RemotePath real = session.tree().realpath(home);
            return new Ground(new Base(home.isAbsolute() ? home : real, real), RemotePath.ROOT);
        }

        /// All files of a host, at its own paths.
        static Ground dialled(Session session) throws Failed {
            return new Ground(
                    Base.WHOLE, session.tree().realpath(session.route().home()));
        }

        Visit visit(Session session) {
            return new Visit(session, session.tree(), base, home, new AtomicInteger());
        }
    }

    /// The same through a lane of its tree.
    Visit over(FileTree lane) {
        return new Visit(session, lane, base, home, open);
    }

    /// Marks that something is open, until the answer is closed: such a session is not idle.
    Session.Busy busy() {
        Session.Busy running = session.busy();
        open.incrementAndGet();
        return () -> {
            open.decrementAndGet();
            running.close();
        };
    }
}
