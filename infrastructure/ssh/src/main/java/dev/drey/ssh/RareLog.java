package dev.drey.ssh;

import java.time.Duration;
import java.util.function.LongSupplier;

/// A kind of line in the log that strangers can cause as often as they like: one is written at once, and then
/// at most one in ten seconds, which says how many it stands for.
final class RareLog {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final String what;
    private final LongSupplier clock;
    private long last;
    private long unsaid;
    private boolean begun;

    /// @param what such as `turned away before login`
    RareLog(String what, LongSupplier clock) {
        this.what = what;
        this.clock = clock;
    }

    void add(String who, String why) {
        String line = line(who, why);
        if (!line.isEmpty()) Log.info(line);
    }

    /// What is to be written; nothing when it is too early.
    synchronized String line(String who, String why) {
        long now = clock.getAsLong();
        if (begun && now - last < PAUSE) {
            unsaid++;
            return "";
        }
        String others = unsaid == 0 ? "" : " (and " + unsaid + " others since the last such line)";
        begun = true;
        last = now;
        unsaid = 0;
        return who + ": " + what + ": " + why + others;
    }
}
