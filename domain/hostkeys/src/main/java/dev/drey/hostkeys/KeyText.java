package dev.drey.hostkeys;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// A key as text: type, base64, and whatever follows.
///
/// @param comment what stands behind the base64
record KeyText(HostKey key, String comment) {

    /// Reads as OpenSSH does: the type in front must be the one inside, and the base64 must be padded and
    /// canonical.
    static Optional<KeyText> read(String text) {
        int typeEnd = wordEnd(text, 0);
        int start = skipBlanks(text, typeEnd);
        int end = wordEnd(text, start);
        if (start == typeEnd || start == end) return Optional.empty();
        String type = text.substring(0, typeEnd);
        return base64(text.substring(start, end))
                .flatMap(HostKey::of)
                .filter(key -> key.algorithm().equals(type) || isRsaSignature(type, key))
                .map(key -> new KeyText(key, text.substring(skipBlanks(text, end))));
    }

    /// OpenSSH takes `rsa-sha2-256` in front of an RSA key, since both are of the type RSA.
    private static boolean isRsaSignature(String type, HostKey key) {
        return type.startsWith("rsa-sha2-")
                && type.endsWith(KeyFormat.CERTIFICATE) == key.isCertificate()
                && KeyFormat.isKnown(type)
                && KeyFormat.plainType(type).equals(KeyFormat.plainType(key.algorithm()));
    }

    /// The C library's decoder: white space anywhere is skipped (so a line may end in CR), padding is wanted,
    /// and the bits that pad the last byte must be 0.
    static Optional<byte[]> base64(String text) {
        String bare = strip(text);
        if (bare.isEmpty() || bare.length() % 4 != 0) return Optional.empty();
        try {
            byte[] bytes = Base64.getDecoder().decode(bare);
            return Base64.getEncoder().encodeToString(bytes).equals(bare) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    static boolean sameBytes(String base64, byte[] expected) {
        return base64(base64).map(bytes -> Arrays.equals(bytes, expected)).orElse(false);
    }

    static int skipBlanks(String text, int from) {
        int i = from;
        while (i < text.length() && isBlank(text.charAt(i))) i++;
        return i;
    }

    static int wordEnd(String text, int from) {
        int i = from;
        while (i < text.length() && !isBlank(text.charAt(i))) i++;
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static String strip(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '\t' || c > '\r') bare.append(c);
        }
        return bare.toString();
    }
}
