package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the options of the smaller commands change.
@Timeout(240)
class CliWordsIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        there = Files.createDirectories(sshd.disk().resolve("t/d/e"))
                .resolve("../..")
                .normalize();
        Files.writeString(there.resolve("d/e/file"), "x".repeat(5000));
        Files.writeString(there.resolve("small"), "x");
        Files.writeString(there.resolve(".dot"), "");
        Files.setLastModifiedTime(there.resolve("small"), FileTime.from(Instant.parse("2021-03-04T05:06:07Z")));
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        TempDir.delete(there);
    }

    private Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    @Test
    void sizesForPeopleDepthsAndOrders() {
        assertThat(fine("du", "box:t").out()).contains("5001");
        assertThat(fine("du", "-h", "box:t").out()).contains("K").doesNotContain("5001");
        assertThat(fine("du", "-d", "1", "box:t").lines()).hasSize(2);
        assertThat(fine("df", "-h", "box:").out()).containsPattern("[0-9][KMGT]");
        assertThat(fine("ls", "-lh", "box:t/d/e").out()).contains("4.9K");
        assertThat(fine("tree", "-a", "-d", "1", "box:t").out())
                .contains(".dot")
                .doesNotContain("file");
        assertThat(fine("ls", "-t", "box:t").lines()).endsWith("small");
        assertThat(fine("ls", "-tr", "box:t").lines()).startsWith("small");
    }

    @Test
    void changesReachEverythingBelowWhenAsked() throws IOException {
        fine("chmod", "-R", "700", "box:t/d");
        assertThat(Files.getPosixFilePermissions(there.resolve("d/e/file")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        fine("chown", "-R", "64123:64124", "box:t/d");
        assertThat(Files.getAttribute(there.resolve("d/e/file"), "unix:uid")).isEqualTo(64_123);
        assertThat(Files.getAttribute(there.resolve("d/e/file"), "unix:gid")).isEqualTo(64_124);
        fine("mkdir", "-m", "750", "box:t/m");
        assertThat(Files.getPosixFilePermissions(there.resolve("m")))
                .isEqualTo(PosixFilePermissions.fromString("rwxr-x---"));
    }

    @Test
    void touchRenameRemoveAndStatListenToTheirOptions() throws IOException {
        fine("touch", "-d", "2022-01-02T03:04:05Z", "box:t/small");
        assertThat(Files.getLastModifiedTime(there.resolve("small")).toInstant())
                .isEqualTo(Instant.parse("2022-01-02T03:04:05Z"));
        drey.run("touch", "-c", "box:t/none");
        assertThat(there.resolve("none")).doesNotExist();
        fine("rename", "-f", "box:t/.dot", "box:t/small");
        assertThat(there.resolve("small")).isEmptyFile();
        fine("rm", "-f", "box:t/none");
        Files.createSymbolicLink(there.resolve("link"), Path.of("d/e/file"));
        assertThat(fine("stat", "box:t/link").out()).startsWith("l");
        assertThat(fine("stat", "-L", "box:t/link").out()).contains("5000");
    }

    @Test
    void keysAreTrustedByFingerprintAndReplaced() throws IOException {
        Path known = drey.home().resolve("known");
        String field = "knownHostsFile=" + known;
        Run wrong = drey.run("trust", "-o", field, "--fingerprint", "SHA256:" + "A".repeat(43), "box");
        assertThat(wrong.exit()).as("%s", wrong).isNotZero();
        fine("trust", "-o", field, "--fingerprint", sshd.hostKey().fingerprint(), "box");
        assertThat(known).content().contains(sshd.hostKey().publicLine());
        KeyFile other = KeyFile.make(drey.home().resolve("host"), KeyFile.Kind.ED25519, "");
        Files.writeString(known, "[" + sshd.host() + "]:" + sshd.port() + " " + other.publicLine() + "\n");
        fine("trust", "-o", field, "--replace", "--fingerprint", sshd.hostKey().fingerprint(), "box");
        assertThat(known).content().contains(sshd.hostKey().publicLine()).doesNotContain(other.publicLine());
        fine("ls", "-o", field, "box:");
    }

    @Test
    void helpAnotherConfigurationAndAnImportThatOnlyShows() throws IOException {
        assertThat(fine("put", "--help").out()).contains("--verify");
        assertThat(fine("--help").out()).contains("put");
        Path other = Files.move(
                drey.home().resolve(".config/drey/config.yaml"), drey.home().resolve("other.yaml"));
        fine("ls", "--config", other.toString(), "box:");
        drey.mkdir(".ssh");
        drey.write(".ssh/config", "Host fromssh\n HostName h.example.com\n");
        drey.mkdir(".config/drey");
        Run shown = fine("servers", "--dry-run", "import", "ssh_config");
        assertThat(shown.out() + shown.err()).contains("fromssh");
        assertThat(drey.home().resolve(".config/drey/config.yaml")).doesNotExist();
    }

    @Test
    void theDemonstrationEndsByItself() {
        assertThat(fine("demo", "--once").out()).isNotEmpty();
    }
}
