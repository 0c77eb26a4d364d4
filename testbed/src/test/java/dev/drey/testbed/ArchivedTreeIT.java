package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey put -a` and `drey get -a` of a tree such as careless copiers spoil, by the real program over a
/// real sshd: 2,000 small files, every odd name as a file and as a directory, links, empty directories,
/// and one large file, which is a GiB with `-Ddrey.long=true`. `diff` and `find` are the judges.
@Timeout(900)
class ArchivedTreeIT {
    private static final long MIB = 1L << 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final TempFiles.Shape SHAPE = new TempFiles.Shape(2000, 150, 40_000, true, true);

    private Sshd sshd;
    private DreyProgram drey;

    @BeforeEach
    void begin() {
        sshd = Sshd.start();
        drey = new DreyProgram().knowing(sshd);
    }

    @AfterEach
    void end() {
        drey.close();
        sshd.close();
    }

    private static long large() {
        return Boolean.getBoolean("drey.long") ? 1024 * MIB : 64 * MIB;
    }

    private Run fine(String... words) {
        Run run = drey.start(Path.of("/dev/null"), words).finished(LIMIT);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    @Test
    void aTreeOfTwoThousandFilesAndALargeOneGoesThereAndBackAndIsTheSame() throws Exception {
        Path tree = TempFiles.tree(drey.work().resolve("tree"), 2000, SHAPE);
        Instant before = Files.getLastModifiedTime(tree).toInstant();
        Path large = TempFiles.file(tree.resolve("large"), large() + 4321, 1);
        Files.setLastModifiedTime(large, FileTime.from(Instant.parse("2020-02-29T01:02:03.7Z")));
        Files.setLastModifiedTime(tree, FileTime.from(before));
        assertThat(facts(tree)).hasSizeGreaterThan(2000 + 150 + 2 * OddName.values().length);

        fine("put", "-a", "tree", "box:copy");
        Path copy = sshd.disk().resolve("copy");
        assertSame(tree, copy);
        Leftovers.assertNoSideFiles(copy);
        Leftovers.assertNobodyHolds(copy);

        fine("get", "-a", "box:copy", "back");
        assertSame(tree, drey.work().resolve("back"));
        Leftovers.assertNoSideFiles(drey.work());
    }

    private static void assertSame(Path one, Path other) {
        assertThat(Child.run("diff", "-r", "--no-dereference", one.toString(), other.toString()))
                .isEmpty();
        assertThat(facts(other)).isEqualTo(facts(one));
    }

    /// Kind, mode, owner, second of the last change and name of everything; of links where they lead to
    /// instead.
    private static List<String> facts(Path tree) {
        String all = Child.run(
                "find",
                tree.toString(),
                "(",
                "-type",
                "l",
                "-printf",
                "%P -> %l\\0",
                ")",
                "-o",
                "-printf",
                "%P %y %m %U:%G %Ts\\0");
        return Arrays.stream(all.split("\0", -1)).sorted().toList();
    }
}
