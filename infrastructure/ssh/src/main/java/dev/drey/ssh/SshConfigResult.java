package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.hostkeys.TrustPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was obtained for a host, as values.
record SshConfigResult(SshConfigHost host, SshConfigSettings settings, SshConfigTokens tokens) {
    private static final List<String> DEFAULT_KEYS =
            List.of("id_rsa", "id_ecdsa", "id_ecdsa_sk", "id_ed25519", "id_ed25519_sk");

    static HostConfig of(SshConfigHost host) throws Failed {
        return new SshConfigResult(host, host.settings(), host.tokens()).record();
    }

    private HostConfig record() throws Failed {
        return new HostConfig(
                host.name(),
                host.hostName(),
                host.port(),
                host.user(),
                identities(),
                !settings.all("identityfile").isEmpty(),
                flag("identitiesonly"),
                agent(),
                paths(settings.all("certificatefile")),
                host.jumps(),
                proxyCommand(),
                host.alias(),
                hostFiles("userknownhostsfile", userHostFiles()),
                hostFiles("globalknownhostsfile", List.of("/etc/ssh/ssh_known_hosts", "/etc/ssh/ssh_known_hosts2")),
                flag("hashknownhosts"),
                policy(),
                time("connecttimeout"),
                time("serveraliveinterval"),
                count("serveralivecountmax"),
                algorithms("ciphers"),
                algorithms("kexalgorithms"),
                algorithms("macs"),
                algorithms("hostkeyalgorithms"),
                compression(),
                family(),
                logins());
    }

    private List<Path> identities() throws Failed {
        if (!settings.all("identityfile").isEmpty()) return paths(settings.all("identityfile"));
        Path home = host.local().home().resolve(".ssh");
        return DEFAULT_KEYS.stream().map(home::resolve).toList();
    }

    /// The paths of several lines; `none` is no path.
    private List<Path> paths(List<SshConfigDirective> lines) throws Failed {
        List<Path> paths = new ArrayList<>();
        for (SshConfigDirective line : lines) {
            if (!line.word().equalsIgnoreCase("none")) paths.add(path(line, line.word()));
        }
        return paths;
    }

    private Path path(SshConfigDirective line, String word) throws Failed {
        try {
            return Path.of(tokens.percentAndDollar(host.local().expandTilde(word, line), line));
        } catch (InvalidPathException malformed) {
            throw line.bad("is not a path");
        }
    }

    private HostConfig.Agent agent() throws Failed {
        Optional<SshConfigDirective> said = settings.first("identityagent");
        if (said.isEmpty()) return new HostConfig.Agent.OfEnvironment();
        String word = said.get().word();
        if (word.equals("none")) return new HostConfig.Agent.None();
        if (word.equals("SSH_AUTH_SOCK")) return new HostConfig.Agent.OfEnvironment();
        if (word.startsWith("$") && !word.startsWith("${")) return agentOf(said.get(), word.substring(1));
        return new HostConfig.Agent.Socket(path(said.get(), word));
    }

    /// The older way to name a variable; one that is not set leaves the agent of the environment.
    private HostConfig.Agent agentOf(SshConfigDirective line, String variable) throws Failed {
        if (!variable.matches("[A-Za-z_][A-Za-z0-9_]*")) throw line.bad("names no environment variable");
        String socket = host.local().environment().get(variable);
        return socket == null ? new HostConfig.Agent.OfEnvironment() : new HostConfig.Agent.Socket(Path.of(socket));
    }

    private Optional<String> proxyCommand() throws Failed {
        Optional<SshConfigDirective> proxy = settings.first("proxycommand");
        if (proxy.isEmpty()) return Optional.empty();
        String command = proxy.get().command();
        if (command.equalsIgnoreCase("none")) return Optional.empty();
        if (!SshConfigNames.isUser(host.user()))
            throw proxy.get().bad("would hand a user to a shell that it takes apart");
        return Optional.of(host.connecting().percent(command, proxy.get()));
    }

    private List<String> userHostFiles() {
        Path ssh = host.local().home().resolve(".ssh");
        return List.of(
                ssh.resolve("known_hosts").toString(),
                ssh.resolve("known_hosts2").toString());
    }

    private List<Path> hostFiles(String keyword, List<String> usual) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        if (said.isEmpty()) return usual.stream().map(Path::of).toList();
        List<String> words = said.get().words();
        if (words.isEmpty() || words.contains("")) throw said.get().bad("has no value or an empty one");
        boolean none = words.stream().anyMatch(word -> word.equalsIgnoreCase("none"));
        if (none && words.size() > 1) throw said.get().bad("has none and something else");
        List<Path> paths = new ArrayList<>();
        for (String word : none ? List.<String>of() : words) paths.add(path(said.get(), word));
        return paths;
    }

    private boolean flag(String keyword) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        return said.isPresent() && SshConfigValue.flag(said.get());
    }

    private Optional<TrustPolicy> policy() throws Failed {
        Optional<SshConfigDirective> said = settings.first("stricthostkeychecking");
        return said.isPresent() ? Optional.of(SshConfigValue.policy(said.get())) : Optional.empty();
    }

    private Optional<Duration> time(String keyword) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        return said.isPresent() ? SshConfigValue.time(said.get()) : Optional.empty();
    }

    private OptionalInt count(String keyword) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        return said.isPresent() ? OptionalInt.of(SshConfigValue.count(said.get())) : OptionalInt.empty();
    }

    private Optional<AlgorithmList> algorithms(String keyword) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        return said.isPresent() ? Optional.of(SshConfigValue.algorithms(said.get())) : Optional.empty();
    }

    private Optional<Boolean> compression() throws Failed {
        Optional<SshConfigDirective> said = settings.first("compression");
        return said.isPresent() ? Optional.of(SshConfigValue.yesOrNo(said.get())) : Optional.empty();
    }

    private Optional<Dialing.Family> family() throws Failed {
        Optional<SshConfigDirective> said = settings.first("addressfamily");
        return said.isPresent() ? Optional.of(SshConfigValue.family(said.get())) : Optional.empty();
    }

    private HostConfig.Logins logins() throws Failed {
        Optional<SshConfigDirective> key = settings.first("pubkeyauthentication");
        Optional<SshConfigDirective> order = settings.first("preferredauthentications");
        return new HostConfig.Logins(
                key.isEmpty() || SshConfigValue.publicKey(key.get()),
                unlessSwitchedOff("kbdinteractiveauthentication"),
                unlessSwitchedOff("passwordauthentication"),
                order.isPresent() ? List.of(order.get().word().split(",", -1)) : List.of(),
                count("numberofpasswordprompts"),
                flag("batchmode"));
    }

    private boolean unlessSwitchedOff(String keyword) throws Failed {
        Optional<SshConfigDirective> said = settings.first(keyword);
        return said.isEmpty() || SshConfigValue.flag(said.get());
    }
}
