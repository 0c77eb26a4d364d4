package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the options of the carrying commands change, seen on the disk of a real server.
@Timeout(240)
class CliOptionsIT {
    private static final Instant THEN = Instant.parse("2021-03-04T05:06:07Z");

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
        Files.writeString(there.resolve("old"), "before");
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

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void jsonEndsWithASummaryAndHoldsNothingElse() {
        Run run = fine("put", "--json", "new", "box:t/x");
        assertThat(run.lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        assertThat(run.lines().getLast())
                .startsWith("{\"summary\":")
                .contains("\"files\":1")
                .contains("\"bytes\":3");
        assertThat(run.err()).isEmpty();
        Run failed = drey.run("put", "--json", "missing", "box:t/x");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).contains("\"failure\":\"NOT_FOUND\"").contains("\"code\":\"ENOENT\"");
        assertThat(failed.err()).isEmpty();
    }

    @Test
    void quietSaysNothingAndALogFileTakesTheMessages() throws IOException {
        Run quiet = fine("put", "-q", "new", "box:t/x");
        assertThat(quiet.err() + quiet.out()).isEmpty();
        Run logged = fine("put", "-vv", "--log-file", "log", "new", "box:t/x");
        assertThat(logged.out()).isEmpty();
        assertThat(here.resolve("log")).isNotEmptyFile();
    }

    @Test
    void verifySaysBySha256WhatWasCompared() {
        assertThat(fine("put", "--verify", "--json", "new", "box:t/x").out())
                .contains("\"verifiedBy\"")
                .contains("11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437");
    }

    @Test
    void overwritePoliciesDecideWhatBecomesOfTheOldFile() throws IOException {
        Run fail = drey.run("put", "--overwrite", "fail", "new", "box:t/old");
        assertThat(fail.exit()).as("%s", fail).isEqualTo(1);
        fine("put", "--overwrite", "skip", "new", "box:t/old");
        assertThat(there.resolve("old")).hasContent("before");
        fine("put", "--overwrite", "rename", "new", "box:t/old");
        assertThat(there.resolve("old")).hasContent("before");
        try (Stream<Path> all = Files.list(there)) {
            assertThat(all.toList()).hasSize(2);
        }
        Files.setLastModifiedTime(here.resolve("new"), FileTime.from(THEN));
        fine("put", "--overwrite", "newer", "new", "box:t/old");
        assertThat(there.resolve("old")).hasContent("before");
        fine("put", "--overwrite", "different", "new", "box:t/old");
        assertThat(there.resolve("old")).hasContent("new");
    }

    @Test
    void aBackupKeepsWhatWasReplaced() throws IOException {
        fine("put", "--backup", "new", "box:t/old");
        try (Stream<Path> all = Files.list(there)) {
            assertThat(all.filter(path -> path.toString().endsWith(".bak")).toList())
                    .singleElement()
                    .satisfies(kept -> assertThat(kept).hasContent("before"));
        }
        Files.createDirectory(there.resolve("kept"));
        fine("put", "--backup-dir", sshd.remote().display() + "/t/kept", "new", "box:t/old");
        assertThat(there.resolve("kept")).isNotEmptyDirectory();
    }

    @Test
    void aDryRunDoesNothing() throws IOException {
        fine("put", "--dry-run", "new", "box:t/old");
        fine("put", "--dry-run", "new", "box:t/x");
        assertThat(there.resolve("old")).hasContent("before");
        assertThat(there.resolve("x")).doesNotExist();
    }

    @Test
    void patternsAgesSizesAndListsChooseWhatIsCarried() throws IOException {
        Path tree = here.resolve("tree");
        Files.createDirectories(tree.resolve("sub/cache"));
        Files.writeString(tree.resolve("a.txt"), "1");
        Files.writeString(tree.resolve("b.log"), "x".repeat(5000));
        Files.writeString(tree.resolve("sub/c.txt"), "3");
        Files.writeString(tree.resolve("sub/cache/d.txt"), "4");
        Files.setLastModifiedTime(tree.resolve("a.txt"), FileTime.from(THEN));
        fine("put", "-r", "--include", "*.txt", "--exclude", "cache/", "tree", "box:t/1");
        assertThat(CliTrees.files(there.resolve("1"))).containsExactly("a.txt", "sub/c.txt");
        fine("put", "-r", "--min-size", "2K", "tree", "box:t/2");
        assertThat(CliTrees.files(there.resolve("2"))).containsExactly("b.log");
        fine("put", "-r", "--max-size", "2K", "tree", "box:t/3");
        assertThat(CliTrees.files(there.resolve("3"))).doesNotContain("b.log").contains("a.txt");
        fine("put", "-r", "--min-age", "1h", "tree", "box:t/4");
        assertThat(CliTrees.files(there.resolve("4"))).containsExactly("a.txt");
        fine("put", "-r", "--max-age", "1h", "tree", "box:t/5");
        assertThat(CliTrees.files(there.resolve("5"))).doesNotContain("a.txt").contains("b.log");
        Files.writeString(here.resolve("list"), "sub/c.txt\n");
        fine("put", "-r", "--files-from", "list", "tree", "box:t/6");
        assertThat(CliTrees.files(there.resolve("6"))).containsExactly("sub/c.txt");
    }

    @Test
    void linksAreCopiedSkippedOrFollowed() throws IOException {
        Path tree = Files.createDirectory(here.resolve("tree"));
        Files.writeString(tree.resolve("f"), "f");
        Files.createSymbolicLink(tree.resolve("l"), Path.of("f"));
        fine("put", "-r", "tree", "box:t/copy");
        assertThat(there.resolve("copy/l")).isSymbolicLink();
        fine("put", "-r", "--links", "skip", "tree", "box:t/skip");
        assertThat(there.resolve("skip/l")).doesNotExist();
        fine("put", "-r", "--links", "follow", "tree", "box:t/follow");
        assertThat(there.resolve("follow/l")).isRegularFile().hasContent("f");
        assertThat(Files.isSymbolicLink(there.resolve("follow/l"))).isFalse();
    }

    @Test
    void aLimitIsKept() throws IOException {
        Files.write(here.resolve("big"), new byte[3 << 20]);
        Instant began = Instant.now();
        fine("put", "--bwlimit", "1M", "big", "box:t/big");
        assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
        assertThat(there.resolve("big")).hasBinaryContent(new byte[3 << 20]);
    }

    @Test
    void modesAreTheSourcesTheOldFilesOrTheOnesThatWereSaid() throws IOException {
        mode(here.resolve("new"), "rwx------");
        mode(there.resolve("old"), "rw-r-----");
        fine("put", "new", "box:t/x");
        assertThat(mode(there.resolve("x"))).isEqualTo("rwx------");
        fine("put", "new", "box:t/old");
        assertThat(mode(there.resolve("old"))).isEqualTo("rw-r-----");
        fine("put", "-p", "new", "box:t/old");
        assertThat(mode(there.resolve("old"))).isEqualTo("rwx------");
        fine("put", "--mode", "604", "new", "box:t/old");
        assertThat(mode(there.resolve("old"))).isEqualTo("rw----r--");
    }

    @Test
    void setuidIsKeptOnlyWhenSpecialIsSaid() throws IOException {
        Files.setAttribute(here.resolve("new"), "unix:mode", 04755);
        fine("put", "-p", "new", "box:t/plain");
        assertThat((int) Files.getAttribute(there.resolve("plain"), "unix:mode") & 07777)
                .isEqualTo(0755);
        fine("put", "-p", "--special", "new", "box:t/special");
        assertThat((int) Files.getAttribute(there.resolve("special"), "unix:mode") & 07777)
                .isEqualTo(04755);
    }

    @Test
    void replacedInPlaceItStaysTheSameFileAndALinkMayBeReplaced() throws IOException {
        Object inode = Files.getAttribute(there.resolve("old"), "unix:ino");
        fine("put", "--in-place", "new", "box:t/old");
        assertThat(Files.getAttribute(there.resolve("old"), "unix:ino")).isEqualTo(inode);
        assertThat(there.resolve("old")).hasContent("new");
        Files.writeString(there.resolve("old"), "before");
        Files.createSymbolicLink(there.resolve("link"), Path.of("old"));
        fine("put", "--replace-links", "new", "box:t/link");
        assertThat(Files.isSymbolicLink(there.resolve("link"))).isFalse();
        assertThat(there.resolve("old")).hasContent("before");
    }

    @Test
    void missingDirectoriesAreMadeWhenParentsIsSaid() {
        fine("put", "--parents", "new", "box:t/p/q/x");
        assertThat(there.resolve("p/q/x")).hasContent("new");
    }

    @Test
    void unfinishedFilesLieInTheirFolderAndAreListed() throws Exception {
        Files.write(here.resolve("big"), new byte[8 << 20]);
        Files.createDirectory(there.resolve("tmp"));
        var run = drey.start(
                Path.of("/dev/null"),
                "put",
                "--bwlimit",
                "2M",
                "--temp-dir",
                sshd.remote().display() + "/t/tmp",
                "big",
                "box:t/big");
        // Something must have been acknowledged, or there is nothing to keep.
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> CliTrees.files(there.resolve("tmp")).stream()
                        .anyMatch(name -> name.endsWith(".drey-part")
                                && there.resolve("tmp").resolve(name).toFile().length() > 3 << 20));
        Child.run("kill", "-INT", Long.toString(run.process().pid()));
        assertThat(run.finished(Duration.ofSeconds(30)).exit()).isEqualTo(130);
        assertThat(fine("transfers", "list", "box:t/tmp").out()).contains(".drey-part");
        assertThat(fine("transfers", "clean", "--yes", "box:t/tmp").out()).contains(".drey-part");
        assertThat(CliTrees.files(there.resolve("tmp")))
                .as("younger than seven days")
                .isNotEmpty();
    }

    @Test
    void aShorterFileUnderTheFinalNameIsTakenUpOnlyWhenAskedFor() throws IOException {
        byte[] whole = new byte[3 << 20];
        new java.util.Random(7).nextBytes(whole);
        Files.write(here.resolve("big"), whole);
        Files.write(there.resolve("big"), java.util.Arrays.copyOf(whole, 2 << 20));
        assertThat(fine("put", "--resume", "--json", "big", "box:t/big").out())
                .contains("\"resumedFrom\":" + (2 << 20));
        assertThat(there.resolve("big")).hasBinaryContent(whole);
        Files.write(there.resolve("big"), java.util.Arrays.copyOf(whole, 2 << 20));
        assertThat(fine("put", "--json", "big", "box:t/big").out()).contains("\"resumedFrom\":0");
    }

    @Test
    void aJumpHostAndCompressionAreUsed() {
        try (Sshd jump = Sshd.start()) {
            drey.write(
                    "known", String.join("\n", jump.knownHosts()) + "\n" + String.join("\n", sshd.knownHosts()) + "\n");
            drey.mkdir(".ssh");
            drey.write(
                    ".ssh/config",
                    "Host hop\n HostName %s\n Port %d\n User %s\n IdentityFile %s\n"
                            .formatted(
                                    jump.host(),
                                    jump.port(),
                                    jump.user(),
                                    jump.clientKey().privateKey()));
            fine("put", "-J", "hop", "-C", "-o", "knownHostsFile=" + drey.home().resolve("known"), "new", "box:t/x");
            assertThat(there.resolve("x")).hasContent("new");
            assertThat(jump.log()).contains("Accepted publickey");
        }
    }

    @Test
    void aHostOfSshConfigAndAnotherSuchFileAreTargets() {
        drey.mkdir(".ssh");
        String host = "Host %s\n HostName %s\n Port %d\n User %s\n IdentityFile %s\n UserKnownHostsFile %s\n";
        Object[] values = {
            "first", sshd.host(), sshd.port(), sshd.user(), sshd.clientKey().privateKey(), sshd.knownHostsFile()
        };
        drey.write(".ssh/config", host.formatted(values));
        fine("put", "new", "first:" + there + "/x");
        assertThat(there.resolve("x")).hasContent("new");
        values[0] = "second";
        drey.write("other", host.formatted(values));
        fine("put", "-F", drey.home().resolve("other").toString(), "new", "second:" + there + "/y");
        assertThat(there.resolve("y")).hasContent("new");
        assertThat(drey.run("ls", "-F", "none", "first:").exit()).isEqualTo(2);
    }
}
