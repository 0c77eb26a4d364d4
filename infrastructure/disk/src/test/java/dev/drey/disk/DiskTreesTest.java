package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.ServerSideCopy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
    void aHandleForReadingDoesNotResizeButChangesTheRest(Way way) throws Exception {
        Path file = Files.writeString(temporary.resolve("f"), "12345");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Changes changes = Changes.ofSize(2).withPermissions(0600);
        try (FileTree tree = way.open(temporary)) {
            try (OpenFile reading = tree.open(at("f"), OpenOptions.READ)) {
                assertThat(code(() -> reading.setAttributes(changes).await()))
                        .isEqualTo(Failure.Code.PERMISSION_DENIED);
                assertThat(tree.stat(at("f")).permissions()).hasValue(0600);
                assertThat(tree.stat(at("f")).size()).hasValue(5);
            }
            for (OpenOptions options : List.of(OpenOptions.WRITE, OpenOptions.WRITE.appending())) {
                try (OpenFile writing = tree.open(at("f"), options)) {
                    writing.setAttributes(changes).await();
                    assertThat(tree.stat(at("f")).size()).hasValue(2);
                    writing.setAttributes(Changes.ofSize(5)).await();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCopyIntoAHandleThatAppendsGoesToTheEnd(Way way) throws Exception {
        Files.writeString(temporary.resolve("from"), "0123456789");
        Files.writeString(temporary.resolve("to"), "abc");
        try (FileTree tree = way.open(temporary);
                OpenFile from = tree.open(at("from"), OpenOptions.READ);
                OpenFile to = tree.open(at("to"), OpenOptions.WRITE.appending())) {
            ServerSideCopy copy = tree.power(ServerSideCopy.class).orElseThrow();
            copy.copyData(from, 2, 3, to, 0).await();
            copy.copyData(from, 8, 0, to, 1).await();
        }
        assertThat(temporary.resolve("to")).hasContent("abc23489");
    }

    @ParameterizedTest
    @EnumSource
    void setgidFromAboveStaysWhereStickyIsAskedFor(Way way) throws Exception {
        Path above = Files.createDirectory(temporary.resolve("above"));
        run("chmod", "2755", above.toString());
        try (FileTree tree = way.open(temporary)) {
            tree.makeDirectory(at("above/sticky"), Changes.ofPermissions(01700));
            tree.makeDirectory(at("above/plain"), Changes.ofPermissions(0700));
            assertThat(tree.stat(at("above/sticky")).permissions()).hasValue(03700);
            assertThat(tree.stat(at("above/plain")).permissions()).hasValue(02700);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theTextOfALinkIsKeptToTheByte(Way way) throws Exception {
        try (FileTree tree = way.open(temporary)) {
            for (String text : List.of("a//b/", "./a/../", "//x", "/", "a b\n")) {
                RemotePath target = RemotePath.of(text);
                tree.symlink(at("link"), target);
                assertThat(tree.readlink(at("link"))).isEqualTo(target);
                tree.remove(at("link"));
                run("ln", "-s", text, temporary.resolve("link").toString());
                assertThat(tree.readlink(at("link"))).isEqualTo(target);
                tree.remove(at("link"));
            }
            assertThat(code(() -> tree.readlink(at("none")))).isEqualTo(Failure.Code.NOT_FOUND);
            Files.createFile(temporary.resolve("f"));
            assertThat(code(() -> tree.readlink(at("f")))).isEqualTo(Failure.Code.INVALID_ARGUMENT);
            assertThat(code(() -> tree.symlink(at("f"), at("x")))).isEqualTo(Failure.Code.ALREADY_EXISTS);
            assertThat(code(() -> tree.symlink(at("l"), at("x\0y")))).isEqualTo(Failure.Code.INVALID_PATH);
        }
    }

    private static Failure.Code code(ThrowingCallable call) {
        Failed failed = catchThrowableOfType(Failed.class, call);
        assertThat(failed).as("a failure").isNotNull();
        return failed.code();
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
