package dev.drey.testbed;

import java.time.Duration;

/// A wait of a given length, for fixtures that are slow on purpose.
final class Pause {
    private Pause() {}

    /// @throws IllegalStateException when interrupted; the interrupt stays set
    static void of(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
