package dev.drey.ssh;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// How long the line to a peer is, learned without a packet of its own: from what the peer can only send when
/// it has our last packet. That is its NEWKEYS, for which it needs our half of the key exchange (RFC 4253,
/// section 7.3), and what follows our word that it has logged in (RFC 4252, section 5.1). What the peer
/// computes meanwhile is counted with it, so the shorter of the two counts. Belongs to the line's reader.
final class RoundTrip {
    private final LongSupplier clock;
    private long asked;
    private boolean waiting;
    private volatile long shortest = Long.MAX_VALUE;

    RoundTrip(LongSupplier clock) {
        this.clock = clock;
    }

    /// We have just sent what the peer waits for.
    void asked() {
        asked = clock.getAsLong();
        waiting = true;
    }

    /// The peer has gone on.
    void answered() {
        if (!waiting) return;
        waiting = false;
        shortest = Math.min(shortest, clock.getAsLong() - asked);
    }

    /// Empty before anything was learned. Any thread may ask.
    Optional<Duration> shortest() {
        long nanos = shortest;
        return nanos == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }
}
