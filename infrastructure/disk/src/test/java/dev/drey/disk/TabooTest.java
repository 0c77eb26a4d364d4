package dev.drey.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.HardLinks;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Over both grounds, as [JailTreeTest].
@Timeout(30)
class TabooTest {
    @TempDir
    Path top;

    interface Maker {
        JailTree open(List<AllowedPath> allowed, List<Path> forbidden, Taboo taboo) throws Failed;
    }

    static Stream<Maker> grounds() {
        return Stream.of(JailTree::open, JailTree::openByRealPaths);
    }

    @BeforeEach
    void lay() throws IOException {
        top = top.toRealPath();
        for (String name : List.of(
                "p/.env", "p/.env.local", "p/.ENV", "p/a/.git/hooks/x", "p/a/.git/modules/m/hooks/x", "p/.ssh/id")) {
            Files.createDirectories(top.resolve(name).getParent());
            Files.writeString(top.resolve(name), "secret");
        }
        Files.createDirectories(top.resolve("p/hooks"));
        Files.writeString(top.resolve("p/hooks/mine"), "plain");
        Files.writeString(top.resolve("p/a/.git/config"), "plain");
        Files.createSymbolicLink(top.resolve("p/innocent"), Path.of(".env"));
    }

    private JailTree jail(Maker maker, String... roots) throws Failed {
        List<AllowedPath> allowed = Stream.of(roots)
                .map(root -> AllowedPath.writable(top.resolve(root)))
                .toList();
        return maker.open(allowed, List.of(), Taboo.SECRETS);
    }

    private static void assertRefused(JailTree jail, String path) {
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> jail.open(RemotePath.of(path), OpenOptions.READ).close());
        assertThat(failed).as(path).isNotNull();
        assertThat(failed.code()).as(path).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(failed.failure().detail()).as(path).containsKey("jail");
    }

    private static void assertOpens(JailTree jail, String path) throws Failed {
        jail.open(RemotePath.of(path), OpenOptions.READ).close();
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void secretsBelowARootAreNotShown(Maker maker) throws Exception {
        try (JailTree jail = jail(maker, "p")) {
            for (String path : List.of(
                    ".env",
                    ".env.local",
                    ".ENV",
                    "innocent",
                    "a/.git/hooks/x",
                    "a/.git/modules/m/hooks/x",
                    ".ssh/id",
                    "a/../.env")) {
                assertRefused(jail, path);
            }
            Failed made = catchThrowableOfType(
                    Failed.class, () -> jail.open(RemotePath.of(".env.new"), OpenOptions.createNew(0600)));
            assertThat(made.code()).isEqualTo(Failure.Code.PERMISSION_DENIED);
            assertOpens(jail, "hooks/mine");
            assertOpens(jail, "a/.git/config");
        }
    }

    private interface Attempt {
        void run() throws Failed;
    }

    private static void assertRefused(Attempt attempt) {
        Failed failed = catchThrowableOfType(Failed.class, attempt::run);
        assertThat(failed).isNotNull();
        assertThat(failed.failure().detail()).containsKey("jail");
    }

    private static RemotePath at(String path) {
        return RemotePath.of(path);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void hooksAreNotPlantedByMovingWhatIsAboveThem(Maker maker) throws Exception {
        try (JailTree jail = jail(maker, "p")) {
            Replace replace = jail.power(Replace.class).orElseThrow();
            jail.makeDirectory(at("g"), Changes.NONE);
            jail.makeDirectory(at("g/hooks"), Changes.NONE);
            jail.symlink(at("l"), at("g"));
            jail.makeDirectory(at("empty"), Changes.NONE);
            jail.makeDirectory(at("empty/.git"), Changes.NONE);
            for (Attempt attempt : List.<Attempt>of(
                    () -> jail.rename(at("a/.git"), at("a/g")),
                    () -> jail.rename(at("a/.git/modules"), at("a/m")),
                    () -> jail.rename(at("a/.git/modules/m"), at("m")),
                    () -> jail.rename(at("g"), at(".git")),
                    () -> jail.rename(at("g"), at(".Git")),
                    () -> jail.rename(at("g"), at("a/.git/modules/n")),
                    () -> jail.rename(at("l"), at(".git")),
                    () -> replace.replace(at("g"), at("empty/.git")),
                    () -> jail.power(HardLinks.class).orElseThrow().hardLink(at("l"), at(".git")),
                    () -> jail.symlink(at(".git"), at("g")))) {
                assertRefused(attempt);
            }
            jail.rename(at("a"), at("b"));
            jail.rename(at("b/.git/config"), at("b/config"));
            jail.rename(at("b/config"), at("b/.git/config"));
            assertOpens(jail, "b/.git/config");
            assertRefused(jail, "b/.git/hooks/x");
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void keysAloneForbidNoMove(Maker maker) throws Exception {
        List<AllowedPath> allowed = List.of(AllowedPath.writable(top.resolve("p")));
        try (JailTree jail = maker.open(allowed, List.of(), Taboo.KEYS)) {
            jail.rename(at("a/.git"), at("a/g"));
            assertRefused(() -> jail.rename(at("a/g"), at("a/.ssh")));
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void whatIsListedAsARootIsShown(Maker maker) throws Exception {
        try (JailTree jail = jail(maker, "p", "p/a/.git/hooks", "p/.ssh")) {
            assertOpens(jail, top.resolve("p/a/.git/hooks/x").toString());
            assertOpens(jail, "a/.git/hooks/x");
            assertOpens(jail, ".ssh/id");
            assertRefused(jail, "a/.git/modules/m/hooks/x");
            assertRefused(jail, ".env");
        }
    }
}
