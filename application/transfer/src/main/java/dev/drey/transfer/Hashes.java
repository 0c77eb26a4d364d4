package dev.drey.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The hash functions that both ends may share, best first, by the names of the `check-file` draft.
final class Hashes {
    private static final List<String> KNOWN = List.of("sha256", "sha512", "sha384", "sha224", "sha1", "md5");

    private Hashes() {}

    static MessageDigest sha256() {
        return named("sha256");
    }

    static Optional<String> best(List<String> offered) {
        return KNOWN.stream().filter(offered::contains).findFirst();
    }

    static MessageDigest named(String algorithm) {
        String java = algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring("sha".length());
        try {
            return MessageDigest.getInstance(java);
        } catch (NoSuchAlgorithmException missing) {
            // All of them are among those every Java must bring, or has brought since version 8.
            throw new IllegalStateException("this Java has no " + java, missing);
        }
    }

    static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }
}
