package dev.drey.cli;

import java.util.Locale;

/// Sizes, rates and times as people read them.
final class Sizes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Sizes() {}

    /// `512 B`, `41.0 MiB`.
    static String of(long bytes) {
        double value = bytes;
        return of(value);
    }

    /// The same of a rate.
    static String of(double bytes) {
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? (long) value + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /// As `ls -h`: `4.0K`, `512`.
    static String brief(long bytes) {
        if (bytes < 1024) return Long.toString(bytes);
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String letter = UNITS[unit].substring(0, 1);
        return value < 10
                ? String.format(Locale.ROOT, "%.1f%s", value, letter)
                : String.format(Locale.ROOT, "%.0f%s", value, letter);
    }

    /// `1:05`, `2:03:09`.
    static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
