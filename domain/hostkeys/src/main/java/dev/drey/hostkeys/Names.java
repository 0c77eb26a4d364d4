package dev.drey.hostkeys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The first column of a line: who it is about. Text here is bytes, one char each.
final class Names {
    private static final String MAGIC = "|1|";
    private static final int SALT = 20;
    private static final int LONGEST_SALT_TEXT = 1024;

    /// OpenSSH copies each pattern into 1,024 bytes; a longer one makes the whole list match nothing.
    private static final int LONGEST_PATTERN = 1023;

    /// How a name relates to a column.
    enum Match {
        YES,
        NO,
        /// A hashed name that cannot be read.
        BROKEN
    }

    private Names() {}

    static Match match(String host, String names) {
        if (!names.startsWith("|")) return matchesList(host, names) ? Match.YES : Match.NO;
        Optional<byte[]> salt = salt(names);
        if (salt.isEmpty()) return Match.BROKEN;
        return hashed(host, salt.get()).equals(names) ? Match.YES : Match.NO;
    }

    /// `|1|salt|HMAC-SHA1(salt, name)`, with a new salt.
    static String hashed(String host) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return hashed(host, salt);
    }

    static boolean isHashedWell(String names) {
        return salt(names).isPresent();
    }

    /// A list of patterns between commas: one must match, and none with `!` in front may.
    static boolean matchesList(String host, String list) {
        String name = HostName.lower(host);
        String patterns = HostName.lower(list);
        boolean found = false;
        int i = 0;
        while (i < patterns.length()) {
            boolean negated = patterns.charAt(i) == '!';
            int start = negated ? i + 1 : i;
            int comma = patterns.indexOf(',', start);
            int end = comma < 0 ? patterns.length() : comma;
            if (end - start >= LONGEST_PATTERN) return false;
            if (Pattern.matches(patterns, start, end, name)) {
                if (negated) return false;
                found = true;
            }
            i = comma < 0 ? end : end + 1;
        }
        return found;
    }

    private static Optional<byte[]> salt(String names) {
        if (!names.startsWith(MAGIC)) return Optional.empty();
        int end = names.indexOf('|', MAGIC.length());
        int length = end - MAGIC.length();
        if (end < 0 || length == 0 || length > LONGEST_SALT_TEXT) return Optional.empty();
        return KeyText.base64(names.substring(MAGIC.length(), end)).filter(bytes -> bytes.length == SALT);
    }

    private static String hashed(String host, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            byte[] hash = mac.doFinal(host.getBytes(StandardCharsets.ISO_8859_1));
            Base64.Encoder text = Base64.getEncoder();
            return MAGIC + text.encodeToString(salt) + "|" + text.encodeToString(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has HMAC-SHA1", missing);
        }
    }
}
