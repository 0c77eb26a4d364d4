package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A caller's opened connection to one target.
///
/// Holds a connection of the pool while it is in use; after 15 idle minutes gives it back and reopens it
/// silently under the next operation, for 24 hours, unless its secret was typed by a person.
public final class Session implements AutoCloseable {
    /// After this long without an operation the connection is given back.
    public static final Duration IDLE = Duration.ofMinutes(15);

    /// How long after the last operation a session may still reopen.
    public static final Duration REOPENS = Duration.ofHours(24);

    private final String id;
    private final Owner owner;
    private final Route route;
    private final Pool pool;
    private final Asker asker;
    private final Clock clock;
    private final SessionTree tree = new SessionTree(this);
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Pool.Lease> lease = Optional.empty();
    private long lastUse;
    private int running;
    private boolean typed;
    private boolean closed;

    /// Where nanoseconds come from; only differences count.
    interface Clock {
        long nanos();
    }

    Session(String id, Owner owner, Route route, Pool pool, Asker asker, Clock clock) {
        this.id = id;
        this.owner = owner;
        this.route = route;
        this.pool = pool;
        this.asker = asker;
        this.clock = clock;
        this.lastUse = clock.nanos();
    }

    public String id() {
        return id;
    }

    public Owner owner() {
        return owner;
    }

    public Route route() {
        return route;
    }

    public Target target() {
        return route.target();
    }

    /// The target's files. Reconnects under the next call when the line broke; open files do not survive that.
    public FileTree tree() {
        return tree;
    }

    /// `path` made definite: relative ones start at the target's base path.
    public RemotePath absolute(RemotePath path) {
        return path.isAbsolute() ? path : route.home().resolve(path);
    }

    /// What was agreed with the far side; connects when there is no connection.
    public ConnectionInfo info() throws Failed {
        return connection().info();
    }

    /// The live connection, made again when it broke or was given back.
    public Connection connection() throws Failed {
        lock.lock();
        try {
            check();
            lastUse = clock.nanos();
            if (lease.isPresent() && lease.get().connection().isOpen())
                return lease.get().connection();
            lease.ifPresent(Pool.Lease::close);
            lease = Optional.empty();
            Pool.Lease fresh = pool.lease(owner, route, asker);
            lease = Optional.of(fresh);
            typed |= fresh.connection().secretWasTyped();
            return fresh.connection();
        } finally {
            lock.unlock();
        }
    }

    private void check() throws Failed {
        boolean stale = clock.nanos() - lastUse > (typed && lease.isEmpty() ? IDLE : REOPENS).toNanos();
        if (closed || (stale && running == 0)) {
            throw Failure.of(
                            Failure.Code.SESSION_CLOSED,
                            "session " + id + " to " + route.display() + " is closed; open a new one")
                    .withTarget(route.target().name())
                    .thrown();
        }
    }

    /// A mark that something runs; closing it takes the mark away.
    public interface Busy extends AutoCloseable {
        @Override
        void close();
    }

    /// Marks the session as busy until the answer is closed, so that it is not idle while a transfer runs.
    public Busy busy() {
        lock.lock();
        try {
            running++;
        } finally {
            lock.unlock();
        }
        return () -> {
            lock.lock();
            try {
                running--;
                lastUse = clock.nanos();
            } finally {
                lock.unlock();
            }
        };
    }

    /// Gives the connection back when the session has been idle for [#IDLE].
    void restIfIdle() {
        lock.lock();
        try {
            if (running > 0 || clock.nanos() - lastUse < IDLE.toNanos()) return;
            lease.ifPresent(Pool.Lease::close);
            lease = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return closed || (running == 0 && clock.nanos() - lastUse > REOPENS.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /// Ends the session. Harmless when repeated.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            lease.ifPresent(Pool.Lease::close);
            lease = Optional.empty();
        } finally {
            lock.unlock();
        }
    }
}
