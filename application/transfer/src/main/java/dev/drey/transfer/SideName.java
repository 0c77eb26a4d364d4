package dev.drey.transfer;

import dev.drey.files.Name;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Names of the files that stand beside the final one for a while: `.<name>.<8 hex>.drey-part`.
///
/// The hex digits come from the job's identity, so the next run of the same job finds its own and no other job's.
final class SideName {
    /// Bytes on their way.
    private static final String PART = ".drey-part";

    /// The old file, in the moment of a three-step replacement; never cleaned away, it may be the only copy.
    private static final String OLD = ".drey-old";

    private static final int LONGEST = 255;
    private static final Pattern PARTS = Pattern.compile("\\..*\\.[0-9a-f]{8}\\.drey-part", Pattern.DOTALL);
    private static final Pattern OURS = Pattern.compile("\\..*\\.[0-9a-f]{8}\\.drey-(part|old)", Pattern.DOTALL);

    private SideName() {}

    static Name part(Name name, JobId id) {
        return beside(name, "." + id.tag() + PART);
    }

    static Name old(Name name, JobId id) {
        return beside(name, "." + id.tag() + OLD);
    }

    /// Whether a file of this name holds bytes that were on their way.
    static boolean isPart(Name name) {
        return PARTS.matcher(latin(name)).matches();
    }

    /// Whether a transfer made this name for itself, so that no tree carries it.
    static boolean isOurs(Name name) {
        return OURS.matcher(latin(name)).matches();
    }

    /// `.` + name + suffix, the name cut at a character's border where it would be too long.
    static Name beside(Name name, String suffix) {
        byte[] tail = suffix.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = name.bytes();
        int kept = border(bytes, Math.min(bytes.length, LONGEST - 1 - tail.length));
        byte[] all = new byte[1 + kept + tail.length];
        all[0] = '.';
        System.arraycopy(bytes, 0, all, 1, kept);
        System.arraycopy(tail, 0, all, 1 + kept, tail.length);
        return Name.ofBytes(all);
    }

    /// The greatest border of a UTF-8 character at or before `at`; `at` itself where these bytes are no UTF-8.
    private static int border(byte[] bytes, int at) {
        if (at == bytes.length) return at;
        for (int i = at; i > 0 && i > at - 4; i--) {
            if ((bytes[i] & 0xc0) != 0x80) return i;
        }
        return at;
    }

    private static String latin(Name name) {
        return new String(Arrays.copyOf(name.bytes(), name.length()), StandardCharsets.ISO_8859_1);
    }
}
