package dev.drey.sftp.server;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;

/// Entries of directories that the tree has told and no reply has taken yet, of one connection: a tree tells as many at
/// once as it likes. They count as in flight. Safe for many threads.
final class Leavings {
    /// What an entry takes besides its name, bytes.
    private static final long ENTRY = 300;

    private static final long ENOUGH = 4L << 20;

    private final Budget inFlight;
    private final long enough;
    private long held;

    Leavings(Budget inFlight) {
        this.inFlight = inFlight;
        this.enough = Math.min(ENOUGH, inFlight.limit() / 4);
    }

    /// Bytes in memory.
    static long weight(Entry entry) {
        return ENTRY + entry.name().length();
    }

    /// Whether replies should take all that they can.
    synchronized boolean isEnough() {
        return held >= enough || inFlight.isFull();
    }

    /// Before a tree is asked for more.
    ///
    /// @throws Failed where even large replies have left too much
    synchronized void demandRoom() throws Failed {
        if (held < 2 * enough) return;
        String words = "so many directories are being read at once on this connection; read some to their end";
        throw Failure.of(Failure.Code.LIMIT_EXCEEDED, words).thrown();
    }

    void add(long bytes) {
        synchronized (this) {
            held += bytes;
        }
        inFlight.take(bytes);
    }

    void remove(long bytes) {
        synchronized (this) {
            held -= bytes;
        }
        inFlight.give(bytes);
    }
}
