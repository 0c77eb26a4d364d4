package dev.drey.store;

import dev.drey.files.Failed;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The number that each change of people or servers raises, in the transaction that makes the change.
///
/// In a store that others share it is read again when it is half a second old, by one of those who ask;
/// after a failure everybody is told so for as long, rather than each waiting for a database that is gone.
final class Revision {
    /// By the clock, so that a store that was put back to an earlier state does not count the same numbers again.
    private static final String RAISE =
            "UPDATE counter SET value = CASE WHEN value < ? THEN ? ELSE value + 1 END WHERE name = 'people'";

    private static final long FRESH_NANOS = 500_000_000;

    /// @param stored the number in the store
    /// @param number what is told: one more whenever another one is found there, be it a lower one
    private record Seen(long stored, long number, Optional<Failed> failed, long at) {}

    private record Changed<T>(T result, long number) {}

    private final Database database;
    private volatile Seen seen;

    Revision(Database database) {
        this.database = database;
        this.seen = new Seen(-1, -1, Optional.empty(), System.nanoTime() - FRESH_NANOS);
    }

    long number() throws Failed {
        Seen known = seen;
        if (!isFresh(known)) known = again();
        if (known.failed().isPresent()) throw known.failed().get().failure().thrown();
        return known.number();
    }

    private boolean isFresh(Seen known) {
        boolean ours = known.number() >= 0 && known.failed().isEmpty() && !database.isShared();
        return ours || System.nanoTime() - known.at() < FRESH_NANOS;
    }

    private synchronized Seen again() {
        if (isFresh(seen)) return seen;
        try {
            return see(database.read(Revision::read), false);
        } catch (Failed e) {
            seen = new Seen(seen.stored(), seen.number(), Optional.of(e), System.nanoTime());
            return seen;
        }
    }

    /// Who read before a change may be here after it: then it is read once more than need be.
    private synchronized Seen see(long stored, boolean changed) {
        long number = changed || stored != seen.stored() ? seen.number() + 1 : seen.number();
        seen = new Seen(stored, number, Optional.empty(), System.nanoTime());
        return seen;
    }

    /// Changes are made one after the other: each holds the number's row.
    <T> T change(Database.Work<T> work) throws Failed {
        Changed<T> changed = database.write(handle -> {
            handle.execute(RAISE, micros(), micros());
            return new Changed<>(work.with(handle), read(handle));
        });
        see(changed.number(), true);
        return changed.result();
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    private static long read(Handle handle) {
        return handle.createQuery("SELECT value FROM counter WHERE name = 'people'")
                .mapTo(Long.class)
                .one();
    }
}
