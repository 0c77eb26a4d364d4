package dev.drey.access;

/// With what somebody came in, so that taking it away stops them at their next step.
public sealed interface Credential {
    record ByKey(String fingerprint) implements Credential {}

    /// @param hash the stored hash that the password agreed with: another password ends what began with
    ///     this one
    record ByPassword(String hash) implements Credential {
        @Override
        public String toString() {
            return "ByPassword";
        }
    }

    record ByToken(String id) implements Credential {}

    /// Through the Unix socket in the state directory: who may open it owns the hub.
    record BySocket() implements Credential {}

    /// For logs: `key SHA256:…`, `password`, `token t-12`, `socket`.
    default String display() {
        return switch (this) {
            case ByKey(String fingerprint) -> "key " + fingerprint;
            case ByPassword _ -> "password";
            case ByToken(String id) -> "token " + id;
            case BySocket _ -> "socket";
        };
    }
}
