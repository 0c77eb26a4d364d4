package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.transfer.Moved;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Overwrite;
import dev.drey.transfer.Placement;
import dev.drey.transfer.Proof;
import dev.drey.transfer.TransferEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What becomes of the file that stands under the final name.
interface ReplacingCases extends AtQuay {
    String BEFORE = "what was there before";

    /// A small size and a large one take different ways through the engine.
    List<Integer> SIZES = List.of(100, MIB);

    @ParameterizedTest
    @EnumSource
    default void theOldFileStandsWholeUntilTheEnd(Way way) throws IOException {
        quay().source(way, MIDDLE);
        Path target = quay().target(way, BEFORE);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        Observer looking = event -> {
            if (event instanceof TransferEvent.Progressed progressed
                    && progressed.progress().percentage() < 99) seen.add(read(target));
        };
        assertThat(quay().move(way, SLOWLY, looking).atomic()).isTrue();
        assertThat(seen).containsExactly(BEFORE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void theOldFilesModeIsKept(Way way) throws IOException {
        for (int size : SIZES) {
            quay().source(way, size);
            Path target = quay().target(way, BEFORE);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-x--x"));
            quay().move(way, ONCE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rwxr-x--x");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void theSourcesModeIsGivenWhenAskedFor(Way way) throws IOException {
        for (int size : SIZES) {
            Path source = quay().source(way, size);
            Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("rwxr-x--x"));
            Path target = quay().target(way, BEFORE);
            quay().move(way, AtQuay.exact(ONCE));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
                    .isEqualTo("rwxr-x--x");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void ofALongerFileNothingStays(Way way) throws IOException {
        for (int size : new int[] {0, 100, MIB}) {
            quay().source(way, size);
            Path target = quay().target(way, BEFORE.repeat(200_000));
            quay().move(way, ONCE);
            assertThat(target).hasSize(size);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void failLeavesWhatIsThere(Way way) throws IOException {
        for (int size : SIZES) {
            quay().source(way, size);
            quay().target(way, BEFORE);
            Options fail = ONCE.withOverwrite(Overwrite.FAIL);
            quay().refused(Code.ALREADY_EXISTS, Quay.Left.NOTHING, way, fail, Observer.NOBODY);
            Files.delete(quay().target(way));
            assertThat(quay().move(way, fail).outcome()).isEqualTo(Moved.Outcome.MOVED);
            Files.delete(quay().target(way));
        }
    }

    /// The name is taken while the bytes are on their way: only the rename can see that.
    @ParameterizedTest
    @EnumSource
    default void failIsDecidedByTheRename(Way way) throws IOException {
        quay().source(way, MIDDLE);
        Path target = quay().target(way);
        Observer meanwhile = event -> {
            if (event instanceof TransferEvent.Progressed && !Files.exists(target)) write(target);
        };
        Moved skipped = quay().move(way, SLOWLY.withOverwrite(Overwrite.SKIP), meanwhile);
        assertThat(skipped.outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertThat(target).hasContent(BEFORE);
    }

    private void write(Path target) {
        try {
            quay().given(Files.writeString(target, BEFORE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void skipLeavesWhatIsThereAndSaysSo(Way way) throws IOException {
        quay().source(way, MIB);
        Path target = quay().target(way, BEFORE);
        Moved moved = quay().move(way, ONCE.withOverwrite(Overwrite.SKIP));
        assertThat(moved.outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertThat(target).hasContent(BEFORE);
    }

    @ParameterizedTest
    @EnumSource
    default void renameKeepsBoth(Way way) throws IOException {
        for (int size : SIZES) {
            quay().source(way, size);
            Path target = quay().target(way, BEFORE);
            Moved moved = quay().move(way, ONCE.withOverwrite(Overwrite.RENAME));
            assertThat(moved.destination().name().text()).startsWith(Quay.TARGET + " (");
            assertThat(target).hasContent(BEFORE);
        }
        assertThat(names(quay().to(way))).containsExactly("target", "target (1)", "target (2)");
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString())
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void newerReplacesOnlyWhatIsOlder(Way way) throws IOException {
        Options newer = ONCE.withOverwrite(Overwrite.NEWER);
        quay().source(way, 100);
        Path target = quay().target(way, BEFORE);
        Files.setLastModifiedTime(target, FileTime.from(Quay.OLD.plusSeconds(10)));
        assertThat(quay().move(way, newer).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        Files.setLastModifiedTime(target, FileTime.from(Quay.OLD));
        assertThat(quay().move(way, newer).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        assertThat(target).hasContent(BEFORE);
        Files.setLastModifiedTime(target, FileTime.from(Quay.OLD.minusSeconds(1)));
        assertThat(quay().move(way, newer).outcome()).isEqualTo(Moved.Outcome.MOVED);
    }

    @ParameterizedTest
    @EnumSource
    default void differentReplacesWhatHasAnotherSizeOrTime(Way way) throws IOException {
        Options different = ONCE.withOverwrite(Overwrite.DIFFERENT);
        Path source = quay().source(way, 100);
        Path target = quay().target(way, BEFORE);
        Files.setLastModifiedTime(target, FileTime.from(Quay.OLD));
        assertThat(quay().move(way, different).outcome()).isEqualTo(Moved.Outcome.MOVED);
        assertThat(quay().move(way, different).outcome()).isEqualTo(Moved.Outcome.SKIPPED);
        Files.setLastModifiedTime(source, FileTime.from(Quay.OLD.minusSeconds(5)));
        assertThat(quay().move(way, different).outcome()).isEqualTo(Moved.Outcome.MOVED);
        assertThat(target).hasSize(100);
    }

    @ParameterizedTest
    @EnumSource
    default void aBackupKeepsTheOldFile(Way way) throws IOException {
        for (int size : SIZES) {
            quay().source(way, size);
            quay().target(way, BEFORE);
            Moved moved = quay().move(way, ONCE.withBackup(Options.Backup.DEFAULTS));
            String name = moved.backup().orElseThrow().name().text();
            assertThat(name).startsWith("." + Quay.TARGET + ".").endsWith(".bak");
            assertThat(quay().to(way).resolve(name)).hasContent(BEFORE);
        }
        assertThat(names(quay().to(way))).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    default void aLinkIsFollowedToWhatItLeadsTo(Way way) throws IOException {
        Path folder = quay().given(Files.createDirectory(quay().to(way).resolve("folder")));
        for (int size : SIZES) {
            Path source = quay().source(way, size);
            Path old = quay().given(Files.writeString(folder.resolve("old-" + size), BEFORE));
            Path link = quay().target(way);
            Files.deleteIfExists(link);
            quay().given(Files.createSymbolicLink(link, Path.of("folder/old-" + size)));
            assertThat(quay().move(way, ONCE).atomic()).isTrue();
            assertThat(link).isSymbolicLink();
            assertThat(old).hasSameBinaryContentAs(source);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aLinkItselfIsReplacedWhenAskedFor(Way way) throws IOException {
        quay().source(way, MIB);
        Path old = quay().given(Files.writeString(quay().to(way).resolve("old"), BEFORE));
        Path link = quay().target(way);
        quay().given(Files.createSymbolicLink(link, Path.of("old")));
        quay().move(way, AtQuay.placed(ONCE, Placement.AUTO, true));
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(old).hasContent(BEFORE);
    }

    @ParameterizedTest
    @EnumSource
    default void inPlaceItStaysTheSameFile(Way way) throws IOException {
        for (int size : SIZES) {
            for (String before : List.of(BEFORE, BEFORE.repeat(200_000))) {
                quay().source(way, size);
                Path target = quay().target(way, before);
                Object inode = Files.getAttribute(target, "unix:ino");
                Moved moved = quay().move(way, AtQuay.placed(ONCE, Placement.IN_PLACE, false));
                assertThat(moved.atomic()).isFalse();
                assertThat(Files.getAttribute(target, "unix:ino")).isEqualTo(inode);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aBeginningUnderTheFinalNameIsTakenUpWhenAskedFor(Way way) throws IOException {
        begun(way);
        Moved moved = quay().move(way, ONCE.withOverwrite(Overwrite.RESUME));
        assertThat(moved.resumedFrom()).isEqualTo(2 * MIB);
        assertThat(moved.provedBy()).isPresent().get().isNotEqualTo(Proof.JOURNAL);
    }

    /// Whatever stands there, the right file comes of it.
    @ParameterizedTest
    @EnumSource
    default void whatIsNoBeginningIsNeverTakenUp(Way way) throws IOException {
        begun(way);
        assertThat(quay().move(way, ONCE).resumedFrom()).as("nobody asked").isZero();
        Path target = begun(way);
        byte[] wrong = Files.readAllBytes(target);
        wrong[1000] ^= 1;
        Files.write(target, wrong);
        assertThat(quay().move(way, ONCE.withOverwrite(Overwrite.RESUME)).resumedFrom())
                .isLessThanOrEqualTo(1000);
    }

    /// The first part of the source under the target's name.
    private Path begun(Way way) throws IOException {
        Path source = quay().source(way, 3 * MIB + 5);
        Path target = quay().target(way);
        Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
        try (var channel = java.nio.channels.FileChannel.open(target, java.nio.file.StandardOpenOption.WRITE)) {
            channel.truncate(2 * MIB);
        }
        return quay().given(target);
    }
}
