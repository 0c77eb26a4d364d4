package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Home;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
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

    private record Key(String owner, Target target) {}

    private static final class Slot {
        final ReentrantLock lock = new ReentrantLock();
        Optional<String> session = Optional.empty();
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
        Target target = meant.target();
        Slot slot = kept.computeIfAbsent(new Key(call.owner().id(), target), any -> new Slot());
        try {
            slot.lock.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "connecting to " + target.name() + " was cancelled")
                    .thrown(interrupted);
        }
        try {
            if (slot.session.isPresent()) {
                for (Session session : sessions.list(call.owner())) {
                    if (session.id().equals(slot.session.get())) return session;
                }
            }
            Session fresh = fresh(call, meant);
            slot.session = Optional.of(fresh.id());
            return fresh;
        } finally {
            slot.lock.unlock();
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
