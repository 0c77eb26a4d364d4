package dev.drey.sftp.server;

import org.jspecify.annotations.Nullable;

/// Bytes that came while too much was in flight, in a whole process, and within it in one connection. A window once
/// given cannot be taken back, so whoever sends more than is kept for him loses his channel. Safe for many threads.
final class Unread {
    /// Two of the largest windows.
    private static final long MOST = 32L << 20;

    /// The smallest window: so much is kept for everybody, however much there is of others.
    private static final long LEAST = 2L << 20;

    private final @Nullable Unread whole;
    private final long limit;
    private long held;

    /// @param limit bytes of the whole process
    Unread(long limit) {
        this(limit, null);
    }

    private Unread(long limit, @Nullable Unread whole) {
        this.limit = limit;
        this.whole = whole;
    }

    /// What one connection has of it.
    Unread part() {
        return new Unread(Math.min(MOST, limit / 2), this);
    }

    /// False, and nothing is taken, where that is too much.
    synchronized boolean take(int bytes) {
        if (held + bytes > limit && held + bytes > LEAST) return false;
        if (whole != null && !whole.take(bytes, held + bytes <= LEAST)) return false;
        held += bytes;
        return true;
    }

    private synchronized boolean take(int bytes, boolean surely) {
        if (!surely && held + bytes > limit) return false;
        held += bytes;
        return true;
    }

    synchronized void give(long bytes) {
        held -= bytes;
        if (whole != null) whole.give(bytes);
    }

    synchronized long held() {
        return held;
    }
}
