package dev.drey.ssh;

import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a server's key must be before we say a word about ourselves.
///
/// @param policy what happens with a key that is not known yet
/// @param knownHosts files in OpenSSH's format, all of them read
/// @param newKeys where a key is remembered; empty: nowhere
/// @param alias the name that is looked up instead of the host's, as HostKeyAlias
/// @param required where not empty: the key must be one of these algorithms; `ssh-rsa` means the RSA key
///     type
public record HostKeyRule(
        TrustPolicy policy,
        List<Path> knownHosts,
        Optional<NewKeys> newKeys,
        Optional<String> alias,
        List<String> required) {
    public HostKeyRule {
        knownHosts = List.copyOf(knownHosts);
        required = List.copyOf(required);
    }

    /// How new keys are written down.
    ///
    /// @param hashed so that the host's name cannot be read back from its line
    public record NewKeys(Path file, boolean hashed) {}

    /// New keys go into the first of the files, the name in plain words.
    public static HostKeyRule of(TrustPolicy policy, Path... knownHosts) {
        List<Path> files = List.of(knownHosts);
        Optional<NewKeys> newKeys = files.stream().findFirst().map(file -> new NewKeys(file, false));
        return new HostKeyRule(policy, files, newKeys, Optional.empty(), List.of());
    }

    public HostKeyRule withAlias(String other) {
        return new HostKeyRule(policy, knownHosts, newKeys, Optional.of(other), required);
    }

    public HostKeyRule withRequired(List<String> other) {
        return new HostKeyRule(policy, knownHosts, newKeys, alias, other);
    }
}
