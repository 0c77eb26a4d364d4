package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final SessionListener listener;
    private final SessionTree tree = new SessionTree(this);
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Line> line = Optional.empty();
    private volatile List<String> warnings = List.of();
    private volatile boolean opened;
    private int refused;
    private long lastUse;
    private int running;
    private boolean typed;
    private boolean closed;

    /// Where nanoseconds come from; only differences count.
    interface Clock {
        long nanos();
    }

    Session(String id, Owner owner, Route route, Pool pool, Asker asker, Clock clock, SessionListener listener) {
        this.id = id;
        this.owner = owner;
        this.route = route;
        this.pool = pool;
        this.asker = new AskedAloud(asker, this::asked, OpenQuestion.LIMIT);
        this.clock = clock;
        this.listener = listener;
        this.lastUse = clock.nanos();
    }

    public String id() {
        return id;
    }

    public Owner owner() {
        return owner;
    }

    /// Whether it has ever been connected: before, its owner does not know its id.
    boolean isOpened() {
        return opened;
    }

    /// What every result of this session has to say, such as that the host's key was not checked; of the
    /// connection that it has or had last.
    public List<String> warnings() {
        return warnings;
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
            if (line.isPresent() && line.get().connection().isOpen())
                return line.get().connection();
            giveBack("the line broke");
            Connection fresh = connected();
            typed |= fresh.secretWasTyped();
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private Connection connected() throws Failed {
        try {
            Line fresh = new Line(pool.lease(owner, route, asker));
            line = Optional.of(fresh);
            refused = 0;
            opened = true;
            fresh.begin();
            return fresh.connection();
        } catch (Failed failed) {
            refused++;
            if (isRemote()) listener.happened(new SessionEvent.Refused(this, failed.failure(), refused));
            throw failed;
        }
    }

    private void giveBack(String reason) {
        line.ifPresent(one -> one.end(reason));
        line = Optional.empty();
    }

    private boolean isRemote() {
        return route.target() instanceof Target.Remote;
    }

    private void asked(OpenQuestion question) {
        listener.happened(new SessionEvent.Asked(this, question));
    }

    /// A lease, from when it was taken until it was given back or its connection broke; both are told once.
    private final class Line {
        private final Pool.Lease lease;
        private final ConnectionInfo info;
        private final AtomicBoolean ended = new AtomicBoolean();

        Line(Pool.Lease lease) {
            this.lease = lease;
            this.info = lease.connection().agreed();
        }

        Connection connection() {
            return lease.connection();
        }

        void begin() {
            warnings = info.warnings();
            if (!isRemote()) return;
            listener.happened(new SessionEvent.Established(Session.this, info));
            connection()
                    .whenEnded(why ->
                            told(why.map(Failure::message).orElse("the connection was closed because nobody used it")));
        }

        void end(String reason) {
            told(reason);
            lease.close();
        }

        private void told(String reason) {
            if (!ended.getAndSet(true) && isRemote()) {
                listener.happened(new SessionEvent.Closed(Session.this, info, reason));
            }
        }
    }

    private void check() throws Failed {
        boolean stale = clock.nanos() - lastUse > (typed && line.isEmpty() ? IDLE : REOPENS).toNanos();
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
            giveBack("the session was idle for " + IDLE.toMinutes() + " min");
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
            giveBack("the session was closed");
        } finally {
            lock.unlock();
        }
    }
}
