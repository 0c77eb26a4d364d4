package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey trust`: a key is remembered only when somebody agreed to it, and what was known goes only then.
@Timeout(240)
class CliTrustIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path known;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() {
        drey = new DreyProgram();
        drey.mkdir(".ssh");
        known = drey.home().resolve(".ssh/known_hosts");
    }

    @AfterEach
    void end() {
        drey.close();
    }

    private static String host() {
        return "[" + sshd.host() + "]:" + sshd.port();
    }

    private static String shown() {
        return sshd.hostKey().fingerprint();
    }

    private static String line() {
        return host() + " " + sshd.hostKey().publicLine();
    }

    private Run ends(int exit, String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        return run;
    }

    private void refused(String before, String said, String... words) throws IOException {
        drey.write(".ssh/known_hosts", before);
        Run run = ends(4, words);
        assertThat(run.err()).contains(said);
        assertThat(known).hasContent(before);
    }

    private KeyFile other() {
        return KeyFile.make(drey.home().resolve("host-" + System.nanoTime()), KeyFile.Kind.ED25519, "");
    }

    @Test
    void theLineThatAFailureShowsIsTheOneThatTrusts() throws IOException {
        String place = "sftp://" + sshd.user() + "@" + sshd.host() + ":" + sshd.port() + sshd.disk();
        String key = sshd.clientKey().privateKey().toString();
        Run unknown = ends(4, "ls", "-i", key, place);
        assertThat(unknown.err()).contains("drey trust '" + host() + "'");
        Run trusted = ends(0, "trust", "--fingerprint", shown(), host());
        assertThat(trusted.out()).contains("remembered").contains(shown());
        assertThat(known).content().contains(line());
        assertThat(Files.getPosixFilePermissions(known)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        ends(0, "ls", "-i", key, place);
        Run again = ends(0, "trust", host());
        assertThat(again.out()).contains("known already").contains(shown());
        assertThat(known).content().containsOnlyOnce(sshd.hostKey().publicLine());
    }

    @Test
    void aNamedServerIsTrustedByItsName() {
        Path own = drey.home().resolve("own");
        drey.knowing(sshd);
        drey.write(
                ".config/drey/config.yaml",
                "servers:\n"
                        + DreyProgram.server("box", sshd, "")
                                .replace(sshd.knownHostsFile().toString(), own.toString()));
        assertThat(ends(4, "ls", "box:").err()).contains("run: drey trust box");
        ends(0, "trust", "--fingerprint", shown(), "box");
        assertThat(own).content().contains(line());
        ends(0, "ls", "box:");
    }

    @Test
    void optionsOfTheConnectionAreHeardForAHostThatIsNotConfigured() {
        Path elsewhere = drey.home().resolve("elsewhere");
        String port = "" + sshd.port();
        ends(0, "trust", "-P", port, "-o", "knownHostsFile=" + elsewhere, "--fingerprint", shown(), sshd.host());
        assertThat(elsewhere).content().contains(line());
        assertThat(known).doesNotExist();
    }

    @Test
    void withNobodyToAskTheFingerprintMustBeSaid() throws IOException {
        refused("", "--fingerprint " + shown(), "trust", host());
        refused(
                "",
                "shows " + shown() + " and not SHA256:",
                "trust",
                "--fingerprint",
                "SHA256:" + "A".repeat(43),
                host());
        refused(line() + "\n", "its key is known", "trust", "--fingerprint", "SHA256:" + "A".repeat(43), host());
    }

    @Test
    void aChangedKeyIsReplacedOnlyWhenAskedForAndAgreed() throws IOException {
        String before =
                "# mine\nother.example.com " + other().publicLine() + "\n" + host() + " " + other().publicLine() + "\n";
        refused(before, "--replace", "trust", "--fingerprint", shown(), host());
        refused(before, "nothing was changed", "trust", "--replace", host());
        refused(
                before,
                "nothing was changed",
                "trust",
                "--replace",
                "--fingerprint",
                "SHA256:" + "A".repeat(43),
                host());
        ends(0, "trust", "--replace", "--fingerprint", shown(), host());
        List<String> lines = Files.readAllLines(known);
        assertThat(lines).hasSize(3).contains("# mine", line());
        assertThat(lines.get(1)).startsWith("other.example.com ");
    }

    @Test
    void nothingIsForgottenWhenNobodyAnswers() throws IOException {
        String before = "[127.0.0.1]:1 " + other().publicLine() + "\n";
        drey.write(".ssh/known_hosts", before);
        ends(3, "trust", "--replace", "--fingerprint", shown(), "[127.0.0.1]:1");
        assertThat(known).hasContent(before);
    }

    @Test
    void aRevokedKeyIsNeverTrusted() throws IOException {
        String before = "@revoked * " + sshd.hostKey().publicLine() + "\n";
        refused(before, "REVOKED", "trust", "--fingerprint", shown(), host());
        refused(before, "REVOKED", "trust", "--replace", "--fingerprint", shown(), host());
    }

    @Test
    void hashedLinesAreKnownAndReplacedToo() throws IOException {
        drey.write(".ssh/known_hosts", line() + "\n");
        Child.run("ssh-keygen", "-H", "-f", known.toString());
        assertThat(known).content().startsWith("|1|");
        assertThat(ends(0, "trust", host()).out()).contains("known already");
        drey.write(".ssh/known_hosts", host() + " " + other().publicLine() + "\n");
        Child.run("ssh-keygen", "-H", "-f", known.toString());
        ends(0, "trust", "--replace", "--fingerprint", shown(), host());
        assertThat(known).hasContent(line());
    }

    @Test
    void atATerminalOneIsAsked() {
        Typist.at(drey, List.of("fingerprint)? ", "no\r"), "trust", host());
        assertThat(known).doesNotExist();
        Run run = Typist.at(
                drey, List.of("fingerprint)? ", "perhaps\r", "fingerprint)? ", shown() + "\r"), "trust", host());
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(known).content().contains(line());
    }

    @Test
    void whatIsNoHostIsUsage() {
        assertThat(ends(2, "trust", "[127.0.0.1]:99999").err()).contains("65535");
        assertThat(ends(3, "trust", "no-such-host.invalid").err()).contains("no-such-host.invalid");
    }
}
