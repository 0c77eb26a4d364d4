package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.NearFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reads into memory of the caller's, by every kind of open file of a disk.
class NearFileTest {
    @TempDir
    static Path dir;

    static Stream<FileTree> trees() throws Failed {
        List<AllowedPath> allowed = List.of(AllowedPath.writable(dir));
        return Stream.of(
                new LocalTree(dir), JailTree.open(allowed, List.of()), JailTree.openByRealPaths(allowed, List.of()));
    }

    private static NearFile open(FileTree tree, OpenOptions options) throws Failed, IOException {
        Files.writeString(dir.resolve("f"), "0123456789");
        return (NearFile) tree.open(RemotePath.of("f"), options);
    }

    private static String text(ByteBuffer filled) {
        return StandardCharsets.UTF_8.decode(filled.flip()).toString();
    }

    @ParameterizedTest
    @MethodSource("trees")
    void bytesComeIntoMemoryOfEitherKindAtItsPosition(FileTree tree) throws Exception {
        try (tree;
                NearFile file = open(tree, OpenOptions.READ)) {
            for (ByteBuffer into : List.of(ByteBuffer.allocateDirect(6), ByteBuffer.allocate(6))) {
                into.put((byte) '<');
                assertThat(file.read(3, into)).isEqualTo(5);
                assertThat(text(into)).isEqualTo("<34567");
                into.clear();
                assertThat(file.read(8, into)).isEqualTo(2);
                assertThat(file.read(10, into)).isZero();
                assertThat(text(into)).isEqualTo("89");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("trees")
    void whatCannotBeReadIsRefused(FileTree tree) throws Exception {
        try (tree) {
            NearFile file = open(tree, OpenOptions.WRITE);
            for (ByteBuffer into : List.of(ByteBuffer.allocateDirect(6), ByteBuffer.allocate(6))) {
                assertThatThrownBy(() -> file.read(0, into))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo(Failure.Code.PERMISSION_DENIED));
                assertThatThrownBy(() -> file.read(-1, into)).isInstanceOf(Failed.class);
            }
            file.close();
            assertThatThrownBy(() -> file.read(0, ByteBuffer.allocateDirect(1))).isInstanceOf(Failed.class);
        }
    }
}
