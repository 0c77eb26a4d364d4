package dev.drey.sftp.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What may be under way together: in a whole process, and within it in one connection. Bytes in flight are counted;
/// long work has threads of its own. Safe for many threads.
public final class Budget {
    /// Work of which nobody knows that it keeps a processor busy.
    private static final int FAR = 64;

    private static final int FAR_EACH = 8;

    /// What each part may have however full the whole is, bytes: a few reads.
    private static final long LEAST = 512 << 10;

    /// No part has more of the whole.
    private static final int PARTS = 4;

    private final Workers near;
    private final Workers far;
    private final long limit;
    private final @Nullable Budget whole;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private long taken;

    /// @param limit bytes
    public Budget(long limit) {
        this(limit, null);
    }

    private Budget(long limit, @Nullable Budget whole) {
        this.limit = limit;
        this.whole = whole;
        int most = Math.max(2, Runtime.getRuntime().availableProcessors());
        this.near = whole == null ? new Workers("sftp-labour", most, most - 1) : whole.near;
        this.far = whole == null ? new Workers("sftp-errand", FAR, FAR_EACH) : whole.far;
    }

    /// A quarter of the largest heap.
    public static Budget ofHeap() {
        return new Budget(Runtime.getRuntime().maxMemory() / 4);
    }

    /// A part of this one: what is taken from it is taken from both. A quarter of this at most.
    Budget part(long bytes) {
        return new Budget(Math.min(bytes, limit / PARTS), this);
    }

    long limit() {
        return limit;
    }

    /// What one connection has of the threads for long work.
    Labour labour() {
        return new Labour(near.share(), far.share());
    }

    /// Whether one more request may be taken up. Where not, `later` is run once, as soon as it may be worth asking
    /// again. A part that has little goes on however full the whole is: others that do not read have filled it.
    boolean hasRoom(Runnable later) {
        synchronized (this) {
            if (taken >= limit) {
                waiting.add(later);
                return false;
            }
            if (whole == null || taken < LEAST) return true;
        }
        return whole.hasRoom(later);
    }

    /// Whether the whole process has as much as it may have.
    boolean isFull() {
        if (whole != null) return whole.isFull();
        synchronized (this) {
            return taken >= limit;
        }
    }

    void take(long bytes) {
        synchronized (this) {
            taken += bytes;
        }
        if (whole != null) whole.take(bytes);
    }

    void give(long bytes) {
        if (whole != null) whole.give(bytes);
        woken(bytes).forEach(Runnable::run);
    }

    private synchronized List<Runnable> woken(long bytes) {
        taken -= bytes;
        if (taken >= limit || waiting.isEmpty()) return List.of();
        List<Runnable> woken = List.copyOf(waiting);
        waiting.clear();
        return woken;
    }

    void forget(Runnable later) {
        synchronized (this) {
            waiting.remove(later);
        }
        if (whole != null) whole.forget(later);
    }

    /// Bytes in flight now.
    public synchronized long taken() {
        return taken;
    }
}
