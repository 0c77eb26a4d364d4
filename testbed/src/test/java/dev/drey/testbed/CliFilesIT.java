package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/// The command line's work with files, by the real program against a real sshd.
@Timeout(240)
class CliFilesIT {
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
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        Leftovers.assertNoSideFiles(there);
        TempDir.delete(there);
    }

    private Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private static void file(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void putAndGetCarryAFileWithItsTimeAndSayNothingOnStdout() throws IOException {
        file(here.resolve("a.txt"), "hello");
        Files.setLastModifiedTime(here.resolve("a.txt"), FileTime.from(THEN));
        assertThat(fine("put", "a.txt", "box:t/b.txt").out()).isEmpty();
        assertThat(there.resolve("b.txt")).hasContent("hello");
        assertThat(Files.getLastModifiedTime(there.resolve("b.txt")).toInstant())
                .isEqualTo(THEN);
        assertThat(fine("get", "box:t/b.txt").out()).isEmpty();
        assertThat(here.resolve("b.txt")).hasContent("hello");
        assertThat(Files.getLastModifiedTime(here.resolve("b.txt")).toInstant()).isEqualTo(THEN);
    }

    @Test
    void aDirectoryThatIsThereIsGoneIntoAsWithScp() throws IOException {
        file(here.resolve("src/x"), "x");
        file(here.resolve("one"), "1");
        file(here.resolve("two"), "2");
        fine("put", "-r", "src", "box:t");
        assertThat(there.resolve("src/x")).hasContent("x");
        fine("put", "-r", "src/", "box:t");
        assertThat(there.resolve("x")).hasContent("x");
        fine("put", "-r", "src", "box:t/new");
        assertThat(there.resolve("new/x")).hasContent("x");
        fine("put", "one", "two", "box:t/");
        assertThat(there.resolve("one")).hasContent("1");
        assertThat(there.resolve("two")).hasContent("2");
        Run refused = drey.run("put", "one", "two", "box:t/one");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("is not a directory");
        Run tree = drey.run("put", "src", "box:t/other");
        assertThat(tree.exit()).isEqualTo(1);
        assertThat(tree.err()).contains("is a directory").contains("-r");
    }

    @Test
    void globsOfTheServerAreExpandedAndCanBeSwitchedOff() throws IOException {
        file(there.resolve("a1"), "1");
        file(there.resolve("a2"), "2");
        file(there.resolve("b"), "3");
        file(there.resolve("[x]"), "literal");
        Files.createDirectory(here.resolve("d"));
        fine("get", "box:t/a*", "d");
        assertThat(here.resolve("d")).isDirectoryContaining("glob:**/a1").isDirectoryContaining("glob:**/a2");
        assertThat(here.resolve("d/b")).doesNotExist();
        fine("get", "box:t/[x]", "d");
        assertThat(here.resolve("d/[x]")).hasContent("literal");
        Run none = drey.run("get", "--no-glob", "box:t/a*", "d");
        assertThat(none.exit()).isEqualTo(1);
        assertThat(none.err()).contains("No such file");
    }

    @Test
    void anArchivedTreeComesBackTheSame() throws IOException {
        Path tree = CliTrees.make(here.resolve("tree"), THEN);
        fine("put", "-a", "tree", "box:t/copy");
        Child.run(
                "diff",
                "-r",
                "--no-dereference",
                tree.toString(),
                there.resolve("copy").toString());
        assertThat(CliTrees.describe(there.resolve("copy"))).isEqualTo(CliTrees.describe(tree));
        fine("get", "-a", "box:t/copy", "back");
        Child.run(
                "diff",
                "-r",
                "--no-dereference",
                tree.toString(),
                here.resolve("back").toString());
        assertThat(CliTrees.describe(here.resolve("back"))).isEqualTo(CliTrees.describe(tree));
        assertThat(fine("compare", "--content", "tree", "box:t/copy").out()).isEmpty();
    }

    @Test
    void copyAndMoveWorkOnTheServerAndAcross() throws IOException {
        file(there.resolve("a"), "content");
        fine("cp", "box:t/a", "box:t/b");
        assertThat(there.resolve("b")).hasContent("content");
        fine("mv", "box:t/b", "box:t/c");
        assertThat(there.resolve("b")).doesNotExist();
        assertThat(there.resolve("c")).hasContent("content");
        fine("mv", "box:t/c", "c");
        assertThat(there.resolve("c")).doesNotExist();
        assertThat(here.resolve("c")).hasContent("content");
        Run local = drey.run("cp", "c", "d");
        assertThat(local.exit()).isEqualTo(2);
        assertThat(local.err()).contains("TARGET:PATH");
    }

    @Test
    void catGivesExactlyTheBytesAndWriteTakesThem() throws IOException {
        byte[] bytes = {0, 1, '\n', (byte) 0xff, '\r', 'x', 0};
        Run written = drey.fed(bytes, "write", "box:t/raw");
        assertThat(written.exit()).as("%s", written).isZero();
        assertThat(written.out()).isEmpty();
        assertThat(there.resolve("raw")).hasBinaryContent(bytes);
        assertThat(fine("cat", "box:t/raw").bytes()).isEqualTo(bytes);
        assertThat(fine("cat", "--offset", "3", "--length", "2", "box:t/raw").bytes())
                .containsExactly(0xff, '\r');
        assertThat(fine("cat", "--tail", "2", "box:t/raw").bytes()).containsExactly('x', 0);
    }

    @Test
    void writeCommitsOnlyWhatHasTheSizeAndHashThatWereSaid() throws IOException {
        file(there.resolve("f"), "old");
        byte[] data = "new".getBytes(StandardCharsets.UTF_8);
        Run size = drey.fed(data, "write", "--size", "4", "box:t/f");
        assertThat(size.exit()).as("%s", size).isNotZero();
        Run hash = drey.fed(data, "write", "--sha256", "0".repeat(64), "box:t/f");
        assertThat(hash.exit()).as("%s", hash).isEqualTo(5);
        assertThat(there.resolve("f")).hasContent("old");
        String sha = "11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437";
        Run good = drey.fed(data, "write", "--size", "3", "--sha256", sha, "box:t/f");
        assertThat(good.exit()).as("%s", good).isZero();
        assertThat(there.resolve("f")).hasContent("new");
    }

    @Test
    void listingsShowWhatIsThere() throws IOException {
        file(there.resolve("a"), "four");
        file(there.resolve("d/deep"), "12345678");
        file(there.resolve(".hidden"), "");
        Files.setPosixFilePermissions(there.resolve("a"), PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(there.resolve("a"), FileTime.from(THEN));
        assertThat(fine("ls", "box:t").lines()).containsExactly("a", "d");
        assertThat(fine("ls", "-a", "box:t").lines()).contains(".hidden", "a", "d");
        assertThat(fine("ls", "-l", "box:t/a").out())
                .contains("-rw-r-----")
                .contains(" 4 ")
                .contains("2021");
        assertThat(fine("ls", "-R", "box:t").out()).contains("deep");
        assertThat(fine("ls", "-RS", "box:t").lines().getFirst()).contains("d");
        assertThat(fine("tree", "box:t").out()).contains("deep");
        assertThat(fine("stat", "box:t/a").out()).contains("-rw-r-----");
        assertThat(fine("ls", "--json", "box:t").lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
        assertThat(fine("du", "box:t").out()).contains("12");
        assertThat(fine("df", "box:t").out()).contains("%");
    }

    @Test
    void findLooksByNameSizeAgeTypeAndText() throws IOException {
        file(there.resolve("a.log"), "needle in hay");
        file(there.resolve("d/b.log"), "x".repeat(3000));
        Files.setLastModifiedTime(there.resolve("a.log"), FileTime.from(THEN));
        assertThat(fine("find", "box:t", "--name", "*.log").lines()).hasSize(2);
        assertThat(fine("find", "box:t", "--size", "+2K").lines())
                .singleElement()
                .asString()
                .endsWith("d/b.log");
        assertThat(fine("find", "box:t", "--size", "-2K", "--type", "f").lines())
                .singleElement()
                .asString()
                .endsWith("a.log");
        assertThat(fine("find", "box:t", "--newer", "1h", "--type", "f").lines())
                .singleElement()
                .asString()
                .endsWith("b.log");
        assertThat(fine("find", "box:t", "--text", "needle").lines())
                .singleElement()
                .asString()
                .endsWith("a.log");
    }

    @Test
    void theSmallCommandsDoWhatTheySay() throws IOException {
        fine("mkdir", "-p", "box:t/p/q");
        assertThat(there.resolve("p/q")).isDirectory();
        fine("rmdir", "box:t/p/q");
        assertThat(there.resolve("p/q")).doesNotExist();
        fine("touch", "box:t/f");
        assertThat(there.resolve("f")).isEmptyFile();
        fine("chmod", "640", "box:t/f");
        assertThat(mode(there.resolve("f"))).isEqualTo("rw-r-----");
        fine("ln", "-s", "f", "box:t/l");
        assertThat(Files.readSymbolicLink(there.resolve("l"))).isEqualTo(Path.of("f"));
        assertThat(fine("readlink", "box:t/l").lines()).containsExactly("f");
        fine("ln", "box:t/f", "box:t/hard");
        assertThat(Files.getAttribute(there.resolve("hard"), "unix:nlink")).isEqualTo(2);
        fine("rename", "box:t/hard", "box:t/g");
        assertThat(there.resolve("g")).exists();
        Run taken = drey.run("rename", "box:t/g", "box:t/f");
        assertThat(taken.exit()).isEqualTo(1);
        fine("rm", "box:t/g");
        assertThat(there.resolve("g")).doesNotExist();
    }

    @Test
    void removingATreeNeedsAYesWhereNobodyCanBeAsked() throws IOException {
        file(there.resolve("d/x"), "1");
        Files.createSymbolicLink(there.resolve("d/out"), here);
        file(here.resolve("kept"), "k");
        Run asked = drey.run("rm", "-r", "box:t/d");
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).contains("--yes").contains("2 files");
        assertThat(there.resolve("d/x")).exists();
        fine("rm", "-r", "--yes", "box:t/d");
        assertThat(there.resolve("d")).doesNotExist();
        assertThat(here.resolve("kept")).hasContent("k");
        Run root = drey.run("rm", "-r", "--yes", "box:/");
        assertThat(root.exit()).isNotZero();
        assertThat(root.err()).contains("/");
    }

    @Test
    void sumsAreThoseOfSha256sum() throws IOException {
        file(there.resolve("f"), "abc");
        assertThat(fine("sum", "box:t/f").out())
                .startsWith("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  ");
        assertThat(fine("sum", "-a", "md5", "box:t/f").out()).startsWith("900150983cd24fb0d6963f7d28e17f72  ");
        assertThat(fine("sum", "-r", "box:t").lines()).hasSize(1);
    }

    @Test
    void compareSaysWhatDiffersAndEndsWithOne() throws IOException {
        file(here.resolve("a/same"), "s");
        file(here.resolve("a/mine"), "m");
        file(there.resolve("a/same"), "s");
        file(there.resolve("a/yours"), "y");
        Run run = drey.run("compare", "--content", "a", "box:t/a");
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.lines()).hasSize(2);
        assertThat(run.out()).contains("mine").contains("yours").doesNotContain("same");
    }
}
