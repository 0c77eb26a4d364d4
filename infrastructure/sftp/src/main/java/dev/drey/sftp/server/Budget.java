package dev.drey.sftp.server;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// How many bytes several servers of one process may have in flight together. Safe for many threads.
public final class Budget {
    private final long limit;
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private long taken;

    /// @param limit bytes
    public Budget(long limit) {
        this.limit = limit;
    }

    /// A quarter of the largest heap.
    public static Budget ofHeap() {
        return new Budget(Runtime.getRuntime().maxMemory() / 4);
    }

    /// Whether one more request may be taken up. Where not, `later` is run once, as soon as it may be worth asking
    /// again.
    synchronized boolean hasRoom(Runnable later) {
        if (taken < limit) return true;
        waiting.add(later);
        return false;
    }

    synchronized void take(long bytes) {
        taken += bytes;
    }

    void give(long bytes) {
        List<Runnable> woken;
        synchronized (this) {
            taken -= bytes;
            if (taken >= limit || waiting.isEmpty()) return;
            woken = List.copyOf(waiting);
            waiting.clear();
        }
        woken.forEach(Runnable::run);
    }

    synchronized void forget(Runnable later) {
        waiting.remove(later);
    }

    /// Bytes in flight now.
    public synchronized long taken() {
        return taken;
    }
}
