package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The sessions that all views of one user share, one to each target: opened when the first needs it,
/// closed when the last is closed. Any thread.
final class Visits {
    private final Sessions sessions;
    private final Map<Key, Shared> shared = new HashMap<>();

    Visits(Sessions sessions) {
        this.sessions = sessions;
    }

    private record Key(String user, String target) {}

    /// A session with what has been found out about it.
    record Visit(Session session, FileTree tree, Base base) {
        static Visit of(Session session) throws Failed {
            return new Visit(session, session.tree(), Visits.base(session));
        }
    }

    /// One view's hold on a session of its user.
    final class Hold implements Visiting {
        private final Visitor visitor;
        private final Key key;
        private final Shared common;
        private boolean released;

        private Hold(Visitor visitor, Key key, Shared common) {
            this.visitor = visitor;
            this.key = key;
            this.common = common;
        }

        @Override
        public Visit visit(Target target) throws Failed {
            return common.visit(visitor, target);
        }

        @Override
        public void close() {
            synchronized (shared) {
                if (released) return;
                released = true;
                if (--common.holds > 0) return;
                shared.remove(key, common);
            }
            common.end(visitor);
        }
    }

    Hold hold(Visitor visitor, String target) {
        Key key = new Key(visitor.pass().user(), target);
        synchronized (shared) {
            Shared common = shared.computeIfAbsent(key, any -> new Shared(new Owner("user:" + key.user())));
            common.holds++;
            return new Hold(visitor, key, common);
        }
    }

    private final class Shared {
        private final Owner owner;
        private final ReentrantLock lock = new ReentrantLock();
        private int holds;
        private Optional<Visit> visit = Optional.empty();

        Shared(Owner owner) {
            this.owner = owner;
        }

        Visit visit(Visitor visitor, Target target) throws Failed {
            lock.lock();
            try {
                if (visit.isPresent() && isGood(visit.get().session(), target)) return visit.get();
                leave(visitor);
                Visit fresh = come(visitor, target);
                visit = Optional.of(fresh);
                return fresh;
            } finally {
                lock.unlock();
            }
        }

        private boolean isGood(Session session, Target target) {
            if (!session.target().equals(target)) return false;
            try {
                sessions.get(owner, session.id());
                return true;
            } catch (Failed over) {
                return false;
            }
        }

        private Visit come(Visitor visitor, Target target) throws Failed {
            try {
                Session session = sessions.open(owner, target, Asker.NOBODY);
                visitor.note(
                        target.name(),
                        Visitor.Deed.of("connect", Visitor.OK, session.route().display()));
                return Visit.of(session);
            } catch (Failed failed) {
                visitor.note(
                        target.name(), Visitor.Deed.of("connect", failed.code().name(), ""));
                throw failed;
            }
        }

        void end(Visitor visitor) {
            lock.lock();
            try {
                leave(visitor);
            } finally {
                lock.unlock();
            }
        }

        private void leave(Visitor visitor) {
            if (visit.isEmpty()) return;
            Session session = visit.get().session();
            visit = Optional.empty();
            try {
                sessions.close(owner, session.id());
            } catch (Failed closed) {
                // It has ended by itself.
                session.close();
            }
            visitor.note(
                    session.target().name(),
                    Visitor.Deed.of("disconnect", Visitor.OK, session.route().display()));
        }
    }

    /// Where a target's files begin: its base path, or the far home where none is configured; a disk
    /// shows its absolute paths.
    static Base base(Session session) throws Failed {
        if (session.target() instanceof Target.Local) return Base.WHOLE;
        RemotePath home = session.route().home();
        RemotePath real = session.tree().realpath(home);
        return new Base(home.isAbsolute() ? home : real, real);
    }
}
