package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations and sizes as people write them.
public final class Units {
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,18})(?:\\.(\\d{1,3}))?\\s*([A-Za-z]*)");

    private Units() {}

    /// Milliseconds of `30s`, `5m`, `250ms` or a bare number of milliseconds.
    public static long millis(String text) throws Failed {
        Matcher matcher = matched(text, "a duration such as 30s, 5m or a number of milliseconds");
        long factor = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "", "ms" -> 1L;
            case "s", "sec" -> 1_000L;
            case "m", "min" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> throw wrong(text, "a duration: the unit is one of ms, s, m, h, d");
        };
        return scaled(text, matcher, factor);
    }

    /// Bytes of `2MiB`, `10M`, `4k` or a bare number of bytes; `K`, `M`, `G`, `T` are powers of 1024 with or
    /// without `iB`.
    public static long bytes(String text) throws Failed {
        Matcher matcher = matched(text, "a size such as 10M, 2MiB or a number of bytes");
        long factor = switch (matcher.group(3).toLowerCase(Locale.ROOT)) {
            case "", "b" -> 1L;
            case "k", "kib", "kb" -> 1L << 10;
            case "m", "mib", "mb" -> 1L << 20;
            case "g", "gib", "gb" -> 1L << 30;
            case "t", "tib", "tb" -> 1L << 40;
            default -> throw wrong(text, "a size: the unit is one of K, M, G, T, KiB, MiB, GiB, TiB");
        };
        return scaled(text, matcher, factor);
    }

    private static long scaled(String text, Matcher matcher, long factor) throws Failed {
        try {
            long whole = Math.multiplyExact(Long.parseLong(matcher.group(1)), factor);
            String fraction = matcher.group(2);
            if (fraction == null) return whole;
            return Math.addExact(whole, (long) (Long.parseLong(fraction) * factor / Math.pow(10, fraction.length())));
        } catch (ArithmeticException tooLarge) {
            throw wrong(text, "a number that fits 63 bits");
        }
    }

    private static Matcher matched(String text, String what) throws Failed {
        Matcher matcher = NUMBER.matcher(text.strip());
        if (!matcher.matches()) throw wrong(text, what);
        return matcher;
    }

    private static Failed wrong(String text, String what) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, "'" + text + "' is not " + what)
                .thrown();
    }
}
