package dev.drey.bench;

import dev.drey.testbed.Relay;
import dev.drey.testbed.Way;
import java.time.Duration;

/// A line of a known round trip and rate before the server; what is queued in it is bounded to one bandwidth
/// × delay.
final class DelayLine implements AutoCloseable {
    private final Relay relay;
    private final Access access;

    private DelayLine(Relay relay, Access access) {
        this.relay = relay;
        this.access = access;
    }

    static DelayLine before(Ground ground, Duration roundTrip, long rate) {
        Relay relay = relay(ground.port(), roundTrip, rate);
        return new DelayLine(relay, ground.at(relay.port()));
    }

    static Relay relay(int port, Duration roundTrip, long rate) {
        return Relay.to(port).delay(roundTrip.dividedBy(2)).rate(rate);
    }

    Access access() {
        return access;
    }

    /// Counts one run's bytes.
    ///
    /// @param up towards the server
    LineMeter meter(boolean up, long bytes) {
        return new LineMeter(relay, up ? Way.TO_SERVER : Way.TO_CLIENT, bytes);
    }

    /// Breaks what a killed program has left open.
    void cut() {
        relay.cutNow();
    }

    @Override
    public void close() {
        relay.close();
    }
}
