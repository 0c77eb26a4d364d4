package dev.drey.ssh;

import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What `~/.ssh/config` says about one host, tokens and environment expanded. What it does not say is empty:
/// the caller's own defaults hold there.
///
/// @param name the host as it was asked for
/// @param hostName where to connect: `HostName`, else the name
/// @param port `Port`, else 22
/// @param user `User`, unless the caller named one; else the local user
/// @param identityFiles private keys to try, in order; empty: ssh's default ones, unless `noIdentityFiles`
/// @param noIdentityFiles `IdentityFile none` alone: use no key file at all
/// @param identitiesOnly offer only those keys, even if the agent holds more
/// @param agent which ssh-agent to use
/// @param certificateFiles certificates that go with the keys
/// @param proxyJump the hosts to go through, in order; each is itself looked up in the configuration
/// @param proxyCommand a command for the user's shell that is the connection; never together with `proxyJump`
/// @param hostKeyAlias the name in known_hosts instead of the host's
/// @param knownHostsFiles `UserKnownHostsFile`; empty when it is not said, so that the default files hold
/// @param noKnownHostsFiles `UserKnownHostsFile none`
/// @param hashKnownHosts whether a remembered host is written hashed
/// @param strictHostKeyChecking what to do about unknown host keys
/// @param connectTimeout the limit of the TCP connection and the key exchange together
/// @param serverAliveInterval how long the line may be silent before it is asked; zero: never
/// @param serverAliveCountMax how many questions may stay unanswered
/// @param compression whether compression is wanted
public record HostConfig(
        String name,
        String hostName,
        int port,
        String user,
        List<Path> identityFiles,
        boolean noIdentityFiles,
        boolean identitiesOnly,
        Agent agent,
        List<Path> certificateFiles,
        List<Jump> proxyJump,
        Optional<String> proxyCommand,
        Optional<String> hostKeyAlias,
        List<Path> knownHostsFiles,
        boolean noKnownHostsFiles,
        boolean hashKnownHosts,
        Optional<TrustPolicy> strictHostKeyChecking,
        Optional<Duration> connectTimeout,
        Optional<Duration> serverAliveInterval,
        OptionalInt serverAliveCountMax,
        Optional<AlgorithmList> ciphers,
        Optional<AlgorithmList> kexAlgorithms,
        Optional<AlgorithmList> macs,
        Optional<AlgorithmList> hostKeyAlgorithms,
        Optional<Boolean> compression) {

    public HostConfig {
        identityFiles = List.copyOf(identityFiles);
        certificateFiles = List.copyOf(certificateFiles);
        proxyJump = List.copyOf(proxyJump);
        knownHostsFiles = List.copyOf(knownHostsFiles);
    }

    /// The name under which this host's key is looked up and remembered.
    public HostName keyName() {
        return new HostName(hostName, port, hostKeyAlias);
    }

    /// One hop of `ProxyJump`.
    ///
    /// @param host a name that may itself be configured
    public record Jump(Optional<String> user, String host, OptionalInt port) {}

    /// Which ssh-agent to use.
    public sealed interface Agent {
        /// The one of `$SSH_AUTH_SOCK`, where it is set.
        record OfEnvironment() implements Agent {}

        /// None, even if there is one.
        record None() implements Agent {}

        /// The one that listens on this socket.
        record Socket(Path path) implements Agent {}
    }
}
