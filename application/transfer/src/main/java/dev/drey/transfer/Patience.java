package dev.drey.transfer;

import java.time.Duration;

/// How long the engine waits.
///
/// @param stalled no byte moved while some are under way: TIMEOUT
/// @param drain answers awaited after a cancel, before their channel is given up
/// @param tick how often the reins are looked at
record Patience(Duration stalled, Duration drain, Duration tick) {
    static final Patience DEFAULTS =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofMillis(100));
}
