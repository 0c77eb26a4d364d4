package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.session.Server;
import dev.drey.ssh.AlgorithmList;
import dev.drey.ssh.Algorithms;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostConfig;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Secret;
import dev.drey.ssh.SshConfig;
import dev.drey.ssh.Timing;
import dev.drey.ssh.Windows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What somebody said of a server, and what `~/.ssh/config` says of its host, made into one [Dialing].
///
/// The server's own words win over the file's, and those over the defaults.
final class Dialings {
    private final Map<String, String> environment;
    private final SshConfig config;

    Dialings(SshConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = Map.copyOf(environment);
    }

    /// @param canAsk whether there is anybody who can answer questions about host keys
    Dialing of(Server server, boolean canAsk) throws Failed {
        HostConfig host = config.resolve(server.host(), server.username(), server.port());
        List<Dialing> jumps = jumps(server, host, canAsk);
        Optional<String> proxy = jumps.isEmpty() ? server.proxyCommand().or(host::proxyCommand) : Optional.empty();
        return new Dialing(
                host.hostName(),
                host.port(),
                host.user(),
                credentials(server.login(), host),
                hostKeys(server, server.hostCheck(), host, canAsk),
                algorithms(server.algorithms(), host),
                timing(server.timing(), host),
                windows(server),
                family(server, host),
                jumps,
                proxy,
                server.sftpServer(),
                Logins.prompts(server.login(), host),
                vendors(server.hostCheck()));
    }

    private List<Dialing> jumps(Server server, HostConfig host, boolean canAsk) throws Failed {
        List<Dialing> jumps = new ArrayList<>();
        for (String hop : server.proxyJump()) {
            if (hop.equalsIgnoreCase("none")) return List.of();
            jumps.add(jump(server, parse(hop), canAsk));
        }
        if (!jumps.isEmpty() || server.proxyCommand().isPresent()) return jumps;
        for (HostConfig.Jump hop : host.proxyJump()) jumps.add(jump(server, hop, canAsk));
        return jumps;
    }

    /// A hop is looked up in the configuration as any host; it has its own host key check and never the
    /// target's password.
    private Dialing jump(Server server, HostConfig.Jump hop, boolean canAsk) throws Failed {
        HostConfig host = config.resolve(hop.host(), hop.user(), hop.port());
        Server.Login login = server.login();
        Server.Login own = new Server.Login(
                Optional.empty(),
                login.keyFiles(),
                login.keyText(),
                login.passphrase(),
                Optional.empty(),
                login.agent(),
                login.agentForward(),
                login.noAgent(),
                login.identitiesOnly(),
                login.ownIdentities(),
                login.maxAttempts());
        Server.HostCheck check = server.hostCheck();
        Server.HostCheck same = new Server.HostCheck(
                check.policy(), check.knownHosts(), Optional.empty(), check.insecure(), List.of(), false, List.of());
        return Dialing.to(
                        host.hostName(),
                        host.port(),
                        host.user(),
                        credentials(own, host),
                        hostKeys(server, same, host, canAsk))
                .withAlgorithms(algorithms(Server.Algorithms.DEFAULTS, host))
                .withTiming(timing(server.timing(), host))
                .withFamily(family(server, host))
                .withMaxAuthAttempts(Logins.prompts(own, host));
    }

    private static HostConfig.Jump parse(String hop) throws Failed {
        int at = hop.lastIndexOf('@');
        String rest = hop.substring(at + 1);
        int colon = rest.startsWith("[") ? rest.indexOf(':', rest.indexOf(']')) : rest.indexOf(':');
        OptionalInt port = OptionalInt.empty();
        if (colon >= 0) {
            String digits = rest.substring(colon + 1);
            if (!digits.matches("\\d{1,5}")) {
                throw Failure.of(Failure.Code.INVALID_ARGUMENT, "proxyJump '" + hop + "': the port is not a number")
                        .thrown();
            }
            port = OptionalInt.of(Integer.parseInt(digits));
        }
        String host = colon < 0 ? rest : rest.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        return new HostConfig.Jump(at < 0 ? Optional.empty() : Optional.of(hop.substring(0, at)), host, port);
    }

    private Credentials credentials(Server.Login login, HostConfig host) throws Failed {
        Optional<Secret> passphrase = login.passphrase().map(secret -> Secret.of(secret.reveal()));
        List<Identity> identities = new ArrayList<>();
        if (login.keyText().isPresent()) {
            identities.add(new Identity.Literal(
                    Secret.of(login.keyText().get().reveal()), certificateText(login.certificate()), passphrase));
        }
        for (Path file : login.keyFiles()) {
            identities.add(new Identity.InFile(file, login.certificate(), passphrase, false));
        }
        boolean explicit = !identities.isEmpty();
        if (login.ownIdentities() && (host.identitiesNamed() || !login.identitiesOnly())) {
            for (Path file : host.identityFiles()) {
                identities.add(
                        new Identity.InFile(file, certificateFor(file, host), passphrase, !host.identitiesNamed()));
            }
        }
        return new Credentials(
                login.password().map(secret -> Secret.of(secret.reveal())),
                identities,
                agent(login, host),
                login.agentForward(),
                host.identitiesOnly() || login.identitiesOnly() || (explicit && !login.ownIdentities()),
                Logins.methods(login, host));
    }

    private static Optional<Path> certificateFor(Path key, HostConfig host) {
        String name = String.valueOf(key.getFileName());
        return host.certificateFiles().stream()
                .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                .findFirst()
                .or(() -> host.certificateFiles().size() == 1
                        ? Optional.of(host.certificateFiles().getFirst())
                        : Optional.empty());
    }

    private static Optional<String> certificateText(Optional<Path> file) throws Failed {
        if (file.isEmpty()) return Optional.empty();
        try {
            return Optional.of(Files.readString(file.get()).strip());
        } catch (IOException unreadable) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, "certificate " + file.get() + " cannot be read")
                    .thrown(unreadable);
        }
    }

    private Optional<Path> agent(Server.Login login, HostConfig host) {
        if (login.noAgent() || login.agent().isPresent()) return login.agent();
        if (!login.ownIdentities()) return Optional.empty();
        return switch (host.agent()) {
            case HostConfig.Agent.None none -> Optional.empty();
            case HostConfig.Agent.Socket(Path path) -> Optional.of(path);
            case HostConfig.Agent.OfEnvironment any ->
                Optional.ofNullable(environment.get("SSH_AUTH_SOCK"))
                        .filter(text -> !text.isEmpty())
                        .map(Path::of)
                        .filter(Files::exists);
        };
    }

    /// Of a server that a caller has described, nothing is written into the user's own known_hosts.
    private static HostKeyRule hostKeys(Server server, Server.HostCheck check, HostConfig host, boolean canAsk) {
        boolean said = !check.knownHosts().isEmpty();
        boolean ours = said || server.login().ownIdentities();
        List<Path> own = said ? check.knownHosts() : host.knownHostsFiles();
        return new HostKeyRule(
                policy(check, host, canAsk && !host.logins().batch()),
                said ? own : host.allKnownHostsFiles(),
                own.stream()
                        .filter(any -> ours)
                        .findFirst()
                        .map(file -> new HostKeyRule.NewKeys(file, host.hashKnownHosts())),
                check.alias().or(host::hostKeyAlias),
                check.requiredAlgorithms());
    }

    private static TrustPolicy policy(Server.HostCheck check, HostConfig host, boolean canAsk) {
        TrustPolicy said = check.policy().or(host::strictHostKeyChecking).orElse(TrustPolicy.ASK);
        return said == TrustPolicy.ASK && !canAsk ? TrustPolicy.YES : said;
    }

    private static Algorithms algorithms(Server.Algorithms said, HostConfig host) {
        boolean compress = said.compression().or(host::compression).orElse(false);
        return new Algorithms(
                either(said.kex(), host.kexAlgorithms()),
                either(said.cipher(), host.ciphers()),
                either(said.hmac(), host.macs()),
                either(said.serverHostKey(), host.hostKeyAlgorithms()),
                said.banned(),
                compress ? List.of("zlib@openssh.com", "zlib") : List.of());
    }

    private static List<String> either(List<String> said, Optional<AlgorithmList> list) {
        if (!said.isEmpty() || list.isEmpty() || list.get().names().isEmpty()) return said;
        String prefix = switch (list.get().change()) {
            case REPLACE -> "";
            case APPEND -> "+";
            case REMOVE -> "-";
            case PREPEND -> "^";
        };
        List<String> names = new ArrayList<>(list.get().names());
        names.set(0, prefix + names.getFirst());
        return names;
    }

    private static Timing timing(Server.Timing said, HostConfig host) {
        // ConnectTimeout limits both; the field connectionTimeout leaves the second half to readyTimeout.
        boolean both = said.connection().isEmpty() && host.connectTimeout().isPresent();
        Timing usual = both ? Timing.USUAL.withAgree(host.connectTimeout().get()) : Timing.USUAL;
        return usual.withConnect(
                        millis(said.connection()).or(host::connectTimeout).orElse(usual.connect()))
                .withReady(millis(said.ready()).orElse(usual.ready()))
                .withKeepAlive(
                        millis(said.keepAliveInterval())
                                .or(host::serverAliveInterval)
                                .orElse(usual.keepAliveInterval()),
                        said.keepAliveCountMax()
                                .orElse(host.serverAliveCountMax().orElse(usual.keepAliveCountMax())));
    }

    private static Optional<Duration> millis(OptionalLong value) {
        return value.isPresent() ? Optional.of(Duration.ofMillis(value.getAsLong())) : Optional.empty();
    }

    private static Windows windows(Server server) throws Failed {
        OptionalInt packet = server.transfer().packetSize();
        if (packet.isEmpty()) return Windows.CLIENT;
        try {
            return new Windows(Windows.CLIENT.window(), packet.getAsInt());
        } catch (IllegalArgumentException wrong) {
            throw Failure.of(Failure.Code.INVALID_ARGUMENT, server.name() + ".packetSize: " + wrong.getMessage())
                    .thrown(wrong);
        }
    }

    private static Dialing.Family family(Server server, HostConfig host) {
        if (server.family().isEmpty()) return host.family().orElse(Dialing.Family.ANY);
        return switch (server.family().get()) {
            case IPV4 -> Dialing.Family.IPV4;
            case IPV6 -> Dialing.Family.IPV6;
        };
    }

    private static Set<String> vendors(Server.HostCheck check) throws Failed {
        if (!check.strictVendor()) return Set.of();
        if (!check.vendors().isEmpty()) return Set.copyOf(check.vendors());
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        "strictVendorChecking needs vendors: [OpenSSH, …], the words one of which the server's version"
                                + " must hold")
                .thrown();
    }
}
