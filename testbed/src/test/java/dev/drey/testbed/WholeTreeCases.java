package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.testbed.DiskState.Aspect;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole trees.
interface WholeTreeCases extends AtQuay {
    TempFiles.Shape MANY = new TempFiles.Shape(250, 40, 40_000, false, false);
    TempFiles.Shape FEW = new TempFiles.Shape(30, 8, 20_000, false, false);

    /// Makes the source of this way, and gives it to the server's account.
    private Path tree(Way way, TempFiles.Shape shape) throws IOException {
        Path root = TempFiles.tree(quay().source(way), 7, shape);
        quay().givenTree(root);
        return root;
    }

    private void carry(Way way, Options options) throws IOException {
        MovedTree moved = quay().tree(way, options);
        assertThat(moved.failures()).isEmpty();
        assertThat(moved.warnings()).isEmpty();
        assertThat(quay().parts(way)).isEmpty();
    }

    private void assertSame(Way way, Aspect... aspects) {
        assertThat(DiskState.of(quay().target(way), aspects).lines())
                .isEqualTo(DiskState.of(quay().source(way), aspects).lines());
    }

    @ParameterizedTest
    @EnumSource
    default void aTreeArrivesWhole(Way way) throws IOException {
        tree(way, MANY);
        carry(way, ONCE);
        assertSame(way);
    }

    @ParameterizedTest
    @EnumSource
    default void timesOfFilesArrive(Way way) throws IOException {
        tree(way, FEW);
        carry(way, ONCE);
        assertSame(way, Aspect.TIMES);
    }

    @ParameterizedTest
    @EnumSource
    default void modesAndTimesOfAllArriveExactlyWhenAskedFor(Way way) throws IOException {
        tree(way, FEW);
        carry(way, AtQuay.exact(ONCE));
        assertSame(way, Aspect.MODES, Aspect.TIMES, Aspect.DIRECTORY_TIMES);
    }

    @ParameterizedTest
    @EnumSource
    default void linksArriveAsLinks(Way way) throws IOException {
        tree(way, new TempFiles.Shape(5, 3, 1000, false, true));
        carry(way, ONCE);
        assertSame(way);
    }

    @ParameterizedTest
    @EnumSource
    default void oddNamesArriveAsTheyAre(Way way) throws IOException {
        odd(way, true);
    }

    @ParameterizedTest
    @EnumSource
    default void namesThatAreNoTextArriveAsTheyAre(Way way) throws IOException {
        odd(way, false);
    }

    private void odd(Way way, boolean text) throws IOException {
        Path root = Files.createDirectory(quay().source(way));
        for (OddName odd : OddName.values()) {
            if (odd.isText() != text) continue;
            Path folder = Files.createDirectory(TempFiles.child(root, odd.asName()));
            TempFiles.file(
                    TempFiles.child(folder, odd.asName()), 100, odd.asName().length());
        }
        quay().givenTree(root);
        carry(way, ONCE);
        assertSame(way);
    }

    /// Everything is replaced, what is only there stays.
    @ParameterizedTest
    @EnumSource
    default void overATreeThatIsThereEverythingIsReplaced(Way way) throws IOException {
        tree(way, FEW);
        carry(way, ONCE);
        Files.writeString(quay().target(way).resolve("file-only-there"), "kept");
        carry(way, ONCE);
        assertThat(quay().target(way).resolve("file-only-there")).hasContent("kept");
        Files.delete(quay().target(way).resolve("file-only-there"));
        assertSame(way);
    }

    @ParameterizedTest
    @EnumSource
    default void afterACutLineTheSameTreeArrivesWhole(Way way) throws Exception {
        tree(way, MANY);
        try (Breaking line = breaking(way, 300_000)) {
            assertThat(arrivesWhole(line, way)).isFalse();
        }
        // A server may still be at work on what it has heard.
        Leftovers.assertNobodyHolds(quay().to(way));
        awaitStill(quay().to(way));
        carry(way, ONCE);
        assertSame(way);
    }

    /// Where the line is cut at what concerns one file, that file is told of; elsewhere the whole ends.
    private boolean arrivesWhole(Breaking line, Way way) throws IOException {
        try {
            return quay().treeOver(line.tree(), way, ONCE).isWhole();
        } catch (Failed cut) {
            assertThat(cut.code()).isEqualTo(Failure.Code.CONNECTION_LOST);
            return false;
        }
    }

    /// Until nothing below has changed for half a second: renames that were asked for before the cut may come late.
    private static void awaitStill(Path root) throws Exception {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> before = names(root);
        for (int same = 0; same < 5; ) {
            Thread.sleep(100);
            List<String> now = names(root);
            same = now.equals(before) ? same + 1 : 0;
            before = now;
            if (System.nanoTime() > until) throw new AssertionError(root + " does not come to rest");
        }
    }

    private static List<String> names(Path root) throws IOException {
        if (!Files.exists(root)) return List.of();
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(Path::toString).sorted().toList();
        } catch (UncheckedIOException moved) {
            return List.of("moving");
        }
    }
}
