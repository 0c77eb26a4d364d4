package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Home;
import dev.drey.files.RemotePath;
import dev.drey.session.Session;
import dev.drey.session.Sessions;
import dev.drey.session.Target;
import java.util.Map;
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
        java.util.Optional<String> session = java.util.Optional.empty();
    }

    Spot find(Call call, Place place) throws Failed {
        Session session = session(call, place.where());
        RemotePath path = absolute(session, place.path());
        Confinement.check(session, path);
        return new Spot(session, path);
    }

    Session session(Call call, Where where) throws Failed {
        return switch (where) {
            case Where.InSession(String id) -> call.reaching(sessions.get(call.owner(), id));
            case Where.At(Target target) -> call.reaching(of(call, target));
        };
    }

    /// The session kept for this caller and target, opened at first use and again when it has ended.
    private Session of(Call call, Target target) throws Failed {
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
            Session fresh = sessions.open(call.owner(), target, call.asker());
            slot.session = java.util.Optional.of(fresh.id());
            return fresh;
        } finally {
            slot.lock.unlock();
        }
    }

    private static RemotePath absolute(Session session, RemotePath path) throws Failed {
        if (path.hasNul())
            throw Failure.of(Failure.Code.INVALID_PATH, path, "a path cannot hold a NUL")
                    .thrown();
        boolean tilde = path.length() > 0 && path.bytes()[0] == '~' && !(session.target() instanceof Target.Local);
        if (tilde) {
            var home = session.tree().power(Home.class);
            if (home.isPresent()) return home.get().expand(path);
        }
        RemotePath absolute = session.absolute(path);
        if (absolute.isAbsolute()) return absolute;
        return absolute.isEmpty() ? RemotePath.HERE : absolute;
    }
}
