package dev.drey.ssh;

import java.time.Duration;
import java.util.Optional;

/// The limits in time of one connection.
///
/// @param connect until the transport stands (TCP connect, all addresses together)
/// @param agree from the beginning until keys are agreed on, and `ready` begins then; empty: `ready` limits both
/// @param ready from then until authenticated; the time that a person needs to answer does not count
/// @param keepAliveInterval how often a silent peer is asked for a sign of life; zero never asks
/// @param keepAliveCountMax unanswered askings in a row after which the peer counts as dead
/// @param stall how long a channel waits for the far side to take bytes before TIMEOUT
public record Timing(
        Duration connect,
        Optional<Duration> agree,
        Duration ready,
        Duration keepAliveInterval,
        int keepAliveCountMax,
        Duration stall) {

    public static final Timing USUAL = new Timing(
            Duration.ofSeconds(30),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ofSeconds(15),
            3,
            Duration.ofSeconds(60));

    public Timing withConnect(Duration other) {
        return new Timing(other, agree, ready, keepAliveInterval, keepAliveCountMax, stall);
    }

    public Timing withAgree(Duration other) {
        return new Timing(connect, Optional.of(other), ready, keepAliveInterval, keepAliveCountMax, stall);
    }

    public Timing withReady(Duration other) {
        return new Timing(connect, agree, other, keepAliveInterval, keepAliveCountMax, stall);
    }

    public Timing withKeepAlive(Duration interval, int countMax) {
        return new Timing(connect, agree, ready, interval, countMax, stall);
    }

    public Timing withStall(Duration other) {
        return new Timing(connect, agree, ready, keepAliveInterval, keepAliveCountMax, other);
    }
}
