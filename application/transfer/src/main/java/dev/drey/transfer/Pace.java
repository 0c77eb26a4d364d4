package dev.drey.transfer;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How fast a transfer may go, and how long it tries.
///
/// @param bandwidth bytes a second, by the time of day; unlimited by default
/// @param concurrency large files of a tree at once, 1 to 64; small files are pipelined beyond it
/// @param chunkSize bytes of one read or write; empty adapts
/// @param windowSize bytes under way; empty adapts to bandwidth × delay
/// @param limit the whole transfer's time; empty: none
/// @param retry what a transient failure is answered with
public record Pace(
        Bandwidth bandwidth,
        int concurrency,
        OptionalInt chunkSize,
        OptionalLong windowSize,
        Optional<Duration> limit,
        Retry retry) {
    public static final Pace DEFAULTS = new Pace(
            Bandwidth.UNLIMITED, 8, OptionalInt.empty(), OptionalLong.empty(), Optional.empty(), Retry.DEFAULTS);

    /// How long one request is, bytes, where the far side takes `most`.
    int request(int most) {
        return Math.clamp(chunkSize.orElse(most), 1, most);
    }

    /// Waits between tries grow from `initialDelay` by `multiplier` to `maxDelay`, with full jitter.
    ///
    /// @param maxAttempts tries without any progress between them, 1 or more
    /// @param budget how long it may go without progress; a byte acknowledged resets it
    public record Retry(int maxAttempts, Duration initialDelay, Duration maxDelay, double multiplier, Duration budget) {
        public static final Retry DEFAULTS =
                new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(30), 2, Duration.ofMinutes(10));
    }
}
