package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What each honoured directive of ssh_config does, by the real program with `-F` against a real sshd. What the words
/// come to is compared with `ssh -G` by [SshConfigIT].
@Timeout(240)
class SshConfigServerIT {
    private static final String PASSWORD = "canary-right";
    private static final Pattern METHOD =
            Pattern.compile("userauth-request for user \\S+ service \\S+ method ([a-z]+(?:-interactive)?)");

    /// A terminal of its own around a command.
    private static final List<String> AT_A_TERMINAL =
            List.of("python3", "-c", "import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)");

    private static TempDir dir;
    private static KeyFile stranger;
    private static KeyFile certified;
    private static Sshd sshd;

    private DreyProgram drey;
    private int saidBefore;

    @BeforeAll
    static void startServer() {
        dir = TempDir.create();
        stranger = KeyFile.make(dir.resolve("stranger"), KeyFile.Kind.ED25519, "");
        certified = KeyFile.make(dir.resolve("certified"), KeyFile.Kind.ED25519, "");
        KeyFile authority = KeyFile.make(dir.resolve("authority"), KeyFile.Kind.ED25519, "");
        sign(certified, authority);
        sshd = Sshd.start(SshdOptions.USUAL
                .withLogin("dreyconf", PASSWORD)
                .withHostKeys(KeyFile.Kind.ED25519, KeyFile.Kind.RSA_2048)
                .withLine("LogLevel DEBUG1")
                .withLine("KbdInteractiveAuthentication yes")
                .withLine("TrustedUserCAKeys " + authority.publicKey()));
    }

    private static void sign(KeyFile key, KeyFile authority) {
        String file = authority.privateKey().toString();
        Child.run(
                "ssh-keygen",
                "-q",
                "-s",
                file,
                "-I",
                "drey",
                "-n",
                "dreyconf",
                key.publicKey().toString());
        try {
            // Not where it would be found without being named.
            Files.move(Path.of(key.privateKey() + "-cert.pub"), dir.resolve("signed.pub"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
        dir.close();
    }

    @BeforeEach
    void begin() {
        drey = new DreyProgram();
        saidBefore = sshd.log().length();
    }

    @AfterEach
    void end() {
        drey.close();
    }

    /// Writes the file of `-F`: the hosts, and what holds for all of them.
    private void config(String hosts) {
        String all = """
                Host *
                  HostName %s
                  Port %d
                  User %s
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile none
                  StrictHostKeyChecking yes
                """.formatted(sshd.host(), sshd.port(), sshd.user(), sshd.knownHostsFile());
        String filled = hosts.replace("@KEY@", sshd.clientKey().privateKey().toString())
                .replace("@STRANGER@", stranger.privateKey().toString())
                .replace("@DIR@", dir.path().toString());
        drey.write("config", filled + all);
    }

    private String[] ls(String... hosts) {
        List<String> words = new ArrayList<>(List.of("ls", "-F", drey.home() + "/config"));
        for (String host : hosts)
            words.add(host.startsWith("-") || host.contains("=") ? host : host + ":" + sshd.disk());
        return words.toArray(String[]::new);
    }

    private Run fine(String... hosts) {
        Run run = drey.run(ls(hosts));
        assertThat(run.exit()).as("%s\n%s", run, said()).isZero();
        return run;
    }

    private Run refused(int exit, String... hosts) {
        Run run = drey.run(ls(hosts));
        assertThat(run.exit()).as("%s\n%s", run, said()).isEqualTo(exit);
        return run;
    }

    /// What the server has said since the test began.
    private String said() {
        return sshd.log().substring(saidBefore);
    }

    @Test
    void algorithmsAreThoseOfTheFile() {
        config("""
                Host picked
                  IdentityFile @KEY@
                  Ciphers aes256-ctr
                  KexAlgorithms curve25519-sha256
                  MACs hmac-sha2-512
                  HostKeyAlgorithms rsa-sha2-512
                  Compression yes
                """);
        fine("picked");
        assertThat(said())
                .contains("kex: algorithm: curve25519-sha256 ")
                .contains("kex: host key algorithm: rsa-sha2-512 ")
                .contains("kex: client->server cipher: aes256-ctr MAC: hmac-sha2-512 compression: zlib@openssh.com ");
    }

    @Test
    void keysCertificatesAndAgentsAreThoseOfTheFile() {
        config("""
                Host cert bare
                  IdentityAgent none
                  IdentityFile @DIR@/certified
                Host cert
                  CertificateFile @DIR@/signed.pub
                Host agent
                  IdentityFile none
                Host only
                  IdentitiesOnly yes
                Host loose only
                  IdentityFile @STRANGER@
                Host *
                  IdentityAgent @DIR@/agent.sock
                """);
        try (SshAgent agent = SshAgent.start(dir.resolve("agent.sock"))) {
            agent.add(sshd.clientKey());
            fine("cert", "agent", "loose");
            assertThat(said()).containsPattern("Accepted publickey for dreyconf from .* ED25519-CERT ");
            assertThat(refused(3, "only", "bare").err()).containsSubsequence("does not let", "does not let");
        }
    }

    @Test
    void optionsThatNarrowTheLoginLeaveTheKeysThatTheFileNames() {
        config("""
                Host named
                  IdentityFile @KEY@
                Host other
                  IdentitiesOnly no
                Host *
                  IdentityAgent @DIR@/narrow.sock
                """);
        try (SshAgent agent = SshAgent.start(dir.resolve("narrow.sock"))) {
            agent.add(sshd.clientKey());
            for (String option : List.of("identitiesOnly=true", "agent=none")) {
                fine("-o", option, "named");
                refused(3, "-o", option, "other");
            }
        }
    }

    @Test
    void hostKeysAreLookedUpAndRememberedAsTheFileSays() throws IOException {
        Files.writeString(dir.resolve("golden"), "golden " + sshd.hostKey().publicLine() + "\n");
        Files.createFile(dir.resolve("empty"));
        config("""
                Host *
                  IdentityFile @KEY@
                Host new
                  UserKnownHostsFile @DIR@/new
                  StrictHostKeyChecking accept-new
                Host hashed
                  HashKnownHosts yes
                  StrictHostKeyChecking accept-new
                Host hashed again
                  UserKnownHostsFile @DIR@/hashed
                Host alias
                  HostKeyAlias golden
                Host alias unknown
                  UserKnownHostsFile @DIR@/golden
                Host misnamed
                  HostKeyAlias silver
                Host global nowhere
                  UserKnownHostsFile none
                Host global
                  GlobalKnownHostsFile %s
                Host nowhere
                  GlobalKnownHostsFile @DIR@/empty
                  StrictHostKeyChecking accept-new
                """.formatted(sshd.knownHostsFile()));
        fine("new", "hashed", "again", "alias", "global", "nowhere");
        String name = "[" + sshd.host() + "]:" + sshd.port();
        assertThat(dir.resolve("new")).content().startsWith(name + " ");
        assertThat(dir.resolve("hashed")).content().startsWith("|1|").doesNotContain(sshd.host());
        assertThat(Child.run(
                        "ssh-keygen", "-F", name, "-f", dir.resolve("hashed").toString()))
                .contains(" found: line 1");
        assertThat(dir.resolve("empty")).isEmptyFile();
        assertThat(refused(4, "unknown", "misnamed").err()).containsSubsequence("drey trust", "drey trust");
    }

    @Test
    void hostsAreFoundWhereverTheFileSpeaksOfThem() throws IOException {
        Files.writeString(
                dir.resolve("more"),
                "Host included\n IdentityFile " + sshd.clientKey().privateKey() + "\n");
        String hosts = """
                Include @DIR@/more
                Match originalhost matched
                  IdentityFile @KEY@
                Host odd four six matched
                Host odd
                  Frobnicate yes
                Host odd four six
                  IdentityFile @KEY@
                Host four
                  AddressFamily inet
                Host six
                  AddressFamily inet6
                """;
        config("IgnoreUnknown Frob*\n" + hosts);
        fine("included", "matched", "odd", "four");
        assertThat(refused(3, "six").err()).contains("no IPV6 address");
        config(hosts);
        assertThat(refused(2, "odd").err()).contains("Frobnicate");
    }

    @Test
    void aJumpAndACommandAreTheWayThere() {
        Path mark = drey.home().resolve("mark");
        config("""
                Host *
                  IdentityFile @KEY@
                Host jumped
                  ProxyJump gate
                Host piped
                  ProxyCommand bash -c 'touch %s; exec 3<>/dev/tcp/%%h/%%p; cat <&3 & exec cat >&3'
                """.formatted(mark));
        fine("jumped", "piped");
        assertThat(said()).contains("server_request_direct_tcpip").doesNotContain("unknown channel");
        assertThat(mark).exists();
    }

    @Test
    void aServerThatSaysNothingIsLeftAfterConnectTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, Ports.LOOPBACK)) {
            config("""
                    Host silent
                      Port %d
                      ConnectTimeout 1
                    """.formatted(silent.getLocalPort()));
            assertThat(refused(3, "silent").err()).contains("said nothing for 1 s");
        }
    }

    @Test
    void aSilentServerIsAskedAsOftenAsTheFileSays() throws IOException {
        Files.writeString(dir.resolve("alive"), "alive " + sshd.hostKey().publicLine() + "\n");
        Files.write(drey.work().resolve("large"), new byte[4 << 20]);
        Path there = sshd.disk().resolve("alive");
        Files.createDirectory(there);
        Files.setAttribute(there, "unix:mode", 0777);
        try (Relay line = Relay.to(sshd)) {
            config("""
                    Host alive
                      Port %d
                      HostKeyAlias alive
                      UserKnownHostsFile @DIR@/alive
                      IdentityFile @KEY@
                      ServerAliveInterval 1
                      ServerAliveCountMax 2
                    """.formatted(line.port()));
            String file = drey.home() + "/config";
            Going put = drey.start(
                    Path.of("/dev/null"),
                    "put",
                    "-F",
                    file,
                    "-o",
                    "readyTimeout=5s",
                    "--retry-for",
                    "0s",
                    "--bwlimit",
                    "400K",
                    "large",
                    "alive:" + there);
            Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> arrived(there) > 0);
            line.stall(Way.TO_CLIENT);
            Run run = put.finished(Duration.ofSeconds(40));
            assertThat(run.exit()).as("%s", run).isEqualTo(3);
            assertThat(said().split("rtype keepalive@openssh.com", -1)).hasSize(1 + 2);
        }
    }

    private static long arrived(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void onlyTheWaysToLogInThatTheFileLeavesAreTried() {
        config("""
                Host all silent nopass
                  IdentityFile @STRANGER@
                Host nokey ordered
                  IdentityFile @KEY@
                Host nokey
                  PubkeyAuthentication no
                Host silent
                  KbdInteractiveAuthentication no
                Host nopass
                  PasswordAuthentication no
                Host ordered
                  PreferredAuthentications password,keyboard-interactive
                """);
        refused(3, "-o", "password=canary-wrong", "all", "nokey", "silent", "nopass", "ordered");
        assertThat(methods())
                .containsExactly(
                        List.of("publickey", "keyboard-interactive", "password"),
                        List.of("keyboard-interactive", "password"),
                        List.of("publickey", "password"),
                        List.of("publickey", "keyboard-interactive"),
                        List.of("password"));
    }

    @Test
    void aPersonIsAskedAsOftenAsTheFileSaysAndNotAtAllInABatch() throws IOException {
        config("""
                Host usual once batch
                  IdentityFile @STRANGER@
                  KbdInteractiveAuthentication no
                Host once
                  NumberOfPasswordPrompts 1
                Host batch unseen
                  BatchMode yes
                Host unseen
                  UserKnownHostsFile @DIR@/unseen
                  StrictHostKeyChecking ask
                """);
        List<String> terminal = new ArrayList<>(AT_A_TERMINAL);
        terminal.addAll(DreyStart.words());
        Path typed = Files.writeString(drey.home().resolve("tmp/typed"), "wrong\n".repeat(5));
        Run run = drey.start(terminal, typed, ls("once", "batch", "usual", "unseen"))
                .finished(Duration.ofSeconds(60));
        assertThat(run.exit()).as("%s", run).isEqualTo(4);
        assertThat(methods())
                .as("%s", run)
                .containsExactly(
                        List.of("publickey", "password"),
                        List.of("publickey"),
                        List.of("publickey", "password", "password", "password"));
        assertThat(run.out()).doesNotContain("Trust it");
    }

    /// What was tried on each connection.
    private List<List<String>> methods() {
        List<List<String>> all = new ArrayList<>();
        Matcher found = METHOD.matcher(said());
        while (found.find()) {
            if (found.group(1).equals("none")) all.add(new ArrayList<>());
            else all.getLast().add(found.group(1));
        }
        return all;
    }
}
