package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a person sees while files move, read from a pseudo terminal; and what stands in a log where there
/// is none.
@Timeout(120)
class CliProgressIT {
    private static final String FILE_LINE = " +\\d+ %  +[\\d.]+ \\w+ of +[\\d.]+ \\w+  .*";
    private static final String TOTAL_LINE =
            "total +\\d+ %  [\\d.]+ \\w+ of [\\d.]+ \\w+  [\\d.]+ \\w+/s(  \\d+:\\d\\d)?  \\d+/\\d+ files";

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

    private void tree(int files, int size, String name) throws IOException {
        Files.createDirectory(here.resolve("tree"));
        for (int i = 0; i < files; i++) Files.write(here.resolve("tree").resolve(name + i), new byte[size]);
    }

    @Test
    void aTreeShowsAtMostFiveFilesUnderWayAndATotal() throws IOException {
        tree(8, 400_000, "file-");
        Run run = drey.inTerminal(100, "put", "-r", "--bwlimit", "1M", "tree/", "box:t/tree");
        assertThat(run.exit()).as("%s", run).isZero();
        List<List<String>> screens = PseudoTerminal.screens(run.out());
        int most = 0;
        for (List<String> screen : screens) {
            int files = (int)
                    screen.stream().filter(line -> line.matches(FILE_LINE)).count();
            assertThat(files).isLessThanOrEqualTo(5);
            most = Math.max(most, files);
            if (files > 0) assertThat(screen.getLast()).matches(TOTAL_LINE);
            assertThat(screen.stream().filter(line -> line.startsWith("total"))).hasSizeLessThan(2);
        }
        assertThat(most).isEqualTo(5);
        assertThat(screens.getLast()).hasSizeLessThan(4).anyMatch(line -> line.startsWith("8 files, 3.1 MiB"));
        assertThat(screens.getLast()).noneMatch(line -> line.contains(" %"));
    }

    @Test
    void noLineIsLongerThanTheTerminalIsWide() throws IOException {
        tree(3, 300_000, "a-rather-long-name-that-does-not-fit-" + "\u6587".repeat(20) + "-");
        Run run = drey.inTerminal(40, "put", "-r", "--bwlimit", "500K", "tree/", "box:t/tree");
        assertThat(run.exit()).as("%s", run).isZero();
        List<String> painted = PseudoTerminal.screens(run.out()).stream()
                .flatMap(List::stream)
                .filter(line -> line.contains(" %"))
                .toList();
        assertThat(painted).isNotEmpty().allMatch(line -> line.length() < 40);
        assertThat(painted).anyMatch(line -> line.contains("  a-") && line.endsWith("…"));
    }

    @Test
    void aFileByItselfShowsOneLineWithItsName() throws IOException {
        Files.write(here.resolve("alone"), new byte[1_000_000]);
        Run run = drey.inTerminal(80, "put", "--bwlimit", "600K", "alone", "box:t/alone");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(PseudoTerminal.screens(run.out()).stream().flatMap(List::stream))
                .anyMatch(line -> line.matches(" *\\d+ %  .*/s.*  alone"))
                .noneMatch(line -> line.startsWith("total"));
    }

    @Test
    void whereThereIsNoTerminalAPlainLineComesEveryTenSeconds() throws IOException {
        tree(8, 100_000, "file-");
        Run run = drey.run("put", "-r", "--bwlimit", "60K", "tree/", "box:t/tree");
        assertThat(run.exit()).as("%s", run).isZero();
        assertThat(run.err()).doesNotContain("\033", "\r");
        assertThat(run.err().lines().filter(line -> line.contains(" %"))).hasSizeBetween(1, 2);
    }
}
