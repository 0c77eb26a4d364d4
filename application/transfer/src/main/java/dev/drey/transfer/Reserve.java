package dev.drey.transfer;

/// Bytes that many windows share, so that all of them together stay bounded. May be used by many threads.
final class Reserve {
    private long limit;
    private long taken;

    Reserve(long limit) {
        this.limit = limit;
    }

    /// To at least this many.
    synchronized void widen(long bytes) {
        limit = Math.max(limit, bytes);
    }

    synchronized boolean take(long bytes) {
        if (taken + bytes > limit) return false;
        taken += bytes;
        return true;
    }

    synchronized void giveBack(long bytes) {
        taken -= bytes;
    }

    synchronized long taken() {
        return taken;
    }
}
