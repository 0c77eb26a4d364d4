package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Name;
import dev.drey.files.Narrowing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A jail within a jail shows the parts that were named, and never more than the outer one.
class NarrowedTest {
    @TempDir
    Path place = Path.of("");

    private Path top = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        top = place.toRealPath();
        Files.createDirectories(top.resolve("data/ana/sub"));
        Files.createDirectories(top.resolve("data/ben"));
        Files.createDirectories(top.resolve("shown"));
        Files.createDirectories(top.resolve("outside"));
        Files.writeString(top.resolve("data/ana/f"), "f");
        Files.writeString(top.resolve("data/ben/g"), "g");
        Files.writeString(top.resolve("shown/s"), "s");
        Files.createSymbolicLink(top.resolve("data/link"), top.resolve("data/ben"));
        Files.createSymbolicLink(top.resolve("data/ana/to-ben"), Path.of("../ben/g"));
        Files.createSymbolicLink(top.resolve("data/ana/to-shown"), top.resolve("shown/s"));
    }

    private JailTree jail(boolean strong) throws Failed {
        List<AllowedPath> allowed =
                List.of(AllowedPath.writable(top.resolve("data")), AllowedPath.readOnly(top.resolve("shown")));
        return strong ? JailTree.open(allowed, List.of()) : JailTree.openByRealPaths(allowed, List.of());
    }

    private RemotePath at(String path) {
        return RemotePath.of(path.isEmpty() ? top.toString() : top + "/" + path);
    }

    private FileTree narrowed(JailTree jail, Narrowing.Part... parts) throws Failed {
        return jail.power(Narrowing.class).orElseThrow().narrowed(List.of(parts));
    }

    private Narrowing.Part part(String path, boolean writable) {
        return new Narrowing.Part(at(path), writable);
    }

    private static Code code(Attempt attempt) {
        try {
            attempt.run();
        } catch (Failed failed) {
            return failed.code();
        }
        throw new AssertionError("it was not refused");
    }

    private interface Attempt {
        void run() throws Failed;
    }

    private static void write(FileTree tree, RemotePath path) throws Failed {
        tree.open(path, OpenOptions.replace(0600)).close();
    }

    private List<String> names(FileTree tree, String path) throws Failed {
        List<String> names = new ArrayList<>();
        tree.entries(at(path)).forEach(entry -> names.add(entry.name().text()));
        return names;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyThePartIsSeen(boolean strong) throws Failed {
        try (JailTree jail = jail(strong);
                FileTree tree = narrowed(jail, part("data/ana", true))) {
            assertThat(names(tree, "data")).containsExactly("ana");
            assertThat(names(tree, "data/ana")).contains("f", "sub");
            write(tree, at("data/ana/new"));
            assertThat(code(() -> tree.stat(at("data/ben/g")))).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(code(() -> tree.open(at("data/ana/to-ben"), OpenOptions.READ)))
                    .isEqualTo(Code.PERMISSION_DENIED);
            assertThat(code(() -> tree.stat(at("shown/s")))).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(code(() -> tree.removeDirectory(at("data/ana")))).isEqualTo(Code.PERMISSION_DENIED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neverMoreThanTheOuterOneShows(boolean strong) throws Failed {
        Narrowing.Part whole = new Narrowing.Part(RemotePath.ROOT, true);
        try (JailTree jail = jail(strong);
                FileTree tree = narrowed(jail, whole, part("outside", true))) {
            assertThat(names(tree, "")).containsExactly("data", "shown");
            write(tree, at("data/ben/g"));
            assertThat(code(() -> write(tree, at("shown/s")))).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(code(() -> tree.stat(at("outside")))).isEqualTo(Code.PERMISSION_DENIED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPartIsReadOnlyUnlessOneThatHoldsItIsNot(boolean strong) throws Failed {
        try (JailTree jail = jail(strong);
                FileTree tree = narrowed(jail, part("data", false), part("data/ana", true), part("shown", true))) {
            write(tree, at("data/ana/f"));
            assertThat(code(() -> write(tree, at("data/ben/g")))).isEqualTo(Code.PERMISSION_DENIED);
            assertThat(code(() -> write(tree, at("data/ana/to-shown")))).isEqualTo(Code.PERMISSION_DENIED);
            tree.stat(at("data/ana/to-ben"));
            try (FileTree other = narrowed(jail, part("data/ana/sub", false), part("data", true))) {
                write(other, at("data/ana/sub/new"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsMissingOrBehindALinkIsLeftOut(boolean strong) throws Failed {
        try (JailTree jail = jail(strong)) {
            assertThat(code(() -> narrowed(jail, part("data/missing", true)).close()))
                    .isEqualTo(Code.NOT_FOUND);
            assertThat(code(() -> narrowed(jail, part("data/link", true)).close()))
                    .isEqualTo(Code.NOT_FOUND);
            assertThat(code(() -> narrowed(jail, part("data/ana/f", true)).close()))
                    .isEqualTo(Code.NOT_FOUND);
            try (FileTree tree = narrowed(jail, part("data/link", true), part("data/ana", false))) {
                assertThat(names(tree, "data")).containsExactly("ana");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasOpenedLivesOn(boolean strong) throws Failed {
        try (JailTree jail = jail(strong)) {
            FileTree tree = narrowed(jail, part("data/ana", true));
            OpenFile file = tree.open(at("data/ana/f"), OpenOptions.READ);
            var listing = tree.list(at("data/ana"));
            tree.close();
            assertThat(file.read(0, 1).await().remaining()).isEqualTo(1);
            assertThat(listing.next().orElseThrow())
                    .extracting(one -> one.name())
                    .contains(Name.of("f"));
            file.close();
            listing.close();
            jail.makeDirectory(at("data/ana/after"), Changes.NONE);
        }
    }
}
