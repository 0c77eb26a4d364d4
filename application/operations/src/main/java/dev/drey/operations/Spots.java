package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Home;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Finds what a [Place] means: opens the session of its target, makes its path absolute, and keeps it inside
/// a confined base.
final class Spots {
    private final Sessions sessions;
    private final Map<Key, Slot> kept = new ConcurrentHashMap<>();

    Spots(Sessions sessions) {
        this.sessions = sessions;
    }

    private record Key(Owner owner, Target target) {}

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        volatile Optional<String> session = Optional.empty();
    }

    /// How many are kept in mind.
    int kept() {
        return kept.size();
    }

    /// A session has been ended by its owner.
    void ended(Session session) {
        kept.values().removeIf(slot -> slot.session.equals(Optional.of(session.id())));
    }

    Spot find(Call call, Place place) throws Failed {
        Session session = session(call, place.where());
        if (call.seen().isPresent()) return seen(call.seen().get(), session, place.path());
        RemotePath path = absolute(session, place.path());
        Confinement.check(session, path);
        return Spot.of(session, path);
    }

    /// In the terms of the caller's view, which keeps them to their grants.
    private static Spot seen(Call.Seen seen, Session session, RemotePath path) throws Failed {
        refuseNul(path);
        GatedTree tree = seen.view().over(seen.pass(), session);
        RemotePath home = tree.gate().home();
        if (isTilde(session, path)) {
            var power = tree.power(Home.class);
            if (power.isPresent()) return new Spot(session, tree, power.get().expand(path), home);
        }
        return new Spot(session, tree, home.resolve(path), home);
    }

    Session session(Call call, Where where) throws Failed {
        return switch (where) {
            case Where.InSession(String id) -> call.reaching(again(call, sessions.get(call.owner(), id)));
            case Where.At(Target target) -> call.reaching(of(call, meant(call, target)));
        };
    }

    /// Opens a session of the caller's own.
    Session open(Call call, Target target) throws Failed {
        return call.reaching(fresh(call, meant(call, target)));
    }

    /// @param moment of those who came in
    private record Meant(Target target, Optional<Subject.Moment> moment) {}

    /// The hub's own target of that name, for those who came in.
    private static Meant meant(Call call, Target target) throws Failed {
        if (call.seen().isEmpty()) return new Meant(target, Optional.empty());
        Call.Seen seen = call.seen().get();
        Subject.Moment moment = seen.view().meant(seen.pass(), target);
        return new Meant(moment.known().target(), Optional.of(moment));
    }

    /// A session that was opened before, if its target still is what it was.
    private static Session again(Call call, Session session) throws Failed {
        if (call.seen().isEmpty()) return session;
        Call.Seen seen = call.seen().get();
        Target now = seen.view().meant(seen.pass(), session).known().target();
        if (now.equals(session.target())) return session;
        throw Failure.of(
                        Failure.Code.SESSION_CLOSED,
                        session.target().name() + " is configured otherwise now; open a new session")
                .withTarget(session.target().name())
                .thrown();
    }

    /// Questions about the hub's own targets are for its admins.
    private Session fresh(Call call, Meant meant) throws Failed {
        Target target = meant.target();
        if (call.seen().isEmpty() || meant.moment().isEmpty()) return sessions.open(call.owner(), target, call.asker());
        Call.Seen seen = call.seen().get();
        Subject.Moment moment = meant.moment().get();
        Asker asker = call.administers() || moment.isDialled() ? call.asker() : Asker.NOBODY;
        return seen.view().connected(seen.pass(), moment, () -> sessions.open(call.owner(), target, asker));
    }

    /// The session kept for this caller and target, opened at first use and again when it has ended.
    private Session of(Call call, Meant meant) throws Failed {
        Key key = new Key(call.owner(), meant.target());
        while (true) {
            Slot slot = slot(key);
            enter(slot, key.target());
            try {
                boolean isLeft = !slot.equals(kept.get(key));
                if (!isLeft) return in(slot, key, () -> fresh(call, meant));
            } finally {
                slot.lock.unlock();
            }
        }
    }

    /// With a new one those go whose sessions have ended: what they were opened with is not kept in mind.
    private Slot slot(Key key) {
        Slot known = kept.get(key);
        if (known != null) return known;
        kept.forEach((other, slot) -> {
            boolean isOver = slot.session.isPresent() && open(other, slot).isEmpty();
            if (isOver) kept.remove(other, slot);
        });
        return kept.computeIfAbsent(key, any -> new Slot());
    }

    private static void enter(Slot slot, Target target) throws Failed {
        try {
            slot.lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "connecting to " + target.name() + " was cancelled")
                    .thrown(interrupted);
        }
    }

    private Session in(Slot slot, Key key, View.Opening opening) throws Failed {
        Optional<Session> open = open(key, slot);
        if (open.isPresent()) return open.get();
        slot.session = Optional.empty();
        try {
            Session fresh = opening.open();
            slot.session = Optional.of(fresh.id());
            return fresh;
        } finally {
            if (slot.session.isEmpty()) kept.remove(key, slot);
        }
    }

    private Optional<Session> open(Key key, Slot slot) {
        Optional<String> id = slot.session;
        if (id.isEmpty()) return Optional.empty();
        try {
            return Optional.of(sessions.get(key.owner(), id.get()));
        } catch (Failed over) {
            return Optional.empty();
        }
    }

    private static RemotePath absolute(Session session, RemotePath path) throws Failed {
        refuseNul(path);
        if (isTilde(session, path)) {
            var home = session.tree().power(Home.class);
            if (home.isPresent()) return home.get().expand(path);
        }
        RemotePath absolute = session.absolute(path);
        if (absolute.isAbsolute()) return absolute;
        return absolute.isEmpty() ? RemotePath.HERE : absolute;
    }

    private static void refuseNul(RemotePath path) throws Failed {
        if (path.hasNul())
            throw Failure.of(Failure.Code.INVALID_PATH, path, "a path cannot hold a NUL")
                    .thrown();
    }

    private static boolean isTilde(Session session, RemotePath path) {
        return path.length() > 0 && path.bytes()[0] == '~' && !(session.target() instanceof Target.Local);
    }
}
