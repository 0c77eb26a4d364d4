package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What people get wrong and what machines refuse: each with its code and message, within its time, with the old file
/// whole and nothing left behind.
@Timeout(240)
class CliBadInputIT {
    private static final Duration LIMIT = Duration.ofSeconds(25);

    /// Of the account that the server makes up.
    private static final int UID = 64_123;

    private static final String OLD = "what was there before\n";

    private static Sshd sshd;

    private DreyProgram drey;
    private Path here;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(SshdOptions.USUAL.withLogin("ana", "right horse"));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    /// The account is an ordinary one, so the server can refuse it things.
    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        here = drey.work();
        there = Files.createDirectory(sshd.disk().resolve("t"));
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.writeString(here.resolve("new"), "new\n");
        old(there.resolve("old"));
        Files.setAttribute(there.resolve("old"), "unix:uid", UID);
        Files.setAttribute(there.resolve("old"), "unix:gid", UID);
        old(here.resolve("old"));
    }

    private static void old(Path file) throws IOException {
        Files.writeString(file, OLD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    /// Whatever went wrong: the old files are whole, no side file lies anywhere, no journal either.
    @AfterEach
    void end() throws IOException {
        drey.close();
        TempDir.delete(there);
    }

    private void assertNothingHappened() throws IOException {
        assertThat(there.resolve("old")).hasContent(OLD);
        assertThat(here.resolve("old")).hasContent(OLD);
        Leftovers.assertNoSideFiles(there);
        Leftovers.assertNoSideFiles(here);
        assertThat(journals()).as("journals").isEmpty();
    }

    private List<Path> journals() throws IOException {
        if (!Files.exists(drey.state())) return List.of();
        try (Stream<Path> all = Files.walk(drey.state())) {
            return all.filter(file -> file.toString().endsWith(".journal")).toList();
        }
    }

    /// Whether an unfinished file of at least that size lies there.
    private static boolean sided(Path folder, long size) throws IOException {
        for (String name : CliTrees.files(folder)) {
            if (name.endsWith(".drey-part") && Files.size(folder.resolve(name)) >= size) return true;
        }
        return false;
    }

    private void fails(int exit, String message, String... words) throws IOException {
        fails(exit, message, drey.run(words));
    }

    private void fails(int exit, String message, Run run) throws IOException {
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        assertThat(run.err()).contains(message).doesNotContain("Exception").doesNotContain("\tat ");
        assertThat(run.bytes()).as("stdout").isEmpty();
        assertThat(run.took()).isLessThan(LIMIT);
        assertNothingHappened();
    }

    private DreyProgram with(String more) {
        return drey.configured("servers:\n" + DreyProgram.server("box", sshd, more));
    }

    @Test
    void aWrongHostIsNotFound() throws IOException {
        fails(3, "no-such-host.invalid", "put", "-o", "host=no-such-host.invalid", "new", "box:t/old");
    }

    @Test
    void aWrongPortIsRefused() throws IOException {
        String port = Integer.toString(Ports.free());
        with(", maxAttempts: 2, initialDelay: 100");
        fails(3, "refuses connections", "put", "-P", port, "new", "box:t/old");
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailure() throws IOException {
        KeyFile other = KeyFile.make(drey.home().resolve("other"), KeyFile.Kind.ED25519, "");
        fails(3, "publickey", "put", "-i", other.privateKey().toString(), "new", "box:t/old");
    }

    @Test
    void aMissingKeyFileIsNamed() throws IOException {
        fails(3, "nowhere", "put", "-i", drey.home().resolve("nowhere").toString(), "new", "box:t/old");
    }

    @Test
    void aWrongPasswordIsAnAuthenticationFailureAndNeverShown() throws IOException {
        drey.configured(
                "servers:\n  box: { host: %s, port: %d, username: ana, password: wrongsecret, knownHostsFile: %s }\n"
                        .formatted(sshd.host(), sshd.port(), sshd.knownHostsFile()));
        drey.write(".config/drey/config.yaml", config());
        Run run = drey.run("put", "-vv", "new", "box:" + there + "/old");
        assertThat(run.exit()).as("%s", run).isEqualTo(3);
        assertThat(run.err()).contains("password").doesNotContain("wrongsecret");
        assertThat(run.took()).isLessThan(LIMIT);
        assertNothingHappened();
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
        Run run = drey.run("put", "new", "box:t/old");
        fails(3, "locked", run);
        assertThat(run.err()).doesNotContain("wrongsecret");
    }

    @Test
    void anUnknownHostKeyIsRefusedWithTheLineThatTrustsIt() throws IOException {
        drey.write("none", "");
        Run run = drey.run("put", "-o", "knownHostsFile=" + drey.home().resolve("none"), "new", "box:t/old");
        fails(4, sshd.hostKey().fingerprint(), run);
        assertThat(run.err()).contains("drey trust");
        assertThat(drey.home().resolve("none")).isEmptyFile();
    }

    @Test
    void aChangedHostKeyIsRefusedWithBothFingerprints() throws IOException {
        KeyFile other = KeyFile.make(drey.home().resolve("host"), KeyFile.Kind.ED25519, "");
        drey.write("known", "[" + sshd.host() + "]:" + sshd.port() + " " + other.publicLine() + "\n");
        Run run = drey.run("put", "-o", "knownHostsFile=" + drey.home().resolve("known"), "new", "box:t/old");
        fails(4, sshd.hostKey().fingerprint(), run);
        assertThat(run.err()).contains(other.fingerprint()).contains("known:1");
    }

    @Test
    void aServerWithoutSftpSaysSo() throws IOException {
        try (Sshd plain = Sshd.start(SshdOptions.USUAL.withoutSubsystem())) {
            drey.knowing(plain);
            fails(3, "sftp", "put", "new", "box:t/old");
        }
    }

    @Test
    void aMistypedTargetIsToldWithTheNearestNames() throws IOException {
        fails(2, "'bix'", "put", "new", "bix:t/old");
        fails(2, "box", "ls", "bix:");
    }

    @Test
    void anUnknownConfigurationKeyIsToldWithFileLineAndNearestKey() throws IOException {
        drey.configured("servers:\n  box:\n    host: h\n    usernam: u\n");
        fails(2, "config.yaml:4", "ls", "box:");
        fails(2, "username", "ls", "box:");
        drey.configured("defaultServr: box\n");
        fails(2, "config.yaml:1", "ls", "box:");
        fails(2, "defaultServer", "ls", "box:");
    }

    @Test
    void unknownOptionsAndMissingOperandsAreUsage() throws IOException {
        fails(2, "--overwrit", "put", "--overwrit", "skip", "new", "box:t/old");
        fails(2, "at least 2 values", "put");
        fails(2, "--overwrite is one of", "put", "--overwrite", "perhaps", "new", "box:t/old");
        fails(2, "no field 'compresion'; did you mean compression", "put", "-o", "compresion=1", "new", "box:t/old");
    }

    @Test
    void whatIsNotThereIsNotFound() throws IOException {
        fails(1, "No such file", "get", "box:t/missing", "old");
        fails(1, "No such file", "put", "missing", "box:t/old");
        fails(1, "No such directory", "put", "new", "box:t/no/such/dir");
        fails(1, "No such directory", "get", "box:t/old", "no/such/dir");
        fails(1, "No such file", "ls", "box:t/missing");
    }

    @Test
    void aDirectoryWhereAFileShouldBeAndTheOtherWayRound() throws IOException {
        Files.createDirectories(there.resolve("d/new"));
        Files.createDirectory(here.resolve("tree"));
        fails(1, "s a directory", "put", "new", "box:t/d");
        fails(1, "ot a directory", "put", "-r", "tree", "box:t/old");
        fails(1, "s a directory", "cat", "box:t/d");
        // OpenSSH answers "No such file" below a file, and its own sftp shows the same.
        fails(1, "No such file", "get", "box:t/old/x", "y");
    }

    @Test
    void whatMayNotBeReadOrWrittenIsDenied() throws IOException {
        Files.writeString(there.resolve("secret"), "s");
        Files.setPosixFilePermissions(there.resolve("secret"), PosixFilePermissions.fromString("---------"));
        fails(1, "Permission denied", "get", "box:t/secret", "old");
        Files.createDirectory(there.resolve("closed"));
        fails(1, "Permission denied", "put", "new", "box:t/closed/x");
    }

    @Test
    void aFullDiskKeepsTheOldFileAndSaysSo() throws IOException {
        try (TempDir small = TempDir.open()) {
            Child.run(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=2m,mode=0777",
                    "tmpfs",
                    small.path().toString());
            // Started afterwards: the server has mounts of its own, and copies those that are there.
            try (Sshd full = Sshd.start()) {
                drey.knowing(full);
                old(small.resolve("f"));
                Files.write(here.resolve("big"), new byte[4 << 20]);
                Run run = drey.run("put", "big", "box:" + small.resolve("f"));
                fails(1, "No space left on device", run);
                Run fed = drey.fed(new byte[4 << 20], "write", "box:" + small.resolve("f"));
                fails(1, "No space left on device", fed);
                assertThat(small.resolve("f")).hasContent(OLD);
            } finally {
                Child.run("umount", small.path().toString());
            }
        }
    }

    @Test
    void aFullDiskHereKeepsTheOldFileToo() throws IOException {
        Path small = Files.createDirectory(here.resolve("small"));
        Child.run("mount", "-t", "tmpfs", "-o", "size=2m,mode=0777", "tmpfs", small.toString());
        try {
            old(small.resolve("f"));
            Files.write(there.resolve("big"), new byte[4 << 20]);
            Run run = drey.run("get", "box:t/big", "small/f");
            fails(1, "2.0 MiB are free, 4.0 MiB are needed", run);
            assertThat(small.resolve("f")).hasContent(OLD);
        } finally {
            Child.run("umount", small.toString());
        }
    }

    @Test
    void aFifoNeverHangs() throws IOException {
        Child.run("mkfifo", here.resolve("fifo").toString());
        Child.run("mkfifo", "-m", "666", there.resolve("fifo").toString());
        for (String[] words :
                new String[][] {{"put", "fifo", "box:t/x"}, {"get", "box:t/fifo", "x"}, {"cat", "box:t/fifo"}}) {
            Run run = drey.run(words);
            assertThat(run.exit()).as("%s", run).isEqualTo(1);
            assertThat(run.err()).contains("fifo");
            assertThat(run.took()).isLessThan(LIMIT);
        }
        assertNothingHappened();
        Run tree = drey.run("put", "-r", "./", "box:t/copy");
        assertThat(tree.exit()).as("%s", tree).isZero();
        assertThat(there.resolve("copy/fifo")).doesNotExist();
        assertThat(there.resolve("copy/old")).hasContent(OLD);
    }

    @Test
    void oddNamesTravelBothWays() throws IOException {
        List<String> words = new ArrayList<>(List.of("put", "--"));
        List<String> names = Stream.of(OddName.values())
                .filter(OddName::isText)
                .map(odd -> odd.asName().text())
                .toList();
        for (String name : names) {
            Files.writeString(here.resolve(name), name);
            words.add("./" + name);
        }
        words.add("box:t/");
        Run put = drey.run(words.toArray(String[]::new));
        assertThat(put.exit()).as("%s", put).isZero();
        Files.createDirectory(here.resolve("d"));
        words = new ArrayList<>(List.of("get", "--"));
        for (String name : names) words.add("box:t/" + name);
        words.add("d");
        Run get = drey.run(words.toArray(String[]::new));
        assertThat(get.exit()).as("%s", get).isZero();
        for (String name : names) {
            assertThat(there.resolve(name)).hasContent(name);
            assertThat(here.resolve("d").resolve(name)).hasContent(name);
        }
        assertNothingHappened();
    }

    /// They are named by an URL's percent signs; here they can only be had under another name.
    @ParameterizedTest
    @EnumSource(names = {"INVALID_UTF8", "OVERLONG_SLASH"})
    void namesThatAreNoTextTravelUnderAnUrl(OddName odd) throws IOException {
        StringBuilder url = new StringBuilder();
        for (byte one : odd.asName().bytes()) url.append("%%%02x".formatted(one & 0xff));
        String base = "sftp://%s@%s:%d%s/".formatted(sshd.user(), sshd.host(), sshd.port(), there);
        String[] access = {
            "-i", sshd.clientKey().privateKey().toString(), "-o", "knownHostsFile=" + sshd.knownHostsFile()
        };
        Run put = drey.run("put", access[0], access[1], access[2], access[3], "new", base + url);
        assertThat(put.exit()).as("%s", put).isZero();
        Run get = drey.run("get", access[0], access[1], access[2], access[3], base + url, "back");
        assertThat(get.exit()).as("%s", get).isZero();
        assertThat(here.resolve("back")).hasContent("new\n");
        assertNothingHappened();
    }

    @Test
    void replacingKeepsLinksHardLinksModesAndOwners() throws IOException {
        Files.createSymbolicLink(there.resolve("link"), Path.of("old"));
        Run run = drey.run("put", "new", "box:t/link");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(there.resolve("link")).isSymbolicLink();
        assertThat(there.resolve("old")).hasContent("new\n");
        Files.createLink(here.resolve("hard"), here.resolve("old"));
        Run local = drey.run("get", "box:t/old", "old");
        assertThat(local.exit()).as("%s", local).isZero();
        assertThat(here.resolve("hard")).hasContent("new\n");
        Path own = Files.writeString(there.resolve("private"), OLD);
        Files.setAttribute(own, "unix:uid", 64_123);
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        Run kept = drey.run("put", "new", "box:t/private");
        assertThat(kept.exit()).as("%s", kept).isZero();
        assertThat(own).hasContent("new\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                .isEqualTo("rw-------");
        Leftovers.assertNoSideFiles(there);
        assertThat(journals()).isEmpty();
    }

    @Test
    void twoRunsOfTheSameJobAtOnceDoNotMix() throws Exception {
        byte[] content = new byte[24 << 20];
        new java.util.Random(3).nextBytes(content);
        Files.write(here.resolve("big"), content);
        var first = drey.start(Path.of("/dev/null"), "put", "--bwlimit", "1M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 1));
        Run second = drey.run("put", "big", "box:t/big");
        assertThat(second.exit()).as("%s", second).isEqualTo(1);
        assertThat(second.err())
                .contains("running already")
                .contains("process " + first.process().pid());
        Child.run("kill", "-INT", Long.toString(first.process().pid()));
        assertThat(first.finished(LIMIT).exit()).isEqualTo(130);
        Run third = drey.run("put", "big", "box:t/big");
        assertThat(third.exit()).as("%s", third).isZero();
        assertThat(there.resolve("big")).hasBinaryContent(content);
        assertNothingHappened();
    }

    @Test
    void aServerThatDiesAndComesBackIsNoFailure() throws Exception {
        Files.write(here.resolve("big"), new byte[6 << 20]);
        var run = drey.start(Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 0));
        sshd.killSessions();
        Run whole = run.finished(Duration.ofSeconds(60));
        assertThat(whole.exit()).as("%s", whole).isZero();
        assertThat(there.resolve("big")).hasBinaryContent(new byte[6 << 20]);
        assertNothingHappened();
    }

    @Test
    void aFileThatChangesWhileItIsSentNeverGetsTheName() throws Exception {
        Files.write(here.resolve("big"), new byte[6 << 20]);
        var run = drey.start(Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:t/old");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 0));
        Files.setLastModifiedTime(
                here.resolve("big"), FileTime.from(Instant.now().plusSeconds(10)));
        Files.write(here.resolve("big"), new byte[3 << 20]);
        Run ended = run.finished(Duration.ofSeconds(60));
        assertThat(ended.exit()).as("%s", ended).isEqualTo(1);
        assertThat(ended.err()).contains("while it was read");
        assertThat(there.resolve("old")).hasContent(OLD);
    }

    @Test
    void ctrlCStopsCleanlyAndTheSameCommandGoesOn() throws Exception {
        Files.write(here.resolve("big"), new byte[24 << 20]);
        var run = drey.start(Path.of("/dev/null"), "put", "--bwlimit", "2M", "big", "box:t/big");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> sided(there, 2 << 20));
        Child.run("kill", "-INT", Long.toString(run.process().pid()));
        Run stopped = run.finished(Duration.ofSeconds(20));
        assertThat(stopped.exit()).as("%s", stopped).isEqualTo(130);
        assertThat(stopped.bytes()).isEmpty();
        assertThat(there.resolve("big")).doesNotExist();
        Run again = drey.run("put", "--json", "big", "box:t/big");
        assertThat(again.exit()).as("%s", again).isZero();
        assertThat(again.out()).contains("\"resumedFrom\"").doesNotContain("\"resumedFrom\":0,");
        assertNothingHappened();
    }
}
