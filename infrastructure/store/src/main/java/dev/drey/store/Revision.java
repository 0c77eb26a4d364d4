package dev.drey.store;

import dev.drey.files.Failed;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The number that each change of people or servers raises, in the transaction that makes the change.
///
/// In a store that others share it is read again when it is half a second old, by one of those who ask;
/// after a failure everybody is told so for as long, rather than each waiting for a database that is gone.
final class Revision {
    private static final long FRESH_NANOS = 500_000_000;

    private record Seen(long number, Optional<Failed> failed, long at) {}

    private record Changed<T>(T result, long number) {}

    private final Database database;
    private volatile Seen seen;

    Revision(Database database) {
        this.database = database;
        this.seen = new Seen(-1, Optional.empty(), System.nanoTime() - FRESH_NANOS);
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
            return see(database.read(Revision::read));
        } catch (Failed e) {
            seen = new Seen(seen.number(), Optional.of(e), System.nanoTime());
            return seen;
        }
    }

    /// It never goes back: who read before a change may be here after it.
    private synchronized Seen see(long number) {
        seen = new Seen(Math.max(number, seen.number()), Optional.empty(), System.nanoTime());
        return seen;
    }

    /// Changes are made one after the other: each holds the number's row.
    <T> T change(Database.Work<T> work) throws Failed {
        Changed<T> changed = database.write(handle -> {
            handle.execute("UPDATE counter SET value = value + 1 WHERE name = 'people'");
            return new Changed<>(work.with(handle), read(handle));
        });
        see(changed.number());
        return changed.result();
    }

    private static long read(Handle handle) {
        return handle.createQuery("SELECT value FROM counter WHERE name = 'people'")
                .mapTo(Long.class)
                .one();
    }
}
