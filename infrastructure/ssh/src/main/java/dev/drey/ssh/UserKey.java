package dev.drey.ssh;

import java.util.Arrays;
import java.util.Base64;

/// A public key as it goes over the wire (RFC 4253, section 6.6).
///
/// @param type such as `ssh-ed25519`, or a certificate's type
public record UserKey(String type, byte[] blob) {
    public UserKey {
        blob = blob.clone();
    }

    @Override
    public byte[] blob() {
        return blob.clone();
    }

    /// As in an `authorized_keys` file, without a comment.
    public String line() {
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    /// Reads a line of a `.pub` or `authorized_keys` file that has no options; what follows the key is ignored.
    public static UserKey ofLine(String line) {
        String[] words = line.strip().split("\\s+", 3);
        if (words.length < 2) throw new IllegalArgumentException("not a public key line");
        return new UserKey(words[0], Base64.getDecoder().decode(words[1]));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserKey key && type.equals(key.type) && Arrays.equals(blob, key.blob);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(blob);
    }

    @Override
    public String toString() {
        return line();
    }
}
