package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.hostkeys.HostCertificate;
import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.KnownHost;
import dev.drey.hostkeys.KnownHosts;
import dev.drey.hostkeys.KnownHostsFile;
import dev.drey.hostkeys.Verdict;
import dev.drey.testbed.faults.Matcher;
import dev.drey.testbed.faults.MatcherFault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Our verdicts beside those of a real `ssh` that meets a real `sshd` with `StrictHostKeyChecking=yes`, and our
/// look-ups beside `ssh-keygen -F`. The server runs on pipes, so that it can have any name and port.
@Timeout(60)
class KnownHostsIT {
    private static final String NAME = "host.example.com";
    private static TempDir dir;
    private static KeyFile right;
    private static KeyFile wrong;
    private static KeyFile rsa;
    private static KeyFile authority;

    /// @param lines with `{R}` for the server's key, `{W}` for another, `{RSA}` for one of another type, `{CA}`
    ///     for the authority that signed the server's certificate
    /// @param certified whether the server shows its certificate
    record Case(String lines, String host, int port, String alias, boolean certified, String verdict) {
        @Override
        public String toString() {
            return (certified ? "certified " : "") + host + ":" + port + (alias.isEmpty() ? "" : " as " + alias)
                    + " is " + verdict + " by " + lines;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                plain("", "unknown"),
                plain("host.example.com {R}", "trusted"),
                plain("HOST.EXAMPLE.COM {R}", "trusted"),
                plain("host.example.com {W}", "changed"),
                plain("host.example.com {RSA}", "changed"),
                plain("host.example.com {RSA}\nhost.example.com {R}", "trusted"),
                plain("host.example.com {W}\n*.example.com {R}", "trusted"),
                plain("*.example.com {R}", "trusted"),
                plain("h?st.example.com,!other {R}", "trusted"),
                plain("*.example.com,!host.example.com {R}", "unknown"),
                plain("!host.example.com {R}", "unknown"),
                plain("!other {R}", "unknown"),
                plain("host.example.com,10.0.0.1 {R} comment", "trusted"),
                plain("host.example.com\t{R}\r", "trusted"),
                plain("  host.example.com   {R}", "trusted"),
                plain("# host.example.com {R}", "unknown"),
                plain("host.example.com ssh-ed25519 garbage", "unknown"),
                plain(
                        "host.example.com ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIIwJ8gAGlNF2tP9PBNQ29c2f3amI8fqRaNbEWKdn018q",
                        "unknown"),
                plain("host.example.com 1024 35 12345\nhost.example.com {R}", "trusted"),
                plain("@revoked host.example.com {R}", "revoked"),
                plain("host.example.com {R}\n@revoked * {R}", "revoked"),
                plain("@revoked * {W}\nhost.example.com {R}", "trusted"),
                plain("@revoked other {R}\nhost.example.com {R}", "trusted"),
                plain("@revoked\thost.example.com {R}\nhost.example.com {R}", "trusted"),
                plain("@revoked * {W}\nhost.example.com {W}", "changed"),
                plain("@unknown host.example.com {W}\nhost.example.com {R}", "trusted"),
                plain("@cert-authority * {R}", "unknown"),
                plain("@cert-authority * {CA}\nhost.example.com {W}", "changed"),
                plain("[host.example.com]:22 {R}", "unknown"),
                new Case("[host.example.com]:2222 {R}", NAME, 2222, "", false, "trusted"),
                new Case("[host.example.com]:2222 {W}", NAME, 2222, "", false, "changed"),
                new Case("[host.example.com]:2222 {W}\nhost.example.com {R}", NAME, 2222, "", false, "changed"),
                new Case("host.example.com {R}", NAME, 2222, "", false, "trusted"),
                new Case("host.example.com {W}", NAME, 2222, "", false, "unknown"),
                new Case("[host.example.com]:2223 {R}", NAME, 2222, "", false, "unknown"),
                new Case("[*.example.com]:2222 {R}", NAME, 2222, "", false, "trusted"),
                new Case("*.example.com {R}", NAME, 2222, "", false, "trusted"),
                new Case("@revoked * {R}\nhost.example.com {R}", NAME, 2222, "", false, "revoked"),
                new Case("@revoked host.example.com {R}", NAME, 2222, "", false, "revoked"),
                new Case("golden {R}", NAME, 2222, "Golden", false, "trusted"),
                new Case("host.example.com {R}", NAME, 22, "golden", false, "unknown"),
                new Case("golden {W}", NAME, 22, "golden", false, "changed"),
                certified("@cert-authority *.example.com {CA}", "trusted"),
                certified("@cert-authority other {CA}", "unknown"),
                certified("@cert-authority * {W}", "unknown"),
                certified("@cert-authority * {W}\nhost.example.com {R}", "trusted"),
                certified("@cert-authority * {W}\nhost.example.com {W}", "changed"),
                certified("host.example.com {CA}", "changed"),
                certified("@cert-authority * {CA}\n@revoked * {CA}", "revoked"),
                certified("@cert-authority * {CA}\n@revoked * {R}", "revoked"),
                certified("host.example.com {R}\n@revoked * {CA}", "revoked"),
                certified("@revoked * {W}\n@cert-authority * {CA}", "trusted"),
                new Case("@cert-authority *.example.com {CA}", NAME, 2222, "", true, "trusted"),
                new Case("@cert-authority host.example.com {CA}", NAME, 2222, "", true, "trusted"),
                new Case("@cert-authority * {CA}", "else.example.com", 22, "", true, "unknown"),
                new Case("@cert-authority * {CA}\nelse.example.com {R}", "else.example.com", 22, "", true, "trusted"),
                new Case("@cert-authority * {CA}", "else.example.com", 22, NAME, true, "trusted"));
    }

    @BeforeAll
    static void makeKeys() throws IOException {
        dir = TempDir.create();
        Sshd.prepareMachine();
        right = KeyFile.make(dir.resolve("right"), KeyFile.Kind.ED25519, "");
        wrong = KeyFile.make(dir.resolve("wrong"), KeyFile.Kind.ED25519, "");
        rsa = KeyFile.make(dir.resolve("rsa"), KeyFile.Kind.RSA_2048, "");
        authority = KeyFile.make(dir.resolve("authority"), KeyFile.Kind.ED25519, "");
        Child.run(
                "ssh-keygen",
                "-q",
                "-s",
                authority.privateKey().toString(),
                "-I",
                "id",
                "-h",
                "-n",
                NAME,
                right.publicKey().toString());
        List<String> lines = new ArrayList<>(List.of("PidFile none", "UsePAM no", "StrictModes no", "LogLevel QUIET"));
        lines.add("HostKey " + right.privateKey());
        Files.write(dir.resolve("plain"), lines);
        lines.add("HostCertificate " + dir.resolve("right-cert.pub"));
        Files.write(dir.resolve("certified"), lines);
    }

    @AfterAll
    static void removeKeys() {
        dir.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aVerdictIsThatOfOpenSsh(Case it) {
        Path file = write(it.lines());
        assertThat(theirs(it, file)).as("ssh").isEqualTo(it.verdict());
        assertThat(ours(it, file)).as("drey").isEqualTo(it.verdict());
    }

    @Test
    void aMatcherThatIgnoresRevokedIsFound() {
        List<Case> revoked =
                cases().filter(it -> it.verdict().equals("revoked")).toList();
        assertThat(revoked).hasSizeGreaterThan(5);
        assertThat(wrongCases(MatcherFault.IGNORES_REVOKED)).containsExactlyElementsOf(revoked);
        assertThat(wrongCases(MatcherFault.NONE)).isEmpty();
    }

    private static List<Case> wrongCases(Matcher matcher) {
        return cases().filter(it -> !ours(it, write(it.lines()), matcher).equals(it.verdict()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aHashedFileGivesTheSameVerdict(Case it) {
        Path file = write(it.lines());
        String before = ours(it, file);
        try (Child hash =
                Child.daemon("hash", dir.resolve("log"), List.of("ssh-keygen", "-H", "-f", file.toString()))) {
            // It refuses files with lines it cannot read, and leaves them as they are.
            hash.await(Duration.ofSeconds(20));
        }
        assertThat(ours(it, file)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, "[host.example.com]:2222", "10.0.0.1", "other", "h", "golden"})
    void lookupsFindTheLinesOfSshKeygen(String name) throws IOException {
        Path file = write("""
                host.example.com,10.0.0.1 {R}

                # comment
                *.example.com {W}
                [host.example.com]:2222 {R}
                [*]:* {W}
                !other,* {RSA}
                @revoked h {R}
                @cert-authority *,!h {CA}
                \tGolden {RSA}\t""");
        List<Integer> theirs = found(name, file);
        HostName host = name.startsWith("[") ? HostName.of(NAME, 2222) : HostName.of(name, 22);
        List<Integer> ours = KnownHosts.read(List.of(file)).about(host).stream()
                .map(KnownHost::line)
                .toList();
        assertThat(ours).isEqualTo(theirs).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWeRememberOpenSshTrusts(boolean hashed) throws IOException {
        Path file = write("# mine");
        Case it = new Case("", NAME, 2222, "", false, "trusted");
        new KnownHostsFile(file).remember(HostName.of(NAME, 2222), key(right), hashed);
        assertThat(theirs(it, file)).isEqualTo("trusted");
        assertThat(found("[host.example.com]:2222", file)).containsExactly(2);
        new KnownHostsFile(file).forget(HostName.of(NAME, 2222));
        assertThat(theirs(it, file)).isEqualTo("unknown");
    }

    @Test
    void fingerprintsAreThoseOfSshKeygen() {
        for (KeyFile file : List.of(right, wrong, rsa)) {
            assertThat(key(file).fingerprint()).hasToString(file.fingerprint());
        }
    }

    private static Case plain(String lines, String verdict) {
        return new Case(lines, NAME, 22, "", false, verdict);
    }

    private static Case certified(String lines, String verdict) {
        return new Case(lines, NAME, 22, "", true, verdict);
    }

    private static String ours(Case it, Path file) {
        return ours(it, file, (path, bytes) -> KnownHosts.read(List.of(path)));
    }

    private static String ours(Case it, Path file, Matcher matcher) {
        try {
            KnownHosts known = matcher.read(file, Files.readAllBytes(file));
            HostName host =
                    new HostName(it.host(), it.port(), Optional.of(it.alias()).filter(alias -> !alias.isEmpty()));
            Verdict verdict = it.certified() ? known.check(host, certificate()) : known.check(host, key(right));
            return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HostCertificate certificate() {
        return new HostCertificate(key(right), key(authority), List.of(NAME), Optional.empty());
    }

    /// What ssh says before or instead of trying to log in, which nobody may.
    private static String theirs(Case it, Path file) {
        String server = "/usr/sbin/sshd -i -f " + dir.resolve(it.certified() ? "certified" : "plain");
        List<String> command = new ArrayList<>(List.of("ssh", "-F", "/dev/null", "-p", Integer.toString(it.port())));
        for (String option : List.of(
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "UserKnownHostsFile=" + file,
                "GlobalKnownHostsFile=none",
                "PreferredAuthentications=none",
                "ProxyCommand=" + server)) command.addAll(List.of("-o", option));
        if (!it.alias().isEmpty()) command.addAll(List.of("-o", "HostKeyAlias=" + it.alias()));
        command.addAll(List.of(it.host(), "true"));
        try (TempDir logs = TempDir.create();
                Child ssh = Child.daemon("ssh", logs.resolve("log"), command)) {
            ssh.await(Duration.ofSeconds(30));
            return verdict(ssh.log());
        }
    }

    private static String verdict(String said) {
        if (said.contains("REVOKED HOST KEY DETECTED")) return "revoked";
        if (said.contains("REMOTE HOST IDENTIFICATION HAS CHANGED")) return "changed";
        if (said.contains("host key is known for")) return "unknown";
        if (said.contains("Permission denied")) return "trusted";
        return "ssh said: " + said;
    }

    private static List<Integer> found(String name, Path file) {
        return Child.run("ssh-keygen", "-F", name, "-f", file.toString())
                .lines()
                .filter(line -> line.startsWith("# Host "))
                .map(line -> Integer.valueOf(line.replaceFirst(".* found: line (\\d+).*", "$1")))
                .toList();
    }

    private static HostKey key(KeyFile file) {
        return HostKey.parse(file.publicLine()).orElseThrow();
    }

    private static Path write(String lines) {
        String text = lines.replace("{RSA}", rsa.publicLine())
                .replace("{R}", right.publicLine())
                .replace("{W}", wrong.publicLine())
                .replace("{CA}", authority.publicLine());
        try {
            return Files.writeString(Files.createTempFile(dir.path(), "known", ""), text.isEmpty() ? "" : text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
