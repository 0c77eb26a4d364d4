package dev.drey.mcp;

import dev.drey.files.Attributes;
import dev.drey.files.RemotePath;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// Which state of a file somebody has seen, as an opaque word: what was read can be replaced only while it
/// is still what was read.
final class Versions {
    private static final int BYTES = 9;

    private Versions() {}

    /// Of a file as it stands: another size or time is another version. The grain of times is the server's,
    /// one second with SFTP version 3.
    static String of(RemotePath path, Attributes attributes) {
        String seen = path.display()
                + '\n'
                + attributes.size()
                + '\n'
                + attributes.modified().map(Object::toString).orElse("");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(seen.getBytes(StandardCharsets.UTF_8));
            return "v" + Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
