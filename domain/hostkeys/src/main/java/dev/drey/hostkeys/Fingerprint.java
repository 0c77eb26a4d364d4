package dev.drey.hostkeys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The short form of a key that people compare: `SHA256:` and base64 without padding, or `MD5:` and pairs of
/// hex digits.
///
/// MD5 is read and compared because old documentation and cloud consoles still show it; it is never shown by
/// choice.
///
/// @param hash which digest it is
/// @param value the text behind the colon, in its one canonical spelling
public record Fingerprint(Hash hash, String value) {

    /// The digests that fingerprints are made with.
    public enum Hash {
        SHA256("SHA-256"),
        MD5("MD5");

        private final String digest;

        Hash(String digest) {
            this.digest = digest;
        }
    }

    public static Fingerprint sha256(HostKey key) {
        byte[] digest = digest(Hash.SHA256, key);
        return new Fingerprint(Hash.SHA256, Base64.getEncoder().withoutPadding().encodeToString(digest));
    }

    public static Fingerprint md5(HostKey key) {
        return new Fingerprint(Hash.MD5, HexFormat.ofDelimiter(":").formatHex(digest(Hash.MD5, key)));
    }

    /// What a person typed or pasted: with or without `SHA256:` or `MD5:` in front, with or without padding.
    public static Optional<Fingerprint> parse(String text) {
        String bare = text.strip();
        String word = bare.substring(0, Math.max(0, bare.indexOf(':'))).toUpperCase(Locale.ROOT);
        return switch (word) {
            case "SHA256" -> base64(bare.substring(7));
            case "MD5" -> hex(bare.substring(4));
            default -> hex(bare).or(() -> base64(bare));
        };
    }

    /// Whether this is a fingerprint of that key.
    public boolean matches(HostKey key) {
        return switch (hash) {
            case SHA256 -> equals(sha256(key));
            case MD5 -> equals(md5(key));
        };
    }

    @Override
    public String toString() {
        return hash + ":" + value;
    }

    private static Optional<Fingerprint> base64(String text) {
        String bare = text.endsWith("=") ? text.substring(0, text.length() - 1) : text;
        return KeyText.base64(bare + "=")
                .filter(bytes -> bytes.length == 32 && bare.length() == 43)
                .map(bytes -> new Fingerprint(Hash.SHA256, bare));
    }

    private static Optional<Fingerprint> hex(String text) {
        String bare = text.toLowerCase(Locale.ROOT);
        boolean shaped = bare.matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
        return shaped ? Optional.of(new Fingerprint(Hash.MD5, bare)) : Optional.empty();
    }

    private static byte[] digest(Hash hash, HostKey key) {
        try {
            return MessageDigest.getInstance(hash.digest).digest(key.bytes());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has " + hash.digest, missing);
        }
    }
}
