package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.hostkeys.TrustPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Words of a configuration as values; each failure names the line.
final class SshConfigValue {
    private static final long LONGEST_SECONDS = Integer.MAX_VALUE;

    private SshConfigValue() {}

    static boolean flag(SshConfigDirective from) throws Failed {
        return switch (from.word().toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> true;
            case "no", "false" -> false;
            default -> throw from.bad("must be yes or no");
        };
    }

    /// `Compression` knows no `true` and `false`.
    static boolean yesOrNo(SshConfigDirective from) throws Failed {
        return switch (from.word().toLowerCase(Locale.ROOT)) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw from.bad("must be yes or no");
        };
    }

    static int port(SshConfigDirective from, String word) throws Failed {
        if (word.equals("ssh")) return 22;
        int port = number(word);
        if (port < 1 || port > 65535) throw from.bad("has no port between 1 and 65535");
        return port;
    }

    static int count(SshConfigDirective from) throws Failed {
        int count = number(from.word());
        if (count < 0) throw from.bad("must be a number");
        return count;
    }

    /// Seconds, or numbers with s, m, h, d, w behind them, added up; `none` is no value.
    static Optional<Duration> time(SshConfigDirective from) throws Failed {
        String word = from.word();
        if (word.equals("none")) return Optional.empty();
        long total = 0;
        int i = 0;
        while (i < word.length()) {
            int start = i;
            while (i < word.length() && Character.isDigit(word.charAt(i))) i++;
            int amount = number(word.substring(start, i));
            if (amount < 0) throw from.bad("must be a time such as 30, 5m or 1h30m");
            total += amount * (i < word.length() ? unit(from, word.charAt(i++)) : 1L);
            if (total > LONGEST_SECONDS) throw from.bad("is too long a time");
        }
        return Optional.of(Duration.ofSeconds(total));
    }

    static TrustPolicy policy(SshConfigDirective from) throws Failed {
        Optional<TrustPolicy> policy = TrustPolicy.named(from.word());
        if (policy.isEmpty()) throw from.bad("must be yes, accept-new, ask or no");
        return policy.get();
    }

    static Dialing.Family family(SshConfigDirective from) throws Failed {
        return switch (from.word().toLowerCase(Locale.ROOT)) {
            case "any" -> Dialing.Family.ANY;
            case "inet" -> Dialing.Family.IPV4;
            case "inet6" -> Dialing.Family.IPV6;
            default -> throw from.bad("must be any, inet or inet6");
        };
    }

    /// Whether keys may be offered. How a signature is bound to the host is the library's matter.
    static boolean publicKey(SshConfigDirective from) throws Failed {
        return switch (from.word().toLowerCase(Locale.ROOT)) {
            case "unbound", "host-bound" -> true;
            default -> flag(from);
        };
    }

    static AlgorithmList algorithms(SshConfigDirective from) throws Failed {
        String word = from.word();
        AlgorithmList.Change change = switch (word.charAt(0)) {
            case '+' -> AlgorithmList.Change.APPEND;
            case '-' -> AlgorithmList.Change.REMOVE;
            case '^' -> AlgorithmList.Change.PREPEND;
            default -> AlgorithmList.Change.REPLACE;
        };
        String list = change == AlgorithmList.Change.REPLACE ? word : word.substring(1);
        List<String> names = List.of(list.split(",", -1));
        if (names.contains("")) throw from.bad("has an empty name in its list");
        return new AlgorithmList(change, names, from.place());
    }

    /// -1 for what is no number from 0 to 2^31-1.
    private static int number(String word) {
        boolean digits = !word.isEmpty() && word.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits || word.length() > 10) return -1;
        long value = Long.parseLong(word);
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private static long unit(SshConfigDirective from, char letter) throws Failed {
        return switch (letter) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3600;
            case 'd', 'D' -> 86400;
            case 'w', 'W' -> 604800;
            default -> throw from.bad("must be a time such as 30, 5m or 1h30m");
        };
    }
}
