package dev.drey.transfer;

import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;

/// A limit in bytes a second, possibly another one at another time of day.
///
/// @param steps from when on which limit holds, in order of time; before the first, the last of the day before
/// holds. Empty: no
///     limit at all
public record Bandwidth(List<Step> steps) {
    public static final Bandwidth UNLIMITED = new Bandwidth(List.of());

    public Bandwidth {
        steps = steps.stream().sorted(Comparator.comparing(Step::from)).toList();
    }

    /// @param bytesPerSecond 0: no limit
    public record Step(LocalTime from, long bytesPerSecond) {}

    public static Bandwidth of(long bytesPerSecond) {
        return bytesPerSecond == 0 ? UNLIMITED : new Bandwidth(List.of(new Step(LocalTime.MIN, bytesPerSecond)));
    }

    /// The limit at that time, bytes a second; 0: none.
    public long at(LocalTime time) {
        if (steps.isEmpty()) return 0;
        long limit = steps.getLast().bytesPerSecond();
        for (Step step : steps) {
            if (!step.from().isAfter(time)) limit = step.bytesPerSecond();
        }
        return limit;
    }
}
