package dev.drey.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/// Lets the same thing be done at most once a minute. Safe for many threads; remembers a thousand things.
final class Seldom<T> {
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int PLACES = 1_000;

    private final InstantSource clock;
    private final LinkedHashMap<T, Instant> done = new LinkedHashMap<>();

    Seldom(InstantSource clock) {
        this.clock = clock;
    }

    /// Whether it is to be done now; then it counts as done.
    synchronized boolean isDue(T thing) {
        Instant now = clock.instant();
        Instant before = done.get(thing);
        if (before != null && now.isBefore(before.plus(PAUSE))) return false;
        done.remove(thing);
        done.put(thing, now);
        if (done.size() > PLACES) done.pollFirstEntry();
        return true;
    }
}
