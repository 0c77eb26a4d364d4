package dev.drey.ssh;

import java.util.Base64;

/// A user's public key.
///
/// @param type such as `ssh-ed25519`, or a certificate's type
/// @param base64 its bytes as they go over the wire (RFC 4253, section 6.6), in base64
public record UserKey(String type, String base64) {
    static UserKey of(String type, byte[] blob) {
        return new UserKey(type, Base64.getEncoder().encodeToString(blob));
    }

    public byte[] blob() {
        return Base64.getDecoder().decode(base64);
    }

    /// As in an `authorized_keys` file, without a comment.
    public String line() {
        return type + " " + base64;
    }

    /// Reads a line of a `.pub` or `authorized_keys` file that has no options; what follows the key is
    /// ignored.
    public static UserKey ofLine(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 2) throw new IllegalArgumentException("not a public key line");
        return of(words[0], Base64.getDecoder().decode(words[1]));
    }
}
