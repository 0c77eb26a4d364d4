package dev.drey.ssh;

import java.util.Arrays;

/// A password, a passphrase or the text of a private key. Never printed: [#toString()] is `***`.
///
/// Equal secrets are equal, so that a pool may compare what it was asked to connect with.
public final class Secret {
    private final char[] text;

    private Secret(char[] text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /// A secret of these characters; they are copied.
    public static Secret of(char[] text) {
        return new Secret(text.clone());
    }

    /// The secret itself, for the one place that hands it over.
    public String reveal() {
        return new String(text);
    }

    public boolean isEmpty() {
        return text.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && Arrays.equals(text, secret.text);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
