package dev.drey.ssh;

import java.time.Duration;

/// Lengths of time, for people.
final class Times {
    private Times() {}

    static String text(Duration length) {
        long millis = length.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
    }
}
