package dev.drey.access;

/// A token that has just been made, with the secret, which is shown this once.
public record MadeToken(Token token, String secret) {
    /// Without the secret.
    @Override
    public String toString() {
        return "MadeToken[" + token.id() + "]";
    }
}
