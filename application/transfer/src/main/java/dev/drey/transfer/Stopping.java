package dev.drey.transfer;

import java.time.Duration;
import java.util.List;

/// How the threads of a failed or cancelled flow are brought to an end: they may drain what is under way for a
/// while, then they are interrupted, then they are left.
final class Stopping {
    private static final Duration AFTERWARDS = Duration.ofSeconds(1);

    private final Patience patience;
    private long interruptAt;
    private long leaveAt;
    private boolean begun;
    private boolean interrupted;

    Stopping(Patience patience) {
        this.patience = patience;
    }

    /// Lets the threads drain.
    void soon(List<Thread> threads) {
        long now = System.nanoTime();
        if (!begun) {
            begun = true;
            interruptAt = now + patience.drain().toNanos();
        }
        if (!interrupted && now - interruptAt >= 0) now(threads);
    }

    /// Interrupts the threads.
    void now(List<Thread> threads) {
        begun = true;
        interrupted = true;
        leaveAt = System.nanoTime() + AFTERWARDS.toNanos();
        threads.forEach(Thread::interrupt);
    }

    /// Whether even the interrupted ones have had their time.
    boolean isOver() {
        return interrupted && System.nanoTime() - leaveAt >= 0;
    }
}
