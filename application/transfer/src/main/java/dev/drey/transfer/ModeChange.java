package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.ArrayList;
import java.util.List;

/// What `chmod` is told: an octal string, or words such as `u+rwX,go-w`.
///
/// A change without `u`, `g`, `o` or `a` means all three; there is no umask of ours at a far place. `X` gives
/// execution to directories and to files that somebody may execute already (POSIX chmod, "Extended Description").
public final class ModeChange {
    private static final int ALL_BITS = 07777;

    /// One clause: for whom (rwx bits of the three groups), how, what.
    private record Clause(int who, char how, String what) {}

    private final List<Clause> clauses;
    private final int exact;

    private ModeChange(int exact, List<Clause> clauses) {
        this.exact = exact;
        this.clauses = List.copyOf(clauses);
    }

    /// Exactly these bits, 0 to 07777.
    public static ModeChange exactly(int mode) {
        return new ModeChange(mode & ALL_BITS, List.of());
    }

    /// A number that came as a number, as in JSON: taken as its value, so 384 is 0600.
    ///
    /// @throws Failed INVALID_ARGUMENT for one over 511 that looks octal, since 755 was surely meant as `"755"`
    public static ModeChange ofNumber(long number) throws Failed {
        if (number < 0 || number > ALL_BITS) throw bad(Long.toString(number), "is not between 0 and 4095");
        boolean looksOctal = Long.toString(number).chars().allMatch(c -> c < '8');
        if (number > 0777 && looksOctal) {
            throw bad(
                    Long.toString(number),
                    "is a number and would mean 0" + Long.toOctalString(number) + "; write it as text, \"" + number
                            + "\"");
        }
        return exactly((int) number);
    }

    /// @throws Failed INVALID_ARGUMENT
    public static ModeChange parse(String text) throws Failed {
        if (text.matches("0*[0-7]{1,4}")) return exactly(Integer.parseInt(text, 8));
        List<Clause> clauses = new ArrayList<>();
        for (String clause : text.split(",", -1)) parse(text, clause, clauses);
        return new ModeChange(-1, clauses);
    }

    /// The mode that one of `mode` becomes.
    public int apply(int mode, boolean directory) {
        if (exact >= 0) return exact;
        int changed = mode & ALL_BITS;
        for (Clause clause : clauses) changed = apply(clause, changed, directory);
        return changed;
    }

    private static void parse(String whole, String clause, List<Clause> into) throws Failed {
        int at = 0;
        int who = 0;
        while (at < clause.length() && "ugoa".indexOf(clause.charAt(at)) >= 0) who |= group(clause.charAt(at++));
        if (who == 0) who = 0777;
        if (at == clause.length()) throw bad(whole, "lacks `+`, `-` or `=`");
        while (at < clause.length()) {
            char how = clause.charAt(at++);
            if ("+-=".indexOf(how) < 0) throw bad(whole, "has `" + how + "` where `+`, `-` or `=` belongs");
            int from = at;
            while (at < clause.length() && "+-=".indexOf(clause.charAt(at)) < 0) at++;
            String what = clause.substring(from, at);
            if (!what.matches("[rwxXst]*|[ugo]")) throw bad(whole, "has an unknown right in `" + what + "`");
            into.add(new Clause(who, how, what));
        }
    }

    private static int group(char letter) {
        return switch (letter) {
            case 'u' -> 0700;
            case 'g' -> 0070;
            case 'o' -> 0007;
            default -> 0777;
        };
    }

    private static int apply(Clause clause, int mode, boolean directory) {
        int bits = 0;
        for (int i = 0; i < clause.what().length(); i++)
            bits |= bits(clause.what().charAt(i), mode, directory);
        int special = ((clause.who() & 0700) != 0 ? 04000 : 0)
                | ((clause.who() & 0070) != 0 ? 02000 : 0)
                | ((clause.who() & 0007) != 0 ? 01000 : 0);
        int chosen = bits & (clause.who() | special);
        return switch (clause.how()) {
            case '+' -> mode | chosen;
            case '-' -> mode & ~chosen;
            default -> (mode & ~(clause.who() | special)) | chosen;
        };
    }

    private static int bits(char right, int mode, boolean directory) {
        return switch (right) {
            case 'r' -> 0444;
            case 'w' -> 0222;
            case 'x' -> 0111;
            case 'X' -> directory || (mode & 0111) != 0 ? 0111 : 0;
            case 's' -> 06000;
            case 't' -> 01000;
            case 'u' -> ((mode >> 6) & 7) * 0111;
            case 'g' -> ((mode >> 3) & 7) * 0111;
            default -> (mode & 7) * 0111;
        };
    }

    private static Failed bad(String text, String what) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, "the mode `" + text + "` " + what)
                .thrown();
    }
}
