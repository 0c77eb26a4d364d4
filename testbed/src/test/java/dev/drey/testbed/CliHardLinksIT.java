package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What has several names on a real OpenSSH server keeps them all when it is replaced.
@Timeout(240)
class CliHardLinksIT {
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

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    private Object linked(String name, String other) throws IOException {
        Files.createDirectories(there.resolve(name).getParent());
        Files.writeString(there.resolve(name), "old content, and rather longer than some of what replaces it");
        Files.createLink(there.resolve(other), there.resolve(name));
        return inode(there.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 200_000, 3_000_000})
    void aFileWithTwoNamesKeepsBothAndTheWarningSaysSo(int size) throws IOException {
        String content = "n".repeat(size);
        Files.writeString(here.resolve("new"), content);
        Object inode = linked("one", "two");
        Run run = fine("put", "new", "box:t/one");
        assertThat(run.err()).contains("written in place", "several names");
        assertThat(inode(there.resolve("one"))).isEqualTo(inode);
        assertThat(there.resolve("one")).hasContent(content);
        assertThat(there.resolve("two")).hasContent(content);
        assertThat(fine("put", "--json", "new", "box:t/one").out()).contains("\"atomic\":false", "several names");
    }

    @Test
    void amongTheFilesOfATreeOnlyThoseWithSeveralNamesAreWrittenInPlace() throws IOException {
        for (String name : new String[] {"tree/one", "tree/plain", "tree/deep/x"}) {
            Files.createDirectories(here.resolve(name).getParent());
            Files.writeString(here.resolve(name), "new " + name);
        }
        Object inode = linked("tree/one", "two");
        Files.writeString(there.resolve("tree/plain"), "old");
        Object plain = inode(there.resolve("tree/plain"));
        Run run = fine("put", "-r", "tree/", "box:t/tree");
        assertThat(run.err()).containsOnlyOnce("several names");
        assertThat(inode(there.resolve("tree/one"))).isEqualTo(inode);
        assertThat(there.resolve("two")).hasContent("new tree/one");
        assertThat(inode(there.resolve("tree/plain"))).isNotEqualTo(plain);
        assertThat(there.resolve("tree/plain")).hasContent("new tree/plain");
    }

    @Test
    void whoAsksForARenameGetsIt() throws IOException {
        Files.writeString(here.resolve("new"), "new");
        Object inode = linked("one", "two");
        fine("put", "--overwrite", "skip", "new", "box:t/one");
        assertThat(there.resolve("one")).hasContent(Files.readString(there.resolve("two")));
        fine("put", "--overwrite", "rename", "new", "box:t/one");
        assertThat(there.resolve("one (1)")).hasContent("new");
        assertThat(inode(there.resolve("one"))).isEqualTo(inode);
    }
}
