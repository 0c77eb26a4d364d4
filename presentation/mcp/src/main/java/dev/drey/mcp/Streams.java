package dev.drey.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The requests that stay open to be told that a resource is no longer what it was (`subscriptions/listen`): each is
/// told of its own, at most ten times a second, under its own id.
///
/// Opened and ended by the reader's thread; a thread for each tells.
final class Streams {
    /// How many may be open.
    static final int MOST = 100;

    private static final String ID = Meta.PREFIX + "subscriptionId";

    private final Pen pen;
    private final Map<Object, Stream> open = new ConcurrentHashMap<>();

    Streams(Pen pen) {
        this.pen = pen;
    }

    boolean has(Object id) {
        return open.containsKey(id);
    }

    /// Opens one; the first thing that it says is what it will tell of.
    void listen(Message.Request request) throws Refused {
        Set<String> wanted = wanted(request.params().get("notifications"));
        if (open.size() >= MOST) {
            throw new Refused(StatelessLane.FULL, MOST + " subscriptions are open; cancel one first", Map.of());
        }
        Stream stream = new Stream(request.id(), wanted);
        open.put(request.id(), stream);
        stream.begin();
    }

    /// The resources asked for that can be told of. Lists do not change here, so nothing is told of them.
    private static Set<String> wanted(@Nullable Object filter) throws Refused {
        if (!(filter instanceof Map<?, ?> map))
            throw Refused.params("subscriptions/listen needs notifications, an object");
        for (String name : List.of("toolsListChanged", "promptsListChanged", "resourcesListChanged")) {
            Object flag = map.get(name);
            if (flag != null && !(flag instanceof Boolean)) {
                throw Refused.params("subscriptions/listen: notifications." + name + " is true or false");
            }
        }
        Object uris = map.get("resourceSubscriptions");
        if (uris == null) return Set.of();
        boolean texts = uris instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
        if (!texts) {
            throw Refused.params("subscriptions/listen: notifications.resourceSubscriptions is a list of texts");
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (Object uri : (List<?>) uris) {
            if (Resources.changes(String.valueOf(uri))) wanted.add(String.valueOf(uri));
        }
        if (wanted.size() > Herald.MOST) {
            throw Refused.params("subscriptions/listen: a subscription is of " + Herald.MOST + " resources at most");
        }
        return wanted;
    }

    /// Something happened to a session.
    void heard(Chronicle.Kept kept) {
        String uri = Resources.eventsOf(kept.session());
        open.values().forEach(stream -> stream.stale(uri));
    }

    /// The client wants no more of one. One that has ended, or never was, is not missed.
    void cancel(Object id) {
        Stream stream = open.remove(id);
        if (stream != null) stream.close();
    }

    /// Ends all of them, and says so.
    void end() {
        for (Stream stream : List.copyOf(open.values())) {
            if (open.remove(stream.id) == null) continue;
            stream.close();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("resultType", "complete");
            result.put("_meta", Map.of(ID, stream.id));
            pen.result(stream.id, result);
            pen.notice("notifications/cancelled", Map.of("requestId", stream.id, "reason", "the server ends"));
        }
    }

    private final class Stream {
        private final Object id;
        private final Set<String> wanted;
        private final Set<String> stale = new LinkedHashSet<>();
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private boolean closed;

        Stream(Object id, Set<String> wanted) {
            this.id = id;
            this.wanted = wanted;
        }

        void begin() {
            Map<String, Object> agreed =
                    wanted.isEmpty() ? Map.of() : Map.of("resourceSubscriptions", new ArrayList<>(wanted));
            tell("notifications/subscriptions/acknowledged", "notifications", agreed);
            Thread.ofVirtual().name("drey-stream").start(this::follow);
        }

        private void tell(String method, String name, Object value) {
            Map<String, Object> params = new LinkedHashMap<>();
            params.put("_meta", Map.of(ID, id));
            params.put(name, value);
            pen.notice(method, params);
        }

        void stale(String uri) {
            if (!wanted.contains(uri)) return;
            lock.lock();
            try {
                stale.add(uri);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void close() {
            lock.lock();
            try {
                closed = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        private void follow() {
            try {
                for (Optional<String> uri = next(); uri.isPresent(); uri = next()) {
                    tell("notifications/resources/updated", "uri", uri.get());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        /// The next of what has changed, after a pause where there is none just now.
        ///
        /// @return empty at the end
        private Optional<String> next() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                if (stale.isEmpty() && !closed) pause();
                while (stale.isEmpty() && !closed) changed.await();
                if (closed) return Optional.empty();
                String uri = stale.iterator().next();
                stale.remove(uri);
                return Optional.of(uri);
            } finally {
                lock.unlock();
            }
        }

        private void pause() throws InterruptedException {
            long nanos = TimeUnit.MILLISECONDS.toNanos(Herald.PAUSE_MILLIS);
            while (nanos > 0 && !closed) nanos = changed.awaitNanos(nanos);
        }
    }
}
