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

/// What the fields of a server change, by the real program against a real sshd.
@Timeout(240)
class CliFieldsIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path here;
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
        here = drey.work();
        there = Files.createDirectory(sshd.disk().resolve("t"));
        Files.writeString(here.resolve("new"), "new");
        Files.setLastModifiedTime(here.resolve("new"), FileTime.from(Instant.parse("2021-03-04T05:06:07Z")));
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
    void algorithmsAndCompressionAreThoseThatWereSaid() {
        Run run = fine(
                "doctor",
                "-o",
                "cipher=aes256-ctr",
                "-o",
                "hmac=hmac-sha2-512",
                "-o",
                "kex=curve25519-sha256",
                "-o",
                "serverHostKey=ssh-ed25519",
                "-o",
                "compression=zlib@openssh.com",
                "box");
        assertThat(run.out())
                .contains("aes256-ctr")
                .contains("hmac-sha2-512")
                .contains("curve25519-sha256")
                .contains("ssh-ed25519")
                .contains("zlib@openssh.com");
        assertThat(fine("doctor", "-o", "bannedCiphers=aes128-gcm@openssh.com,aes256-gcm@openssh.com", "box")
                        .out())
                .doesNotContain("-gcm@");
    }

    @Test
    void keysVendorsAndNamesAreChecked() {
        Run keys = drey.run("ls", "-o", "requiredServerHostKeyAlgs=ssh-rsa", "box:");
        assertThat(keys.exit()).as("%s", keys).isEqualTo(3);
        Run vendor = drey.run("ls", "-o", "strictVendorChecking=true", "-o", "vendors=Nobody", "box:");
        assertThat(vendor.exit()).as("%s", vendor).isNotZero();
        fine("ls", "-o", "strictVendorChecking=true", "-o", "vendors=OpenSSH", "box:");
        Run alias = drey.run("ls", "-o", "hostKeyAlias=somebody.else", "box:");
        assertThat(alias.exit()).as("%s", alias).isEqualTo(4);
    }

    @Test
    void hostKeysAreTakenAsThePolicySays() {
        Path known = drey.home().resolve("known");
        fine("ls", "-o", "knownHostsFile=" + known, "-o", "strictHostKeyChecking=accept-new", "box:");
        assertThat(known).content().contains(sshd.hostKey().publicLine());
        Path other = drey.home().resolve("other");
        Run loose = drey.run("ls", "-o", "knownHostsFile=" + other, "-o", "hostVerification=false", "box:");
        assertThat(loose.exit()).as("%s", loose).isEqualTo(2);
        Run allowed = fine(
                "ls",
                "-o",
                "knownHostsFile=" + other,
                "-o",
                "hostVerification=false",
                "-o",
                "allowInsecureConnection=true",
                "box:");
        assertThat(allowed.exit()).isZero();
    }

    @Test
    void timesModesAndChecksFollowTheServersDefaults() throws IOException {
        fine("put", "-o", "preserveTimestamps=false", "new", "box:t/now");
        assertThat(Files.getLastModifiedTime(there.resolve("now")).toInstant())
                .isAfter(Instant.now().minusSeconds(3600));
        Files.setPosixFilePermissions(here.resolve("new"), PosixFilePermissions.fromString("rwx-----x"));
        Files.writeString(there.resolve("old"), "");
        fine("put", "-o", "preservePermissions=true", "new", "box:t/old");
        assertThat(Files.getPosixFilePermissions(there.resolve("old")))
                .isEqualTo(PosixFilePermissions.fromString("rwx-----x"));
        assertThat(fine("put", "--json", "-o", "checksumVerification=true", "new", "box:t/sum")
                        .out())
                .contains("verifiedBy");
    }

    @Test
    void aConfinedTargetShowsNothingOutside() throws IOException {
        Files.createSymbolicLink(there.resolve("out"), Path.of("/etc"));
        fine("ls", "-o", "confine=true", "box:t");
        for (String path : new String[] {"/etc", "../..", "t/out/passwd"}) {
            Run run = drey.run("stat", "-L", "-o", "confine=true", "box:" + path);
            assertThat(run.exit()).as("%s: %s", path, run).isEqualTo(1);
        }
    }

    @Test
    void anotherCommandMayBeTheSftpServer() {
        try (Sshd plain = Sshd.start(SshdOptions.USUAL.withoutSubsystem())) {
            drey.knowing(plain);
            fine("put", "-o", "sftpServer=" + SftpServer.PROGRAM, "new", "box:x");
            assertThat(plain.disk().resolve("x")).hasContent("new");
        }
    }

    @Test
    void aProxyCommandAndAnAddressFamilyAreUsed() {
        fine("ls", "-4", "box:t");
        Run six = drey.run("ls", "-6", "-o", "maxAttempts=1", "box:t");
        assertThat(six.exit()).as("%s", six).isEqualTo(3);
        Path mark = drey.home().resolve("mark");
        String command = "bash -c 'touch %s; exec 3<>/dev/tcp/%s/%d; cat <&3 & exec cat >&3'"
                .formatted(mark, sshd.host(), sshd.port());
        fine("ls", "-o", "proxyCommand=" + command, "box:t");
        assertThat(mark).exists();
    }
}
