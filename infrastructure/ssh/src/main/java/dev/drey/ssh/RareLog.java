package dev.drey.ssh;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A kind of line in the log that strangers can cause as often as they like: one is written at once, and then
/// at most one in ten seconds, which says how many it stands for.
public final class RareLog {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final String what;
    private final Consumer<String> log;
    private final LongSupplier clock;
    private long last;
    private long unsaid;
    private boolean begun;

    /// @param what such as `turned away before login`
    /// @param log takes whole lines
    public RareLog(String what, Consumer<String> log) {
        this(what, log, System::nanoTime);
    }

    RareLog(String what, Consumer<String> log, LongSupplier clock) {
        this.what = what;
        this.log = log;
        this.clock = clock;
    }

    public void add(String who, String why) {
        String line = line(who, why);
        if (!line.isEmpty()) log.accept(line);
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
