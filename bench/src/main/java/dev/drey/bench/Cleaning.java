package dev.drey.bench;

import java.time.Duration;
import java.util.List;

/// What happens when the comparison is stopped by a signal: the thread that measures is interrupted and
/// cleans up behind itself; what it has not ended after a while is killed.
final class Cleaning {
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Thread measuring = Thread.currentThread();
    private volatile boolean done;

    Cleaning() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "bench-cleaning"));
    }

    /// All has come to its end in order.
    void done() {
        done = true;
    }

    private void stop() {
        if (!done) awaitEnd();
        List<ProcessHandle> left = ProcessHandle.current().descendants().toList();
        left.forEach(ProcessHandle::destroyForcibly);
    }

    private void awaitEnd() {
        measuring.interrupt();
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            while (!done && System.nanoTime() < end) Thread.sleep(20);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
