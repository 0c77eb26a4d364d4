package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What people get wrong about where and as whom: each with its code and message.
class CliBadInputIT extends CliMishaps {
    @Test
    void aWrongHostIsNotFound() throws IOException {
        String[] words = {"put", "-o", "host=no-such-host.invalid", "new", "box:t/old"};
        fails(Code.HOST_NOT_FOUND, 3, "no-such-host.invalid", words);
        says(3, "drey: ", words);
    }

    @Test
    void aWrongPortIsRefused() throws IOException {
        String port = Integer.toString(Ports.free());
        with(", maxAttempts: 2, initialDelay: 100");
        fails(Code.CONNECTION_REFUSED, 3, "refuses connections", "put", "-P", port, "new", "box:t/old");
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailure() throws IOException {
        KeyFile other = KeyFile.make(drey.home().resolve("other"), KeyFile.Kind.ED25519, "");
        String key = other.privateKey().toString();
        fails(Code.AUTHENTICATION_FAILED, 3, "publickey", "put", "-i", key, "new", "box:t/old");
    }

    @Test
    void aMissingKeyFileIsNamed() throws IOException {
        String key = drey.home().resolve("nowhere").toString();
        fails(Code.AUTHENTICATION_FAILED, 3, "nowhere", "put", "-i", key, "new", "box:t/old");
    }

    @Test
    void aWrongPasswordIsAnAuthenticationFailureAndNeverShown() throws IOException {
        drey.configured(
                "servers:\n  box: { host: %s, port: %d, username: ana, password: wrongsecret, knownHostsFile: %s }\n"
                        .formatted(sshd.host(), sshd.port(), sshd.knownHostsFile()));
        drey.write(".config/drey/config.yaml", config());
        fails(Code.AUTHENTICATION_FAILED, 3, "password", "put", "new", "box:" + there + "/old");
        Run run = says(3, "password", "put", "new", "box:" + there + "/old");
        assertThat(run.err()).doesNotContain("wrongsecret");
        // What is logged then is for whoever looks for a fault of the program, class names included.
        Run loud = drey.run("put", "-vv", "new", "box:" + there + "/old");
        assertThat(loud.exit()).as("%s", loud).isEqualTo(3);
        assertThat(loud.err()).contains("password").doesNotContain("wrongsecret");
    }

    private String config() throws IOException {
        return Files.readString(drey.home().resolve(".config/drey/config.yaml"));
    }

    @Test
    void aWrongPassphraseNamesTheKey() throws IOException {
        KeyFile locked = KeyFile.make(drey.home().resolve("locked"), KeyFile.Kind.ED25519, "right");
        with("").configured(config().replaceAll(
                        "privateKey: [^,]*", "privateKey: " + locked.privateKey() + ", passphrase: wrongsecret"));
        drey.write(".config/drey/config.yaml", config());
        fails(Code.AUTHENTICATION_FAILED, 3, "locked", "put", "new", "box:t/old");
        Run run = says(3, "locked", "put", "new", "box:t/old");
        assertThat(run.err()).doesNotContain("wrongsecret");
    }

    @Test
    void anUnknownHostKeyIsRefusedWithTheLineThatTrustsIt() throws IOException {
        drey.write("none", "");
        String none = "knownHostsFile=" + drey.home().resolve("none");
        String fingerprint = sshd.hostKey().fingerprint();
        fails(Code.HOST_KEY_UNKNOWN, 4, fingerprint, "put", "-o", none, "new", "box:t/old");
        Run run = says(4, fingerprint, "put", "-o", none, "new", "box:t/old");
        assertThat(run.err()).contains("drey trust");
        assertThat(drey.home().resolve("none")).isEmptyFile();
    }

    @Test
    void aChangedHostKeyIsRefusedWithBothFingerprints() throws IOException {
        KeyFile other = KeyFile.make(drey.home().resolve("host"), KeyFile.Kind.ED25519, "");
        drey.write("known", "[" + sshd.host() + "]:" + sshd.port() + " " + other.publicLine() + "\n");
        String known = "knownHostsFile=" + drey.home().resolve("known");
        String fingerprint = sshd.hostKey().fingerprint();
        fails(Code.HOST_KEY_CHANGED, 4, fingerprint, "put", "-o", known, "new", "box:t/old");
        Run run = says(4, fingerprint, "put", "-o", known, "new", "box:t/old");
        assertThat(run.err()).contains(other.fingerprint()).contains("known:1");
    }

    @Test
    void aServerWithoutSftpSaysSo() throws IOException {
        try (Sshd plain = Sshd.start(SshdOptions.USUAL.withoutSubsystem())) {
            drey.knowing(plain);
            fails(Code.NO_SFTP_SUBSYSTEM, 3, "sftp", "put", "new", "box:t/old");
        }
    }

    @Test
    void aMistypedTargetIsToldWithTheNearestNames() throws IOException {
        fails(Code.INVALID_ARGUMENT, 2, "'bix'", "put", "new", "bix:t/old");
        says(2, "box", "ls", "bix:");
    }

    @Test
    void anUnknownConfigurationKeyIsToldWithFileLineAndNearestKey() throws IOException {
        drey.configured("servers:\n  box:\n    host: h\n    usernam: u\n");
        says(2, "config.yaml:4", "ls", "box:");
        says(2, "username", "ls", "box:");
        drey.configured("defaultServr: box\n");
        says(2, "config.yaml:1", "ls", "box:");
        says(2, "defaultServer", "ls", "box:");
    }

    @Test
    void unknownOptionsAndMissingOperandsAreUsage() throws IOException {
        says(2, "--overwrit", "put", "--overwrit", "skip", "new", "box:t/old");
        says(2, "at least 2 values", "put");
        says(2, "--overwrite is one of", "put", "--overwrite", "perhaps", "new", "box:t/old");
        says(2, "no field 'compresion'; did you mean compression", "put", "-o", "compresion=1", "new", "box:t/old");
    }

    @Test
    void aServerThatDiesAndComesBackIsNoFailure() throws Exception {
        Files.write(here.resolve("big"), new byte[6 << 20]);
        var run = drey.start(java.nio.file.Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 0));
        sshd.killSessions();
        Run whole = inTime(run.finished(Duration.ofSeconds(60)));
        assertThat(whole.exit()).as("%s", whole).isZero();
        assertThat(there.resolve("big")).hasBinaryContent(new byte[6 << 20]);
    }

    @Test
    void aServerThatStaysDeadIsToldWithWhatIsKept() throws Exception {
        try (Sshd mortal = Sshd.start()) {
            drey.configured("servers:\n"
                    + DreyProgram.server("box", mortal, ", maxAttempts: 2, initialDelay: 100, maxDelay: 200"));
            Files.write(here.resolve("big"), new byte[6 << 20]);
            var run = drey.start(
                    java.nio.file.Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:" + there + "/big");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 1 << 20));
            mortal.kill();
            Run lost = says(3, "MiB are kept in .big.", run.finished(Duration.ofSeconds(60)));
            assertThat(lost.err()).contains("refuses connections");
            assertThat(there.resolve("big")).doesNotExist();
            mortal.startAgain();
            fine("put", "big", "box:" + there + "/big");
            assertThat(there.resolve("big")).hasBinaryContent(new byte[6 << 20]);
        }
    }

    @Test
    void aServerThatStallsIsGivenUpByItsKeepAlives() throws Exception {
        try (Sshd frozen = Sshd.start()) {
            drey.configured("servers:\n"
                    + DreyProgram.server(
                            "box",
                            frozen,
                            ", maxAttempts: 1, keepAliveInterval: 500ms, keepAliveCountMax: 2, readyTimeout: 2s"));
            Files.write(here.resolve("big"), new byte[6 << 20]);
            var run = drey.start(
                    java.nio.file.Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:" + there + "/big");
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 1 << 20));
            frozen.freeze();
            says(3, "are kept in .big.", run.finished(Duration.ofSeconds(60)));
            frozen.thaw();
            fine("put", "big", "box:" + there + "/big");
        }
    }
}
