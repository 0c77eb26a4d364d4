package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The sessions that console calls have opened, by id. Any thread.
final class ConsoleSessions {
    /// How many commands of one session run at once.
    private static final int AT_ONCE = 8;

    private final Map<String, Seat> open = new ConcurrentHashMap<>();

    /// One session.
    record Seat(String id, Target target, Semaphore room) {
        /// Waits for a free place among the commands of this session; close it to give it back.
        Place enter() throws Failed {
            try {
                // A place that is never free means that eight commands hang for an hour.
                if (!room.tryAcquire(1, TimeUnit.HOURS)) {
                    throw Failure.of(Failure.Code.BUSY, "session " + id + ": its commands do not end")
                            .thrown();
                }
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "session " + id + ": the command was cancelled")
                        .thrown(cancelled);
            }
            return room::release;
        }
    }

    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    void opened(String id, Target target) {
        open.put(id, new Seat(id, target, new Semaphore(AT_ONCE, true)));
    }

    void closed(String id) {
        open.remove(id);
    }

    Map<String, Seat> all() {
        return Map.copyOf(open);
    }

    /// @throws Failed SESSION_CLOSED when nobody has opened it here
    Seat get(String id) throws Failed {
        Seat seat = open.get(id);
        if (seat != null) return seat;
        throw Failure.of(
                        Failure.Code.SESSION_CLOSED,
                        "there is no open session " + (id.length() <= 60 ? id : id.substring(0, 60) + "…")
                                + "; console_create_session opens one")
                .thrown();
    }
}
