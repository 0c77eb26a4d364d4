package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What every tree over this machine's disk does alike.
@Timeout(30)
class DiskTreesTest {
    /// The three ways to the disk.
    enum Way {
        LOCAL,
        JAIL,
        JAIL_BY_REAL_PATHS;

        FileTree open(Path top) throws Failed {
            List<AllowedPath> allowed = List.of(AllowedPath.writable(top));
            return switch (this) {
                case LOCAL -> new LocalTree(top);
                case JAIL -> JailTree.open(allowed, List.of());
                case JAIL_BY_REAL_PATHS -> JailTree.openByRealPaths(allowed, List.of());
            };
        }
    }

    /// Memory keeps times that other file systems do not.
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir
    Path temporary;

    private Path memory = Path.of("");

    @BeforeEach
    void lay() throws Exception {
        temporary = temporary.toRealPath();
        memory = Files.createTempDirectory(Files.isWritable(MEMORY) ? MEMORY : temporary, "drey-test-");
    }

    @AfterEach
    void remove() throws Exception {
        try (var all = Files.newDirectoryStream(memory)) {
            for (Path one : all) Files.delete(one);
        }
        Files.delete(memory);
    }

    private static RemotePath at(String name) {
        return RemotePath.of(name);
    }

    private static void run(String... command) throws Exception {
        assertThat(new ProcessBuilder(command).start().waitFor(10, TimeUnit.SECONDS))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aTimeFarFromOursIsToldAsTheNearestThatPeopleWrite(Way way) throws Exception {
        run("touch", "-d", "@99999999999999999", memory.resolve("late").toString());
        run("touch", "-d", "@-99999999999999999", memory.resolve("early").toString());
        try (FileTree tree = way.open(memory)) {
            assertThat(tree.entries(RemotePath.HERE))
                    .extracting(Entry::name)
                    .extracting(Object::toString)
                    .containsExactlyInAnyOrder("late", "early");
            Instant late = tree.stat(at("late")).modified().orElseThrow();
            Instant early = tree.stat(at("early")).modified().orElseThrow();
            assertThat(late).isAfter(Instant.now()).isBefore(Instant.parse("+10000-01-01T00:00:00Z"));
            assertThat(early).isBefore(Instant.now()).isAfter(Instant.parse("-0001-01-01T00:00:00Z"));
        }
    }
}
