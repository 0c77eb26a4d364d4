package dev.drey.mcp;

import dev.drey.events.Event;
import dev.drey.events.Listener;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells one client what happens: log messages where it has set a level, and that a resource to which it
/// has subscribed is no longer what it was.
///
/// Events are heard on the thread of their delivery; a thread of its own tells of resources, of each at most
/// ten times a second.
final class Herald implements Listener, AutoCloseable {
    private static final String LOGGER = "drey.events";
    /// Between two notices of one resource at least.
    static final long PAUSE_MILLIS = 100;

    /// How many subscriptions one client may hold.
    static final int MOST = 1000;

    private final Pen pen;
    private final Chronicle chronicle;
    private final Set<String> subscribed = new LinkedHashSet<>();
    private final Set<String> stale = new LinkedHashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Optional<Ear> other = Optional.empty();
    private Optional<Severity> least = Optional.empty();
    private boolean ready;
    private boolean more;
    private boolean closed;

    Herald(Pen pen, Chronicle chronicle) {
        this.pen = pen;
        this.chronicle = chronicle;
    }

    /// Somebody else who is told of everything, behind the chronicle.
    void alsoTell(Ear ear) {
        other = Optional.of(ear);
    }

    /// The client is ready to be told something.
    void begin() {
        lock.lock();
        try {
            ready = true;
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("drey-herald").start(this::tell);
    }

    /// From now on, log messages of that level and above.
    void level(Severity severity) {
        lock.lock();
        try {
            least = Optional.of(severity);
        } finally {
            lock.unlock();
        }
    }

    /// Whether the client wants to be told what happens.
    boolean isHeard() {
        lock.lock();
        try {
            return least.isPresent() || !subscribed.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// @return whether there was room for it
    boolean subscribe(String uri) {
        lock.lock();
        try {
            return subscribed.contains(uri) || (subscribed.size() < MOST && subscribed.add(uri));
        } finally {
            lock.unlock();
        }
    }

    void unsubscribe(String uri) {
        lock.lock();
        try {
            subscribed.remove(uri);
            stale.remove(uri);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Listener here() {
        Optional<Ear.Told> told = other.map(Ear::here);
        return event -> {
            Chronicle.Kept kept = hear(event);
            told.ifPresent(one -> one.heard(kept, Severity.of(event)));
        };
    }

    @Override
    public void happened(Event event) {
        here().happened(event);
    }

    private Chronicle.Kept hear(Event event) {
        Chronicle.Kept kept = chronicle.keep(event, Instant.now());
        Severity severity = Severity.of(event);
        boolean logged;
        lock.lock();
        try {
            String uri = Resources.eventsOf(kept.session());
            if (subscribed.contains(uri)) stale.add(uri);
            more |= kept.isNew();
            logged = ready && least.isPresent() && severity.compareTo(least.get()) >= 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (logged) pen.notice("notifications/message", message(severity, kept.entry()));
        return kept;
    }

    /// An event as a log message.
    static Map<String, Object> message(Severity severity, Map<String, Object> entry) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("level", severity.word());
        params.put("logger", LOGGER);
        params.put("data", entry);
        return params;
    }

    private void tell() {
        try {
            while (awaitNews()) {
                List<String> now;
                boolean grown;
                lock.lockInterruptibly();
                try {
                    now = List.copyOf(stale);
                    grown = more;
                    stale.clear();
                    more = false;
                } finally {
                    lock.unlock();
                }
                if (grown) pen.notice("notifications/resources/list_changed", Map.of());
                for (String uri : now) pen.notice("notifications/resources/updated", Map.of("uri", uri));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false at the end
    private boolean awaitNews() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && stale.isEmpty() && !more && !changed.await(1, TimeUnit.HOURS)) {
                // Looks again: quiet may last.
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
