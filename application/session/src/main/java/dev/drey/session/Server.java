package dev.drey.session;

import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// How a server is reached: the connecting table of the contract, as somebody wrote it.
///
/// What is empty was not said; `~/.ssh/config` may say it, and after that the default holds. A value here
/// wins over both.
///
/// @param name what people call it
/// @param host a name, an address, or a Host of `~/.ssh/config`
/// @param basePath where relative paths start; the server's home when empty
/// @param confine nothing outside `basePath` can be named
/// @param sftpServer a command to run instead of the subsystem `sftp`
/// @param proxyJump hops in order, each `user@host:port` or a name
/// @param proxyCommand a program whose input and output are the line; from the command line and configuration only
/// @param sshConfig the file that stands for `~/.ssh/config`; a file that does not exist turns it off
public record Server(
        String name,
        String host,
        OptionalInt port,
        Optional<String> username,
        Login login,
        HostCheck hostCheck,
        Algorithms algorithms,
        Timing timing,
        Optional<RemotePath> basePath,
        boolean confine,
        Optional<String> sftpServer,
        List<String> proxyJump,
        Optional<String> proxyCommand,
        Optional<Path> sshConfig,
        Optional<AddressFamily> family,
        TransferDefaults transfer) {

    public Server {
        proxyJump = List.copyOf(proxyJump);
    }

    /// A server of which only the host is known.
    public static Server of(String name, String host) {
        return new Server(
                name,
                host,
                OptionalInt.empty(),
                Optional.empty(),
                Login.DEFAULTS,
                HostCheck.DEFAULTS,
                Algorithms.DEFAULTS,
                Timing.DEFAULTS,
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TransferDefaults.DEFAULTS);
    }

    /// The same server with or without compression on the way.
    public Server withCompression(boolean compress) {
        Algorithms other = new Algorithms(
                algorithms.kex(),
                algorithms.cipher(),
                algorithms.serverHostKey(),
                algorithms.hmac(),
                algorithms.banned(),
                Optional.of(compress));
        return new Server(
                name,
                host,
                port,
                username,
                login,
                hostCheck,
                other,
                timing,
                basePath,
                confine,
                sftpServer,
                proxyJump,
                proxyCommand,
                sshConfig,
                family,
                transfer);
    }

    /// Which of its addresses are tried.
    public enum AddressFamily {
        IPV4,
        IPV6
    }

    /// How we prove who we are.
    ///
    /// @param keyFiles private keys by path, in order
    /// @param keyText a private key as PEM or OpenSSH text
    /// @param agent socket of the ssh-agent; empty uses `$SSH_AUTH_SOCK` where `ownIdentities`
    /// @param noAgent no agent is asked, whatever the environment says
    /// @param identitiesOnly as in `ssh_config`: the keys that are named here or there, no default ones and
    ///     no others of the agent's
    /// @param ownIdentities whether the user's agent and `~/.ssh/id_*` may be used: only for the command line and
    ///     configured servers
    /// @param maxAttempts prompts, not key offers
    public record Login(
            Optional<Secret> password,
            List<Path> keyFiles,
            Optional<Secret> keyText,
            Optional<Secret> passphrase,
            Optional<Path> certificate,
            Optional<Path> agent,
            boolean agentForward,
            boolean noAgent,
            boolean identitiesOnly,
            boolean ownIdentities,
            OptionalInt maxAttempts) {
        public static final Login DEFAULTS = new Login(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                true,
                OptionalInt.empty());

        public Login {
            keyFiles = List.copyOf(keyFiles);
        }
    }

    /// How the server proves who it is.
    ///
    /// @param policy empty: ask where somebody can be asked, else yes
    /// @param insecure `allowInsecureConnection`: without it [TrustPolicy#NO] is refused
    /// @param requiredAlgorithms the key must be one of these
    /// @param strictVendor refuse a server whose version string is none of `vendors`
    public record HostCheck(
            Optional<TrustPolicy> policy,
            List<Path> knownHosts,
            Optional<String> alias,
            boolean insecure,
            List<String> requiredAlgorithms,
            boolean strictVendor,
            List<String> vendors) {
        public static final HostCheck DEFAULTS =
                new HostCheck(Optional.empty(), List.of(), Optional.empty(), false, List.of(), false, List.of());

        public HostCheck {
            knownHosts = List.copyOf(knownHosts);
            requiredAlgorithms = List.copyOf(requiredAlgorithms);
            vendors = List.copyOf(vendors);
        }
    }

    /// Names as OpenSSH and the reference write them; an empty list takes the modern set.
    ///
    /// @param compression empty: none
    public record Algorithms(
            List<String> kex,
            List<String> cipher,
            List<String> serverHostKey,
            List<String> hmac,
            List<String> banned,
            Optional<Boolean> compression) {
        public static final Algorithms DEFAULTS =
                new Algorithms(List.of(), List.of(), List.of(), List.of(), List.of(), Optional.empty());

        public Algorithms {
            kex = List.copyOf(kex);
            cipher = List.copyOf(cipher);
            serverHostKey = List.copyOf(serverHostKey);
            hmac = List.copyOf(hmac);
            banned = List.copyOf(banned);
        }
    }

    /// Limits in milliseconds; what is empty has the contract's default (30 s, 30 s, 15 s, 3, none).
    public record Timing(
            OptionalLong connection,
            OptionalLong ready,
            OptionalLong keepAliveInterval,
            OptionalInt keepAliveCountMax,
            OptionalLong transfer) {
        public static final Timing DEFAULTS = new Timing(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalLong.empty());
    }

    /// What transfers with this server do unless they say otherwise; empty leaves the program's default.
    public record TransferDefaults(
            OptionalInt concurrency,
            OptionalInt chunkSize,
            OptionalLong windowSize,
            OptionalInt packetSize,
            OptionalInt maxConnections,
            Optional<Boolean> preserveTimestamps,
            Optional<Boolean> preservePermissions,
            Optional<Boolean> resumeSupport,
            Optional<Boolean> checksumVerification,
            Retry retry) {
        public static final TransferDefaults DEFAULTS = new TransferDefaults(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Retry.DEFAULTS);
    }

    /// What a transient failure is answered with; milliseconds, empty leaves the program's default.
    public record Retry(
            OptionalInt maxAttempts, OptionalLong initialDelay, OptionalLong maxDelay, Optional<Double> multiplier) {
        public static final Retry DEFAULTS =
                new Retry(OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.empty());
    }
}
