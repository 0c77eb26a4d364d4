package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/// `drey mv` within one server: every overwrite rule, and the way to another file system of the same
/// machine.
@Timeout(240)
class CliMoveIT {
    private static final Instant OLD = Instant.parse("2021-03-04T05:06:07Z");
    private static final Instant NEW = OLD.plusSeconds(100);

    private static Sshd sshd;

    private DreyProgram drey;
    private Path there;
    private Path elsewhere;

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
        there = Files.createDirectory(sshd.disk().resolve("t"));
        elsewhere = Files.createTempDirectory(Path.of("/dev/shm"), "drey-mv-");
        assertThat(Files.getFileStore(elsewhere)).isNotEqualTo(Files.getFileStore(there));
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        Leftovers.assertNoSideFiles(there);
        Leftovers.assertNoSideFiles(elsewhere);
        TempDir.delete(there);
        TempDir.delete(elsewhere);
    }

    private Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private static Path file(Path file, String text, Instant modified) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }

    /// Both files, and what a move of the first over the second by this rule leaves.
    private Run moved(String rule, Instant source, Instant target) throws IOException {
        file(there.resolve("a"), "source", source);
        file(there.resolve("b"), "target", target);
        return drey.run("mv", "--overwrite", rule, "box:t/a", "box:t/b");
    }

    private void assertMoved(String rule, Instant source, Instant target) throws IOException {
        Run run = moved(rule, source, target);
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(there.resolve("a")).doesNotExist();
        assertThat(there.resolve("b")).hasContent("source");
    }

    private void assertLeft(String rule, Instant source, Instant target) throws IOException {
        Run run = moved(rule, source, target);
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(run.err()).contains("1 skipped");
        assertThat(there.resolve("a")).hasContent("source");
        assertThat(there.resolve("b")).hasContent("target");
    }

    @Test
    void eachOverwriteRuleHoldsWithinOneServer() throws IOException {
        assertMoved("replace", OLD, NEW);
        assertMoved("newer", NEW, OLD);
        assertLeft("newer", OLD, NEW);
        assertMoved("different", NEW, OLD);
        assertLeft("different", OLD, OLD);
        assertLeft("skip", NEW, OLD);
        Run failed = moved("fail", NEW, OLD);
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("File exists");
        assertThat(there.resolve("a")).hasContent("source");
        assertThat(there.resolve("b")).hasContent("target");
        assertThat(moved("rename", NEW, OLD).exit()).isZero();
        assertThat(there.resolve("a")).doesNotExist();
        assertThat(there.resolve("b")).hasContent("target");
        assertThat(there.resolve("b (1)")).hasContent("source");
    }

    @Test
    void aDryRunAndAMoveOntoItselfChangeNothing() throws IOException {
        file(there.resolve("a"), "source", OLD);
        fine("mv", "--dry-run", "box:t/a", "box:t/b");
        Files.createSymbolicLink(there.resolve("l"), Path.of("a"));
        for (String to : new String[] {"box:t/a", "box:t/l", "box:t/../t/a"}) {
            Run run = drey.run("mv", "--backup", "box:t/a", to);
            assertThat(run.exit()).as("%s", run).isEqualTo(2);
            assertThat(run.err()).contains("are the same file");
        }
        assertThat(there.resolve("a")).hasContent("source");
        assertThat(there.resolve("b")).doesNotExist();
    }

    @Test
    void aBackupOfWhatIsReplacedIsKept() throws IOException {
        file(there.resolve("a"), "source", NEW);
        file(there.resolve("b"), "target", OLD);
        fine("mv", "--backup", "box:t/a", "box:t/b");
        assertThat(there.resolve("a")).doesNotExist();
        assertThat(there.resolve("b")).hasContent("source");
        try (var names = Files.list(there)) {
            Path backup = names.filter(name -> name.toString().endsWith(".bak"))
                    .findFirst()
                    .orElseThrow();
            assertThat(backup).hasContent("target");
            Files.delete(backup);
        }
    }

    @Test
    void aFileGoesToAnotherFileSystemWithItsModeAndTime() throws IOException {
        Path source = file(there.resolve("a"), "x".repeat(1_000_000), OLD);
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x--x"));
        file(elsewhere.resolve("b"), "target", OLD);
        Run run = fine("mv", "--json", "box:t/a", "box:" + elsewhere + "/b");
        assertThat(run.out()).contains("\"verifiedBy\"");
        assertThat(source).doesNotExist();
        Path target = elsewhere.resolve("b");
        assertThat(target).hasContent("x".repeat(1_000_000));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                .isEqualTo("rwxr-x--x");
        assertThat(Files.getLastModifiedTime(target).toInstant()).isEqualTo(OLD);
    }

    @Test
    void theRulesHoldAlsoOnTheWayToAnotherFileSystem() throws IOException {
        file(there.resolve("a"), "source", OLD);
        file(elsewhere.resolve("a"), "target", NEW);
        assertThat(fine("mv", "--overwrite", "newer", "box:t/a", "box:" + elsewhere + "/a")
                        .err())
                .contains("1 skipped");
        assertThat(drey.run("mv", "--overwrite", "fail", "box:t/a", "box:" + elsewhere + "/a")
                        .exit())
                .isEqualTo(1);
        assertThat(there.resolve("a")).hasContent("source");
        assertThat(elsewhere.resolve("a")).hasContent("target");
    }

    @Test
    void aTreeAndALinkGoToAnotherFileSystem() throws IOException {
        file(there.resolve("tree/deep/f"), "content", OLD);
        Files.createSymbolicLink(there.resolve("tree/l"), Path.of("deep/f"));
        Files.createDirectory(there.resolve("tree/empty"));
        fine("mv", "-r", "box:t/tree", "box:" + elsewhere);
        assertThat(there.resolve("tree")).doesNotExist();
        assertThat(elsewhere.resolve("tree/deep/f")).hasContent("content");
        assertThat(Files.readSymbolicLink(elsewhere.resolve("tree/l"))).isEqualTo(Path.of("deep/f"));
        assertThat(elsewhere.resolve("tree/empty")).isDirectory();
        Path target = file(there.resolve("target"), "what it leads to", OLD);
        Files.createSymbolicLink(there.resolve("link"), target);
        fine("mv", "box:t/link", "box:" + elsewhere + "/link");
        assertThat(Files.exists(there.resolve("link"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
        assertThat(Files.readSymbolicLink(elsewhere.resolve("link"))).isEqualTo(target);
        assertThat(target).hasContent("what it leads to");
    }

    @Test
    void aDirectoryIntoOneThatIsThereIsMergedAndNotIntoItself() throws IOException {
        file(there.resolve("from/a"), "source", OLD);
        file(there.resolve("to/b"), "target", OLD);
        fine("mv", "-r", "box:t/from/", "box:t/to");
        assertThat(there.resolve("from")).doesNotExist();
        assertThat(there.resolve("to/a")).hasContent("source");
        assertThat(there.resolve("to/b")).hasContent("target");
        Run into = drey.run("mv", "-r", "box:t/to", "box:t/to/deeper/still");
        assertThat(into.exit()).as("%s", into).isNotZero();
        assertThat(there.resolve("to/a")).hasContent("source");
    }

    /// Under two names that are not dialled alike, a move would replace the file by itself and then remove it.
    @Test
    void aFileReachedInTwoWaysIsNotMovedOntoItself() throws IOException {
        drey.configured("servers:\n" + DreyProgram.server("box", sshd, "")
                + DreyProgram.server("packed", sshd, ", compression: true"));
        Path file = file(there.resolve("a"), "the only copy", OLD);
        Run run = drey.run("mv", "box:t/a", "packed:t/a");
        assertThat(run.exit()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).contains("same file");
        assertThat(file).hasContent("the only copy");
        fine("mv", "box:t/a", "packed:t/b");
        assertThat(file).doesNotExist();
        assertThat(there.resolve("b")).hasContent("the only copy");
    }
}
