package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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

    /// Opens a session and notes how that went.
    static Session noted(Visitor visitor, Target target, View.Opening opening) throws Failed {
        try {
            Session session = opening.open();
            String there = session.route().display();
            visitor.note(target.name(), Visitor.Deed.of("connect", Visitor.OK, there));
            return session;
        } catch (Failed failed) {
            visitor.note(target.name(), Visitor.Deed.of("connect", failed.code().name(), ""));
            throw failed;
        }
    }

    static void left(Visitor visitor, Session session) {
        String there = session.route().display();
        visitor.note(session.target().name(), Visitor.Deed.of("disconnect", Visitor.OK, there));
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

    /// Gives up the session that was not used for the longest time, and in which nothing is open.
    ///
    /// @return whether there was one
    private boolean giveUpOne(Owner owner, Visitor visitor) {
        List<Shared> idle;
        synchronized (shared) {
            idle = shared.values().stream()
                    .filter(one -> one.owner.equals(owner))
                    .sorted(Comparator.comparingLong(one -> one.used))
                    .toList();
        }
        return idle.stream().anyMatch(one -> one.giveUp(visitor));
    }

    private final class Shared {
        private final Owner owner;
        private final ReentrantLock lock = new ReentrantLock();
        private int holds;
        private Optional<Visit> visit = Optional.empty();
        private volatile long used = System.nanoTime();
        private boolean ended;

        Shared(Owner owner) {
            this.owner = owner;
        }

        Visit visit(Visitor visitor, Target target) throws Failed {
            enter(target);
            try {
                if (ended) throw closed(target);
                used = System.nanoTime();
                if (visit.isPresent() && isGood(visit.get().session(), target)) return visit.get();
                leave(visitor);
                Visit fresh = come(visitor, target);
                visit = Optional.of(fresh);
                return fresh;
            } finally {
                lock.unlock();
            }
        }

        private void enter(Target target) throws Failed {
            try {
                lock.lockInterruptibly();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "connecting to " + target.name() + " was cancelled")
                        .thrown(interrupted);
            }
        }

        private static Failed closed(Target target) {
            return Failure.of(Failure.Code.SESSION_CLOSED, target.name() + ": this view has been closed")
                    .withTarget(target.name())
                    .thrown();
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
            Session session = noted(visitor, target, () -> opened(visitor, target));
            boolean done = false;
            try {
                Visit fresh = Visit.Ground.of(session).visit(session);
                done = true;
                return fresh;
            } finally {
                if (!done) end(visitor, session);
            }
        }

        private Session opened(Visitor visitor, Target target) throws Failed {
            try {
                return sessions.open(owner, target, Asker.NOBODY);
            } catch (Failed failed) {
                boolean full = failed.code() == Failure.Code.LIMIT_EXCEEDED;
                if (!full || !giveUpOne(owner, visitor)) throw failed;
                return sessions.open(owner, target, Asker.NOBODY);
            }
        }

        /// Ends the session unless it is in use; the next step opens another.
        boolean giveUp(Visitor visitor) {
            if (lock.isHeldByCurrentThread() || !lock.tryLock()) return false;
            try {
                if (visit.isEmpty() || visit.get().open().get() > 0) return false;
                leave(visitor);
                return true;
            } finally {
                lock.unlock();
            }
        }

        void end(Visitor visitor) {
            lock.lock();
            try {
                ended = true;
                leave(visitor);
            } finally {
                lock.unlock();
            }
        }

        private void leave(Visitor visitor) {
            Optional<Visit> last = visit;
            visit = Optional.empty();
            last.ifPresent(one -> end(visitor, one.session()));
        }

        private void end(Visitor visitor, Session session) {
            try {
                sessions.close(owner, session.id());
            } catch (Failed closed) {
                // It has ended by itself.
                session.close();
            }
            left(visitor, session);
        }
    }
}
