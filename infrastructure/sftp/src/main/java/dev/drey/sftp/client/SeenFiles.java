package dev.drey.sftp.client;

import dev.drey.files.RemotePath;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The paths that a listing or a stat has just shown to be ordinary files, so that opening one of them
/// need not ask first what it is. Bounded in number, and forgotten after [#AGE].
final class SeenFiles {
    private static final int MOST = 16_384;
    private static final long AGE = 10_000_000_000L;

    private final ConcurrentMap<RemotePath, Long> seen = new ConcurrentHashMap<>();
    private final Queue<RemotePath> order = new ArrayDeque<>();

    void add(RemotePath path) {
        if (seen.put(path, System.nanoTime()) != null) return;
        synchronized (order) {
            order.add(path);
            if (order.size() > MOST) seen.remove(order.remove());
        }
    }

    /// Whether it was seen a moment ago. It is asked once: opening says anew what it is.
    boolean has(RemotePath path) {
        Long when = seen.get(path);
        return when != null && System.nanoTime() - when < AGE;
    }

    void forget(RemotePath path) {
        seen.remove(path);
    }
}
