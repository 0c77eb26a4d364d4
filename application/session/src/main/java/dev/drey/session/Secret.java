package dev.drey.session;

/// A password, passphrase or private key: never shown, never logged.
///
/// Has no accessor that looks like a value on purpose; who needs the text calls [#reveal()], which is easy to
/// search for.
public final class Secret {
    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    public static Secret of(String text) {
        return new Secret(text);
    }

    /// The text itself, for the one place that proves who we are.
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && text.equals(secret.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// Always `***`.
    @Override
    public String toString() {
        return "***";
    }
}
