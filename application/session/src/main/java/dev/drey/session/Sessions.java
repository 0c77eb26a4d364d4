package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// All sessions of this program, by id; an owner sees only its own.
public final class Sessions implements AutoCloseable {
    /// How many sessions one owner may have open.
    public static final int MOST = 100;

    private final Connector connector;
    private final Pool pool;
    private final Session.Clock clock;
    private final SessionListener listener;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final ScheduledExecutorService broom;

    /// @param listener hears what happens to every session
    public Sessions(Connector connector, SessionListener listener) {
        this(connector, new Pool(connector), System::nanoTime, listener);
    }

    Sessions(Connector connector, Pool pool, Session.Clock clock, SessionListener listener) {
        this.connector = connector;
        this.pool = pool;
        this.clock = clock;
        this.listener = listener;
        this.broom = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("drey-sessions").factory());
        var sweeping = broom.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
        if (sweeping.isCancelled()) throw new IllegalStateException("the sweep of idle sessions did not start");
    }

    /// Connects and opens a session.
    ///
    /// @throws Failed LIMIT_EXCEEDED when the owner has [#MOST] open, or whatever kept us from connecting
    public Session open(Owner owner, Target target, Asker asker) throws Failed {
        if (list(owner).size() >= MOST) {
            throw Failure.of(
                            Failure.Code.LIMIT_EXCEEDED,
                            "connect " + target.name() + ": " + MOST + " sessions are open; close one first")
                    .withTarget(target.name())
                    .thrown();
        }
        Route route = connector.resolve(target);
        Session session = new Session("s-" + UUID.randomUUID(), owner, route, pool, asker, clock, listener);
        try {
            session.connection();
        } catch (Failed | RuntimeException failed) {
            session.close();
            throw failed;
        }
        open.put(session.id(), session);
        return session;
    }

    /// The owner's session of that id.
    ///
    /// @throws Failed SESSION_CLOSED when there is none, which is also the answer for somebody else's
    public Session get(Owner owner, String id) throws Failed {
        Session session = open.get(id);
        if (session != null && session.owner().equals(owner)) return session;
        throw Failure.of(Failure.Code.SESSION_CLOSED, "there is no open session " + id)
                .thrown();
    }

    public List<Session> list(Owner owner) {
        return open.values().stream()
                .filter(session -> session.owner().equals(owner))
                .sorted(Comparator.comparing(Session::id))
                .toList();
    }

    /// Ends one session of the owner; its connection stays for a minute in case another wants it.
    public void close(Owner owner, String id) throws Failed {
        Session session = get(owner, id);
        open.remove(id);
        session.close();
    }

    /// Ends every session and connection of an owner that has left.
    public void leave(Owner owner) {
        for (Session session : list(owner)) {
            open.remove(session.id());
            session.close();
        }
        pool.forget(owner);
    }

    private void sweep() {
        for (Session session : List.copyOf(open.values())) {
            session.restIfIdle();
            if (session.isOver() && open.remove(session.id(), session)) session.close();
        }
    }

    /// Ends everything.
    @Override
    public void close() {
        broom.shutdownNow();
        for (Session session : List.copyOf(open.values())) session.close();
        open.clear();
        pool.close();
    }
}
