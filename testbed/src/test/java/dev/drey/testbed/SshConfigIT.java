package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.ssh.AlgorithmList;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostConfig;
import dev.drey.ssh.SshConfig;
import dev.drey.ssh.SshConfigLocal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our reading of a configuration beside `ssh -G -F file host` of the machine's OpenSSH.
@Timeout(60)
class SshConfigIT {
    private static final String NONE = "(nothing)";

    /// What `ssh` answers where a configuration says nothing.
    private static final Map<String, List<String>> USUAL = dump("", "plain");

    static Stream<SshConfigCases.Case> configurations() {
        return SshConfigCases.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aHostResolvesAsInOpenSsh(SshConfigCases.Case it) throws IOException {
        try (TempDir dir = TempDir.create()) {
            Path file = write(dir, it.text());
            assertThat(ours(file, it.host())).isEqualTo(theirs(dump(file, it.host())));
        }
    }

    @Test
    void thereAreAtLeastFortyConfigurations() {
        assertThat(SshConfigCases.ALL).hasSizeGreaterThanOrEqualTo(40);
        assertThat(SshConfigCases.ALL).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Port 0",
                "Port 99999",
                "Port",
                "Port 1 2",
                "Compression delayed",
                "IdentitiesOnly maybe",
                "StrictHostKeyChecking sure",
                "ConnectTimeout 1y",
                "ServerAliveCountMax x",
                "AddressFamily inet4",
                "BatchMode maybe",
                "PubkeyAuthentication bound",
                "NumberOfPasswordPrompts -1",
                "PreferredAuthentications a b",
                "IdentityFile \"open",
                "HostName %z",
                "Frobnicate yes",
                "Match all host x",
                "Match",
                "Match host",
                "Match colour red",
                "ProxyJump a@",
                "IdentityAgent ${DREY_NOT_SET}",
                "UserKnownHostsFile %",
                "UserKnownHostsFile none /x",
                "Host a\"b",
                "Include"
            })
    void whatOpenSshRefusesIsRefused(String line) throws IOException {
        try (TempDir dir = TempDir.create()) {
            Path file = write(dir, line + "\n");
            assertThat(status(file, "prod")).as("ssh").isNotZero();
            Failed failed = catchThrowableOfType(
                    Failed.class, () -> SshConfig.read(file, local()).resolve("prod"));
            assertThat(failed).as("drey").isNotNull();
            assertThat(failed.getMessage()).contains(file + ":1");
        }
    }

    @Test
    void identityFilesExpandAsWhenOpenSshLoadsThem() throws IOException {
        String text = """
                User u%%1
                Port 2022
                HostName h.example.com
                HostKeyAlias alias
                IdentityFile /k/%%/%d/%h/%i/%k/%L/%l/%n/%p/%u/%C
                IdentityFile ~/x/${HOME}/y
                IdentityFile ~root/z
                IdentityFile "with space"
                """;
        try (TempDir dir = TempDir.create()) {
            Path file = write(dir, text.replace("~root", "~" + System.getProperty("user.name")));
            List<Path> loaded = said(file, "-v", "-o", "ProxyCommand=true", "prod")
                    .lines()
                    .filter(line -> line.startsWith("debug1: identity file "))
                    .map(line -> line.substring(22).replaceFirst(" type .*", ""))
                    .filter(line -> !line.endsWith("-cert"))
                    .map(Path::of)
                    .toList();
            assertThat(SshConfig.read(file, local()).resolve("prod").identityFiles())
                    .hasSize(4)
                    .isEqualTo(loaded);
        }
    }

    @Test
    void proxyCommandsExpandAsWhenOpenSshRunsThem() throws IOException {
        try (TempDir dir = TempDir.create()) {
            Path out = dir.resolve("out");
            String text = """
                    HostName %h.example.com
                    User deploy
                    Port 2022
                    HostKeyAlias golden
                    ProxyCommand sh -c "echo '%% %h %k %n %p %r' > OUT; sleep 0.1" # stays
                    """;
            Path file = write(dir, text.replace("OUT", out.toString()));
            String ours =
                    SshConfig.read(file, local()).resolve("Prod").proxyCommand().orElseThrow();
            said(file, "Prod");
            String theirs = Files.readString(out);
            Child.run("sh", "-c", ours);
            assertThat(Files.readString(out)).isEqualTo(theirs).startsWith("% prod.example.com golden Prod 2022");
        }
    }

    @Test
    void everyHonouredDirectiveStandsInSomeConfiguration() {
        List<String> honoured = SshConfig.honoured();
        String all = String.join(
                "\n", SshConfigCases.ALL.stream().map(SshConfigCases.Case::text).toList());
        assertThat(honoured).allSatisfy(name -> assertThat(all).containsIgnoringCase(name));
    }

    private static Map<String, Object> ours(Path file, String name) throws Failed {
        HostConfig host = SshConfig.read(file, local()).resolve(name);
        Map<String, Object> all = new TreeMap<>();
        all.put("host", host.name());
        all.put("hostname", host.hostName());
        all.put("user", host.user());
        all.put("port", host.port());
        all.put("identityfile", host.identityFiles());
        all.put("identitiesonly", host.identitiesOnly());
        all.put("identityagent", agent(host.agent()));
        all.put("certificatefile", host.certificateFiles());
        all.put("proxycommand", host.proxyCommand().orElse(NONE));
        all.put("proxyjump", host.proxyJump().stream().map(SshConfigIT::written).toList());
        all.put("hostkeyalias", host.hostKeyAlias().orElse(NONE));
        all.put("userknownhostsfile", host.knownHostsFiles());
        all.put("globalknownhostsfile", host.globalKnownHostsFiles());
        all.put("hashknownhosts", host.hashKnownHosts());
        all.put("stricthostkeychecking", host.strictHostKeyChecking().orElse(TrustPolicy.ASK));
        all.put("connecttimeout", host.connectTimeout().map(Duration::toSeconds).orElse(-1L));
        all.put(
                "serveraliveinterval",
                host.serverAliveInterval().map(Duration::toSeconds).orElse(0L));
        all.put("serveralivecountmax", host.serverAliveCountMax().orElse(3));
        all.put("compression", host.compression().orElse(false));
        all.put("addressfamily", family(host.family().orElse(Dialing.Family.ANY)));
        all.put("pubkeyauthentication", host.logins().publicKey());
        all.put("kbdinteractiveauthentication", host.logins().interactive());
        all.put("passwordauthentication", host.logins().password());
        all.put("preferredauthentications", host.logins().preferred());
        all.put("numberofpasswordprompts", host.logins().prompts().orElse(3));
        all.put("batchmode", host.logins().batch());
        all.put("ciphers", list(host.ciphers(), "ciphers", "cipher"));
        all.put("macs", list(host.macs(), "macs", "mac"));
        all.put("kexalgorithms", list(host.kexAlgorithms(), "kexalgorithms", "kex"));
        all.put("hostkeyalgorithms", list(host.hostKeyAlgorithms(), "hostkeyalgorithms", "HostKeyAlgorithms"));
        return all;
    }

    private static Map<String, Object> theirs(Map<String, List<String>> dump) {
        Map<String, Object> all = new TreeMap<>();
        all.put("host", one(dump, "host"));
        all.put("hostname", one(dump, "hostname"));
        all.put("user", one(dump, "user"));
        all.put("port", Integer.valueOf(one(dump, "port")));
        all.put("identityfile", keys(dump.getOrDefault("identityfile", List.of())));
        all.put("identitiesonly", one(dump, "identitiesonly").equals("yes"));
        all.put("identityagent", one(dump, "identityagent"));
        all.put("certificatefile", paths(dump.getOrDefault("certificatefile", List.of())));
        all.put("proxycommand", one(dump, "proxycommand"));
        all.put("proxyjump", words(dump, "proxyjump", ","));
        all.put("hostkeyalias", one(dump, "hostkeyalias"));
        all.put("userknownhostsfile", paths(words(dump, "userknownhostsfile", " ")));
        all.put("globalknownhostsfile", paths(words(dump, "globalknownhostsfile", " ")));
        all.put("hashknownhosts", one(dump, "hashknownhosts").equals("yes"));
        all.put(
                "stricthostkeychecking",
                TrustPolicy.named(one(dump, "stricthostkeychecking")).orElseThrow());
        String timeout = one(dump, "connecttimeout");
        all.put("connecttimeout", timeout.equals("none") ? -1L : Long.parseLong(timeout));
        all.put("serveraliveinterval", Long.valueOf(one(dump, "serveraliveinterval")));
        all.put("serveralivecountmax", Integer.valueOf(one(dump, "serveralivecountmax")));
        all.put("compression", one(dump, "compression").equals("yes"));
        all.put("addressfamily", one(dump, "addressfamily"));
        all.put("pubkeyauthentication", !one(dump, "pubkeyauthentication").equals("false"));
        for (String flag : List.of("kbdinteractiveauthentication", "passwordauthentication", "batchmode")) {
            all.put(flag, one(dump, flag).equals("yes"));
        }
        all.put("preferredauthentications", words(dump, "preferredauthentications", ","));
        all.put("numberofpasswordprompts", Integer.valueOf(one(dump, "numberofpasswordprompts")));
        for (String lists : List.of("ciphers", "macs", "kexalgorithms", "hostkeyalgorithms")) {
            all.put(lists, words(dump, lists, ","));
        }
        return all;
    }

    private static String one(Map<String, List<String>> dump, String key) {
        return dump.getOrDefault(key, List.of(NONE)).getFirst();
    }

    private static List<String> words(Map<String, List<String>> dump, String key, String between) {
        String text = one(dump, key);
        return text.equals(NONE) || text.isEmpty() ? List.of() : List.of(text.split(between, -1));
    }

    /// `ssh -G` shows these before it expands the home directory.
    private static List<Path> paths(List<String> texts) {
        return texts.stream()
                .filter(text -> !text.equals("none"))
                .map(text -> text.startsWith("~/") ? local().home() + text.substring(1) : text)
                .map(Path::of)
                .toList();
    }

    /// Of ssh's default keys, those of a kind that Drey has: neither DSA nor XMSS.
    private static List<Path> keys(List<String> texts) {
        return paths(texts).stream()
                .filter(key -> !key.endsWith(".ssh/id_dsa") && !key.endsWith(".ssh/id_xmss"))
                .toList();
    }

    private static String family(Dialing.Family family) {
        return switch (family) {
            case ANY -> "any";
            case IPV4 -> "inet";
            case IPV6 -> "inet6";
        };
    }

    private static String agent(HostConfig.Agent agent) {
        return switch (agent) {
            case HostConfig.Agent.OfEnvironment() -> NONE;
            case HostConfig.Agent.None() -> "none";
            case HostConfig.Agent.Socket(Path path) -> path.toString();
        };
    }

    private static String written(HostConfig.Jump jump) {
        String host = jump.host();
        boolean bracket = host.contains(":") || host.matches("[0-9.]+");
        return jump.user().map(user -> user + "@").orElse("")
                + (bracket ? "[" + host + "]" : host)
                + (jump.port().isPresent() ? ":" + jump.port().getAsInt() : "");
    }

    private static List<String> list(Optional<AlgorithmList> list, String key, String query) {
        List<String> defaults = words(USUAL, key, ",");
        return list.map(l -> l.applyTo(
                        defaults, Child.run("ssh", "-Q", query).lines().toList()))
                .orElse(defaults);
    }

    private static SshConfigLocal local() {
        return SshConfigLocal.ofThisProcess();
    }

    private static Path write(TempDir dir, String text) throws IOException {
        Files.writeString(dir.resolve("included"), "Port 4022\nHost inner\n  User inside\n");
        Files.writeString(dir.resolve("more-a"), "User a\n");
        Files.writeString(dir.resolve("more-b"), "User b\nHost x\nMatch all\nServerAliveCountMax 9\n");
        return Files.writeString(
                dir.resolve("config"), text.replace("@DIR@", dir.path().toString()));
    }

    private static Map<String, List<String>> dump(String text, String host) {
        try (TempDir dir = TempDir.create()) {
            return dump(Files.writeString(dir.resolve("config"), text), host);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, List<String>> dump(Path file, String host) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        Child.run("ssh", "-G", "-F", file.toString(), host).lines().forEach(line -> {
            int space = line.indexOf(' ');
            if (space > 0) {
                all.computeIfAbsent(line.substring(0, space), _ -> new ArrayList<>())
                        .add(line.substring(space + 1));
            }
        });
        return all;
    }

    private static int status(Path file, String host) {
        try (TempDir dir = TempDir.create();
                Child ssh =
                        Child.daemon("ssh", dir.resolve("log"), List.of("ssh", "-G", "-F", file.toString(), host))) {
            return ssh.await(Duration.ofSeconds(20));
        }
    }

    private static String said(Path file, String... words) {
        List<String> command = new ArrayList<>(List.of("ssh", "-F", file.toString(), "-o", "BatchMode=yes"));
        command.addAll(List.of(words));
        try (TempDir dir = TempDir.create();
                Child ssh = Child.daemon("ssh", dir.resolve("log"), command)) {
            ssh.await(Duration.ofSeconds(20));
            return ssh.log();
        }
    }
}
