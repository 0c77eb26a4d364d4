package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A jail whose allowed path is the top of the disk.
@Timeout(30)
class JailTopTest {
    private static final AllowedPath TOP = AllowedPath.readOnly(Path.of("/"));

    @TempDir
    Path part;

    @Test
    void theWholeDiskIsSeenAndNothingChanged() throws Exception {
        RemotePath file = LocalTree.path(Files.writeString(part.toRealPath().resolve("f"), "x"));
        List<AllowedPath> look = List.of(TOP);
        for (JailTree tree : List.of(JailTree.open(look, List.of()), JailTree.openByRealPaths(look, List.of()))) {
            try (tree) {
                assertThat(tree.entries(RemotePath.ROOT))
                        .extracting(entry -> entry.name())
                        .contains(Name.of("usr"));
                assertThat(tree.stat(RemotePath.of("/../usr/..")).isDirectory()).isTrue();
                assertThat(tree.exists(RemotePath.of("/no/such"))).isFalse();
                assertThat(tree.realpath(file)).isEqualTo(file);
                refused("read-only", () -> tree.remove(file));
                refused("read-only", () -> tree.makeDirectory(RemotePath.of("/drey-no"), Changes.NONE));
                refused("it is an allowed path", () -> tree.removeDirectory(RemotePath.ROOT));
            }
        }
    }

    @Test
    void aPartOfItIsWritableWhereThatIsAllowed() throws Exception {
        Path real = part.toRealPath();
        RemotePath file = LocalTree.path(Files.writeString(real.resolve("f"), "x"));
        try (JailTree tree = JailTree.open(List.of(AllowedPath.writable(real), TOP), List.of())) {
            refused("read-only", () -> tree.makeDirectory(RemotePath.of("/drey-no"), Changes.NONE));
            tree.remove(file);
        }
        assertThat(real.resolve("f")).doesNotExist();
    }

    private static void refused(String why, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining(why);
    }
}
