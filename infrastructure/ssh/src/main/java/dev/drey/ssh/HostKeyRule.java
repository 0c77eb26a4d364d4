package dev.drey.ssh;

import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server's key must be before we say a word about ourselves.
///
/// @param policy what happens with a key that is not known yet
/// @param knownHosts files in OpenSSH's format; the first is where a new key is remembered
/// @param alias the name that is looked up instead of the host's, as HostKeyAlias
/// @param required where not empty: the key must be one of these algorithms; `ssh-rsa` means the RSA key
///     type
public record HostKeyRule(TrustPolicy policy, List<Path> knownHosts, Optional<String> alias, List<String> required) {
    public HostKeyRule {
        knownHosts = List.copyOf(knownHosts);
        required = List.copyOf(required);
    }

    public static HostKeyRule of(TrustPolicy policy, Path... knownHosts) {
        return new HostKeyRule(policy, List.of(knownHosts), Optional.empty(), List.of());
    }

    public HostKeyRule withAlias(String other) {
        return new HostKeyRule(policy, knownHosts, Optional.of(other), required);
    }

    public HostKeyRule withRequired(List<String> other) {
        return new HostKeyRule(policy, knownHosts, alias, other);
    }
}
