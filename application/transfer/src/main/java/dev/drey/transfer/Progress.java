package dev.drey.transfer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How far a transfer is. Counts only bytes that the far side has acknowledged; never goes back.
///
/// @param transferred bytes acknowledged, those of an earlier try included
/// @param total bytes, -1 while it is not known
/// @param rate bytes a second over the last 5 s
/// @param eta empty while it cannot be said
/// @param active the files that move now, the longest under way first, at most [#MOST_ACTIVE]
/// @param current the file that moves, relative to the tree's root, or its name
public record Progress(
        long transferred,
        long total,
        double rate,
        Optional<Duration> eta,
        long filesDone,
        long filesTotal,
        String current,
        List<Active> active) {
    /// As many are shown.
    public static final int MOST_ACTIVE = 5;

    public Progress {
        active = List.copyOf(active);
    }

    public Progress(
            long transferred,
            long total,
            double rate,
            Optional<Duration> eta,
            long filesDone,
            long filesTotal,
            String current) {
        this(transferred, total, rate, eta, filesDone, filesTotal, current, List.of());
    }

    /// One file on its way.
    ///
    /// @param name relative to the tree's root
    /// @param transferred, total acknowledged bytes, of how many
    public record Active(String name, long transferred, long total) {}

    /// 0 to 100; 100 only when all is done, 0 while the total is not known.
    public double percentage() {
        if (total < 0) return 0;
        return total == 0 ? 100 : 100.0 * transferred / total;
    }
}
