package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A disk of 2 MiB that is filled, and one that is read-only: small tmpfs, so this suite needs root.
@Timeout(60)
class FullDiskIT {
    private static final int SIZE = 2 << 20;

    private final TempDir place = TempDir.create();

    interface Opener {
        FileTree over(Path directory) throws Failed;
    }

    static Stream<Opener> trees() {
        return Stream.of(
                LocalTree::new,
                directory -> JailTree.open(List.of(AllowedPath.writable(directory)), List.of()),
                directory -> JailTree.openByRealPaths(List.of(AllowedPath.writable(directory)), List.of()));
    }

    @BeforeEach
    void mount() throws Exception {
        Child.run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=" + SIZE,
                "tmpfs",
                place.path().toString());
    }

    @AfterEach
    void unmount() throws Exception {
        Child.run("umount", place.path().toString());
        place.close();
    }

    private static void fill(OpenFile file) throws Failed {
        ByteBuffer some = ByteBuffer.allocate(file.largestWrite());
        for (long at = 0; at < 2 * SIZE; at += some.capacity())
            file.write(at, some.clear()).await();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void aFullDiskIsNoSpaceAndLeavesWhatWasThere(Opener opener) throws Exception {
        try (FileTree tree = opener.over(place.path())) {
            Whole.write(tree, RemotePath.of("old"), new byte[] {1, 2, 3});
            try (OpenFile file = tree.open(RemotePath.of("new"), OpenOptions.createNew(0600))) {
                Failed failed = catchThrowableOfType(Failed.class, () -> fill(file));
                assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
                assertThat(failed.getMessage()).isEqualTo("write new: No space left on device");
                assertThat(file.attributes().await().sizeOrZero()).isPositive();
                file.setAttributes(Changes.ofSize(0)).await();
                file.write(0, ByteBuffer.allocate(1)).await();
            }
            assertThat(Whole.read(tree, RemotePath.of("old"))).containsExactly(1, 2, 3);
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void aCopyThatFillsTheDiskSaysSo(Opener opener) throws Exception {
        try (FileTree tree = opener.over(place.path())) {
            Whole.write(tree, RemotePath.of("from"), new byte[SIZE / 4 * 3]);
            ServerSideCopy copy = tree.power(ServerSideCopy.class).orElseThrow();
            try (OpenFile from = tree.open(RemotePath.of("from"), OpenOptions.READ);
                    OpenFile to = tree.open(RemotePath.of("to"), OpenOptions.createNew(0600))) {
                Failed failed = catchThrowableOfType(
                        Failed.class, () -> copy.copyData(from, 0, 0, to, 0).await());
                assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void theRoomIsThatOfTheDisk(Opener opener) throws Exception {
        try (FileTree tree = opener.over(place.path())) {
            Space.Room room = tree.power(Space.class).orElseThrow().room(RemotePath.HERE);
            assertThat(room.total()).isEqualTo(SIZE);
            assertThat(room.available()).isLessThanOrEqualTo(SIZE);
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void aReadOnlyDiskSaysSo(Opener opener) throws Exception {
        try (FileTree tree = opener.over(place.path())) {
            Whole.write(tree, RemotePath.of("old"), new byte[] {1});
            remount();
            assertThat(code(() -> tree.open(RemotePath.of("new"), OpenOptions.createNew(0600))
                            .close()))
                    .isEqualTo(Code.READ_ONLY);
            assertThat(code(() -> tree.remove(RemotePath.of("old")))).isEqualTo(Code.READ_ONLY);
            assertThat(code(() -> tree.makeDirectory(RemotePath.of("d"), Changes.NONE)))
                    .isEqualTo(Code.READ_ONLY);
            assertThat(code(() -> tree.setAttributes(RemotePath.of("old"), Changes.ofPermissions(0600))))
                    .isEqualTo(Code.READ_ONLY);
            assertThat(tree.power(Space.class)
                            .orElseThrow()
                            .room(RemotePath.HERE)
                            .readOnly())
                    .isTrue();
            assertThat(Whole.read(tree, RemotePath.of("old"))).containsExactly(1);
        }
    }

    private void remount() throws IOException, InterruptedException {
        Child.run("mount", "-o", "remount,ro", place.path().toString());
    }

    private static Code code(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(Failed.class, call).code();
    }
}
