package dev.drey.ssh;

import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// What `~/.ssh/config` says about one host, tokens and environment expanded, with ssh's defaults for names and
/// files. Where it is empty the configuration says nothing and the caller's own default holds.
///
/// @param name the host as it was asked for
/// @param hostName where to connect: `HostName`, else the name; lower case
/// @param port the asked one, else `Port`, else 22
/// @param user the asked one, else `User`, else the local user
/// @param identityFiles private keys to try, in order; ssh's default ones when `identitiesNamed` is false
/// @param identitiesNamed whether `IdentityFile` was said (`none` alone leaves an empty list)
/// @param identitiesOnly offer only those keys, even if the agent holds more
/// @param agent which ssh-agent to use
/// @param certificateFiles certificates that go with the keys
/// @param proxyJump the hosts to go through, in order; each is itself looked up in the configuration
/// @param proxyCommand a command for the user's shell that is the connection; never together with `proxyJump`
/// @param hostKeyAlias the name in known_hosts instead of the host's
/// @param knownHostsFiles the user's files; new keys go into the first; empty for `none`
/// @param globalKnownHostsFiles the machine's files, only read; empty for `none`
/// @param hashKnownHosts whether a remembered host is written hashed
/// @param strictHostKeyChecking what to do about unknown host keys
/// @param connectTimeout the limit of the TCP connection and the key exchange together
/// @param serverAliveInterval how long the line may be silent before it is asked; zero: never
/// @param serverAliveCountMax how many questions may stay unanswered
/// @param compression whether compression is wanted
/// @param family which addresses are tried
/// @param logins which ways to log in are tried, and how much a person is asked
public record HostConfig(
        String name,
        String hostName,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identitiesNamed,
        boolean identitiesOnly,
        Agent agent,
        List<Path> certificateFiles,
        List<Jump> proxyJump,
        Optional<String> proxyCommand,
        Optional<String> hostKeyAlias,
        List<Path> knownHostsFiles,
        List<Path> globalKnownHostsFiles,
        boolean hashKnownHosts,
        Optional<TrustPolicy> strictHostKeyChecking,
        Optional<Duration> connectTimeout,
        Optional<Duration> serverAliveInterval,
        OptionalInt serverAliveCountMax,
        Optional<AlgorithmList> ciphers,
        Optional<AlgorithmList> kexAlgorithms,
        Optional<AlgorithmList> macs,
        Optional<AlgorithmList> hostKeyAlgorithms,
        Optional<Boolean> compression,
        Optional<Dialing.Family> family,
        Logins logins) {

    public HostConfig {
        identityFiles = List.copyOf(identityFiles);
        certificateFiles = List.copyOf(certificateFiles);
        proxyJump = List.copyOf(proxyJump);
        knownHostsFiles = List.copyOf(knownHostsFiles);
        globalKnownHostsFiles = List.copyOf(globalKnownHostsFiles);
    }

    /// Every known_hosts file, in the order in which they are read.
    public List<Path> allKnownHostsFiles() {
        return Stream.concat(knownHostsFiles.stream(), globalKnownHostsFiles.stream())
                .toList();
    }

    /// The name under which this host's key is looked up and remembered.
    public HostName keyName() {
        return new HostName(hostName, port, hostKeyAlias);
    }

    /// Which ways to log in are tried, and how much a person is asked.
    ///
    /// @param publicKey, interactive, password whether that way is allowed
    /// @param preferred the order of `PreferredAuthentications`, others left out; empty: ssh's own order
    /// @param prompts how often a person is asked for a password, an answer or a passphrase
    /// @param batch nobody is asked for anything
    public record Logins(
            boolean publicKey,
            boolean interactive,
            boolean password,
            List<String> preferred,
            OptionalInt prompts,
            boolean batch) {
        public Logins {
            preferred = List.copyOf(preferred);
        }

        /// What is left of [Credentials#METHODS], in order. As with ssh, what may ask a person is no way for a batch.
        public List<String> methods() {
            List<String> order = preferred.isEmpty() ? Credentials.METHODS : preferred;
            return order.stream().distinct().filter(this::allows).toList();
        }

        private boolean allows(String method) {
            return switch (method) {
                case "publickey" -> publicKey;
                case InteractiveLogin.NAME -> interactive && !batch;
                case PasswordLogin.NAME -> password && !batch;
                default -> false;
            };
        }
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
