package dev.drey.cli;

import dev.drey.session.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What `drey serve` shall be (`hub`).
///
/// @param ssh where the door listens
/// @param store `sqlite:PATH` or `postgresql://HOST[:PORT]/DATABASE`; empty: `hub.db` in the state
///     directory
/// @param storeLogin of a PostgreSQL server
/// @param hostKeys files of further host keys; the hub's own, ed25519, is made in the state directory
/// @param trustedProxies addresses or networks (`10.0.0.0/8`) that say by the PROXY protocol for whom
///     they connect
public record HubSettings(
        Listen ssh,
        Optional<String> store,
        Optional<StoreLogin> storeLogin,
        List<Path> hostKeys,
        List<String> trustedProxies,
        AuditKeeping audit) {
    public static final HubSettings DEFAULTS = new HubSettings(
            new Listen("127.0.0.1", 7022),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            new AuditKeeping(Duration.ofDays(90), 1_000_000));

    public HubSettings {
        hostKeys = List.copyOf(hostKeys);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /// @param port 0 takes a free one
    public record Listen(String host, int port) {
        @Override
        public String toString() {
            return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    public record StoreLogin(String username, Optional<Secret> password) {}

    /// How long lines of the audit are kept, and how many at most.
    public record AuditKeeping(Duration age, long lines) {}
}
