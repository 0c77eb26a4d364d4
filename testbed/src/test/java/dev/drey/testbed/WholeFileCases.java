package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import dev.drey.transfer.Moved;
import dev.drey.transfer.Observer;
import dev.drey.transfer.TransferEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Files of all sizes, to where nothing stands yet.
interface WholeFileCases extends AtQuay {
    @ParameterizedTest
    @EnumSource
    default void anEmptyFileArrivesEmpty(Way way) throws IOException {
        quay().source(way, 0);
        assertThat(quay().move(way, ONCE).size()).isZero();
        assertThat(quay().target(way)).isEmptyFile();
    }

    /// About the sizes of requests, of what goes the short way, and of nothing in particular.
    @ParameterizedTest
    @EnumSource
    default void aFileOfAnySizeArrives(Way way) throws IOException {
        for (int size : new int[] {1, 32_767, 32_768, 32_769, 255 << 10, 262_144, 262_145, 1_234_567}) {
            quay().source(way, size);
            assertThat(quay().move(way, ONCE).size()).isEqualTo(size);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aLargeFileArrives(Way way) throws IOException {
        List<Long> told = new CopyOnWriteArrayList<>();
        Observer counting = event -> {
            if (event instanceof TransferEvent.Progressed progressed)
                told.add(progressed.progress().transferred());
        };
        int size = 20 * MIB + 12_347;
        quay().source(way, size);
        Moved moved = quay().move(way, ONCE, counting);
        assertThat(moved.resumedFrom()).isZero();
        assertThat(moved.atomic()).isTrue();
        assertThat(told).isSorted().endsWith((long) size);
    }

    @ParameterizedTest
    @EnumSource
    default void aFileKeepsItsTime(Way way) throws IOException {
        for (int size : new int[] {100, MIB}) {
            quay().source(way, size);
            quay().move(way, ONCE);
            assertThat(Files.getLastModifiedTime(quay().target(way)).toInstant())
                    .isEqualTo(Quay.OLD);
        }
    }

    /// No umask of any server here takes these bits away.
    @ParameterizedTest
    @EnumSource
    default void aNewFileGetsTheSourcesMode(Way way) throws IOException {
        for (int size : new int[] {100, MIB}) {
            for (String mode : List.of("rwx------", "r--r-----", "rw-r--r--")) {
                Path source = quay().source(way, size);
                Files.setPosixFilePermissions(source, PosixFilePermissions.fromString(mode));
                quay().move(way, ONCE);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(quay().target(way))))
                        .isEqualTo(mode);
                Files.delete(quay().target(way));
                Files.delete(source);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void whatIsVerifiedIsEqual(Way way) throws IOException {
        for (int size : new int[] {0, 100, 3 * MIB + 7}) {
            Path source = quay().source(way, size);
            Moved moved = quay().move(way, ONCE.withVerify(true));
            assertThat(moved.verifiedBy()).isPresent();
            assertThat(moved.sha256()).contains(DiskState.sha256(source));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void missingDirectoriesAreMadeWhenAskedFor(Way way) throws IOException {
        quay().source(way, 100);
        Path deep = quay().to(way).resolve("not/there/yet");
        quay().refused(Code.NOT_FOUND, Quay.Left.NOTHING, way, deep, ONCE, Observer.NOBODY);
        assertThat(quay().to(way)).isEmptyDirectory();
        quay().move(way, deep, ONCE.withCreateDirectories(true), Observer.NOBODY);
        assertThat(deep).isRegularFile();
    }

    @ParameterizedTest
    @EnumSource
    default void aMissingSourceIsNotFound(Way way) throws IOException {
        quay().target(way, "old");
        quay().refused(Code.NOT_FOUND, Quay.Left.NOTHING, way, ONCE, Observer.NOBODY);
    }

    @ParameterizedTest
    @EnumSource
    default void aDirectoryIsNoFileAtEitherEnd(Way way) throws IOException {
        Files.createDirectory(quay().source(way));
        quay().refused(Code.IS_A_DIRECTORY, Quay.Left.NOTHING, way, ONCE, Observer.NOBODY);
        Files.delete(quay().source(way));
        for (int size : new int[] {100, MIB}) {
            quay().source(way, size);
            Files.createDirectories(quay().target(way).resolve("full"));
            quay().refused(Code.IS_A_DIRECTORY, Quay.Left.NOTHING, way, ONCE, Observer.NOBODY);
        }
    }
}
