package dev.drey.testbed;

import java.util.concurrent.atomic.AtomicInteger;

/// Closes both sockets of a relayed connection when both of its ways have ended, or at once when one has broken.
final class RelayEnds {
    private final Runnable close;
    private final AtomicInteger open = new AtomicInteger(2);

    RelayEnds(Runnable close) {
        this.close = close;
    }

    /// One way has come to its end in order.
    void ended() {
        if (open.decrementAndGet() == 0) close.run();
    }

    void broken() {
        close.run();
    }
}
