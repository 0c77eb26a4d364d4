package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// Live connections, shared by what agrees in owner and route; an idle one is closed after a minute.
///
/// Connecting happens outside the pool's lock, once per key: a second asker waits for the first.
public final class Pool implements AutoCloseable {
    /// How long a connection that nobody uses stays open.
    public static final Duration IDLE = Duration.ofSeconds(60);

    private final Connector connector;
    private final Duration idle;
    private final Map<Key, Slot> slots = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;

    public Pool(Connector connector) {
        this(connector, IDLE);
    }

    Pool(Connector connector, Duration idle) {
        this.connector = connector;
        this.idle = idle;
    }

    private record Key(Owner owner, String route) {}

    /// A place for one connection; its lock is held while connecting.
    private static final class Slot {
        final ReentrantLock connecting = new ReentrantLock();
        volatile java.util.Optional<Connection> connection = java.util.Optional.empty();
        int users;
        long idleSince;
    }

    /// A use of a connection; while one is held, the connection is not idle.
    public final class Lease implements AutoCloseable {
        private final Slot slot;
        private final Connection connection;
        private boolean returned;

        private Lease(Slot slot, Connection connection) {
            this.slot = slot;
            this.connection = connection;
        }

        public Connection connection() {
            return connection;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                if (returned) return;
                returned = true;
                if (--slot.users == 0) idleFrom(slot);
            } finally {
                lock.unlock();
            }
        }
    }

    /// A use of the shared connection, made when there is none or it is broken.
    public Lease lease(Owner owner, Route route, Asker asker) throws Failed {
        Slot slot = enter(new Key(owner, route.key()));
        try {
            return new Lease(slot, connected(slot, route, asker));
        } catch (Failed | RuntimeException failed) {
            leave(slot);
            throw failed;
        }
    }

    private Slot enter(Key key) throws Failed {
        lock.lock();
        try {
            if (closed)
                throw Failure.of(Failure.Code.SESSION_CLOSED, "the program is stopping")
                        .thrown();
            Slot slot = slots.computeIfAbsent(key, any -> new Slot());
            slot.users++;
            return slot;
        } finally {
            lock.unlock();
        }
    }

    private void leave(Slot slot) {
        lock.lock();
        try {
            if (--slot.users == 0) idleFrom(slot);
        } finally {
            lock.unlock();
        }
    }

    private Connection connected(Slot slot, Route route, Asker asker) throws Failed {
        var ready = slot.connection.filter(Connection::isOpen);
        if (ready.isPresent()) return ready.get();
        try {
            slot.connecting.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "connecting to " + route.display() + " was cancelled")
                    .thrown(interrupted);
        }
        try {
            var other = slot.connection.filter(Connection::isOpen);
            if (other.isPresent()) return other.get();
            slot.connection.ifPresent(Connection::close);
            Connection fresh = connector.connect(route, asker);
            slot.connection = java.util.Optional.of(fresh);
            return fresh;
        } finally {
            slot.connecting.unlock();
        }
    }

    private void idleFrom(Slot slot) {
        slot.idleSince = System.nanoTime();
        if (closed || slot.connection.isEmpty()) return;
        Thread.ofVirtual().name("drey-pool-idle").start(() -> expire(slot));
    }

    private void expire(Slot slot) {
        try {
            TimeUnit.NANOSECONDS.sleep(idle.toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        lock.lock();
        try {
            if (slot.users > 0 || System.nanoTime() - slot.idleSince < idle.toNanos()) return;
            slots.values().remove(slot);
        } finally {
            lock.unlock();
        }
        slot.connection.ifPresent(Connection::close);
    }

    /// Closes the connections of an owner that has left.
    public void forget(Owner owner) {
        drop(key -> key.owner().equals(owner));
    }

    private void drop(java.util.function.Predicate<Key> which) {
        java.util.List<Slot> dropped = new java.util.ArrayList<>();
        lock.lock();
        try {
            slots.entrySet().removeIf(entry -> which.test(entry.getKey()) && dropped.add(entry.getValue()));
        } finally {
            lock.unlock();
        }
        for (Slot slot : dropped) slot.connection.ifPresent(Connection::close);
    }

    /// Closes every connection; what runs on them ends with CONNECTION_LOST.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        drop(key -> true);
    }
}
