package dev.drey.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Changes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.FileType;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Narrowing;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each test over both grounds: by openat2, and by real paths.
@Timeout(30)
class JailTreeTest {
    @TempDir
    Path top;

    private Path data = Path.of("");
    private Path more = Path.of("");
    private Path shown = Path.of("");
    private Path secret = Path.of("");
    private final List<JailTree> kept = new ArrayList<>();

    @BeforeEach
    void lay() throws IOException {
        top = top.toRealPath();
        data = Files.createDirectories(top.resolve("srv/data"));
        more = Files.createDirectories(top.resolve("home/more"));
        shown = Files.createDirectories(top.resolve("home/shown"));
        secret = Files.writeString(top.resolve("secret"), "secret");
        Files.writeString(data.resolve("f"), "inside");
        Files.writeString(shown.resolve("r"), "read-only");
    }

    @AfterEach
    void close() {
        kept.forEach(JailTree::close);
    }

    interface Maker {
        JailTree open(List<AllowedPath> allowed, List<Path> forbidden) throws Failed;
    }

    static Stream<Maker> grounds() {
        return Stream.of(JailTree::open, JailTree::openByRealPaths);
    }

    private JailTree jail(Maker maker, Path... forbidden) throws Failed {
        return keep(maker.open(
                List.of(AllowedPath.writable(data), AllowedPath.writable(more), AllowedPath.readOnly(shown)),
                List.of(forbidden)));
    }

    private JailTree keep(JailTree jail) {
        kept.add(jail);
        return jail;
    }

    private static RemotePath path(Path path) {
        return LocalTree.path(path);
    }

    private static Failure.Code code(ThrowingCallable call) {
        Failed failed = catchThrowableOfType(Failed.class, call);
        assertThat(failed).as("a failure").isNotNull();
        return failed.code();
    }

    private static String get(JailTree jail, RemotePath path) throws Failed {
        try (OpenFile file = jail.open(path, OpenOptions.READ)) {
            return UTF_8.decode(file.read(0, 100).await()).toString();
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void onlyTheWayIsSeenAboveTheAllowedPaths(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        assertThat(jail.entries(path(top)))
                .extracting(entry -> entry.name().text())
                .containsExactly("home", "srv");
        assertThat(jail.entries(path(top.resolve("home"))))
                .extracting(entry -> entry.name().text())
                .containsExactly("more", "shown");
        assertThat(jail.stat(RemotePath.ROOT).type()).isEqualTo(FileType.DIRECTORY);
        assertThat(code(() -> jail.stat(path(secret)))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.stat(path(top.resolve("missing"))))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.makeDirectory(path(top.resolve("home/x")), Changes.NONE)))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.setAttributes(path(top), Changes.ofPermissions(0777))))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.removeDirectory(path(data)))).isEqualTo(Failure.Code.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void relativePathsAndTildeStartAtTheFirstAllowedPath(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        assertThat(jail.realpath(RemotePath.HERE)).isEqualTo(path(data));
        assertThat(get(jail, RemotePath.of("f"))).isEqualTo("inside");
        Home home = jail.power(Home.class).orElseThrow();
        assertThat(home.expand(RemotePath.of("~/f"))).isEqualTo(path(data.resolve("f")));
        assertThat(home.expand(RemotePath.of("~//etc"))).isEqualTo(path(data.resolve("etc")));
        assertThat(code(() -> home.expand(RemotePath.of("~root/x")))).isEqualTo(Failure.Code.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void linksInsideAndBetweenAllowedPathsWork(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        Files.createSymbolicLink(data.resolve("absolute"), data.resolve("f"));
        Files.createSymbolicLink(data.resolve("relative"), Path.of("../data/f"));
        Files.createSymbolicLink(data.resolve("across"), shown);
        Files.createSymbolicLink(more.resolve("back"), Path.of("../../srv/data/./f"));
        for (String name : List.of("absolute", "relative")) {
            assertThat(get(jail, RemotePath.of(name))).isEqualTo("inside");
        }
        assertThat(get(jail, RemotePath.of("across/r"))).isEqualTo("read-only");
        assertThat(get(jail, path(more.resolve("back")))).isEqualTo("inside");
        assertThat(get(jail, RemotePath.of("across/../more/back"))).isEqualTo("inside");
        assertThat(jail.realpath(RemotePath.of("across/r"))).isEqualTo(path(shown.resolve("r")));
        assertThat(code(() -> jail.open(RemotePath.of("across/new"), OpenOptions.createNew(0600))))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void linksThatTurnInACircleAreTooMany(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        Files.createSymbolicLink(data.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(data.resolve("b"), data.resolve("a"));
        assertThat(code(() -> jail.stat(RemotePath.of("a")))).isEqualTo(Failure.Code.TOO_MANY_LINKS);
        assertThat(jail.lstat(RemotePath.of("a")).isLink()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void whatIsReadOnlyIsChangedByNoWay(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        RemotePath file = path(shown.resolve("r"));
        RemotePath free = path(shown.resolve("new"));
        HardLinks links = jail.power(HardLinks.class).orElseThrow();
        Replace replace = jail.power(Replace.class).orElseThrow();
        List<ThrowingCallable> attempts = List.of(
                () -> jail.open(file, OpenOptions.WRITE),
                () -> jail.open(file, OpenOptions.replace(0600)),
                () -> jail.open(file, OpenOptions.READ.appending()),
                () -> jail.open(free, OpenOptions.createNew(0600)),
                () -> jail.makeDirectory(free, Changes.NONE),
                () -> jail.symlink(free, RemotePath.of("r")),
                () -> jail.remove(file),
                () -> jail.rename(file, RemotePath.of("mine")),
                () -> jail.rename(RemotePath.of("f"), free),
                () -> replace.replace(RemotePath.of("f"), file),
                () -> replace.replace(file, RemotePath.of("f")),
                () -> links.hardLink(file, RemotePath.of("mine")),
                () -> links.hardLink(RemotePath.of("f"), free),
                () -> jail.setAttributes(file, Changes.ofPermissions(0777)),
                () -> jail.setAttributes(file, Changes.ofSize(0)),
                () -> jail.setAttributes(file, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH)));
        for (ThrowingCallable attempt : attempts) {
            assertThat(code(attempt)).isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
        try (OpenFile open = jail.open(file, OpenOptions.READ)) {
            assertThat(code(() ->
                            open.setAttributes(Changes.ofPermissions(0777)).await()))
                    .isEqualTo(Failure.Code.PERMISSION_DENIED);
            assertThat(code(() -> open.write(0, ByteBuffer.allocate(1)).await()))
                    .isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
        assertThat(shown.resolve("r")).hasContent("read-only");
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void forbiddenFilesAreRefusedByEveryNameTheyHave(Maker maker) throws Exception {
        Path config = Files.writeString(data.resolve("agent.yaml"), "key");
        Files.createLink(data.resolve("innocent"), config);
        Files.createSymbolicLink(data.resolve("link"), config);
        Path missing = data.resolve("state.db");
        Files.createDirectories(data.resolve("deep/.ssh"));
        Files.writeString(data.resolve("deep/.ssh/id"), "key");
        JailTree jail = jail(maker, config, missing);
        for (String name : List.of("agent.yaml", "innocent", "link", "deep/.ssh/id", "deep/.ssh", "deep/.ssh/new")) {
            assertThat(code(() -> jail.open(RemotePath.of(name), OpenOptions.READ)))
                    .as(name)
                    .isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
        assertThat(code(() -> jail.open(RemotePath.of("state.db"), OpenOptions.createNew(0600))))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.rename(RemotePath.of("f"), RemotePath.of("state.db"))))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.makeDirectory(RemotePath.of(".ssh"), Changes.NONE)))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        Files.move(
                Files.writeString(data.resolve("tmp"), "new key"),
                config,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(code(() -> jail.stat(RemotePath.of("agent.yaml")))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        Entry told = jail.entries(RemotePath.HERE).stream()
                .filter(entry -> entry.name().text().equals("agent.yaml"))
                .findFirst()
                .orElseThrow();
        assertThat(told.attributes().size()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void aRootThatLiesInSomethingForbiddenIsNotGiven(Maker maker) throws IOException {
        Path ssh = Files.createDirectories(top.resolve(".ssh/sub"));
        assertThat(code(() -> maker.open(List.of(AllowedPath.readOnly(ssh)), List.of())))
                .isEqualTo(Failure.Code.NOT_ALLOWED);
        assertThat(code(() -> maker.open(List.of(AllowedPath.readOnly(data)), List.of(top.resolve("srv")))))
                .isEqualTo(Failure.Code.NOT_ALLOWED);
        assertThat(code(() -> maker.open(List.of(AllowedPath.readOnly(top.resolve("none"))), List.of())))
                .isEqualTo(Failure.Code.NOT_FOUND);
        assertThat(code(() -> maker.open(List.of(), List.of()))).isEqualTo(Failure.Code.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void anAllowedPathWithinAnotherKeepsItsOwnRule(Maker maker) throws Exception {
        Path inner = Files.createDirectories(data.resolve("sub/inner"));
        Files.writeString(inner.resolve("r"), "x");
        JailTree jail = keep(maker.open(List.of(AllowedPath.writable(data), AllowedPath.readOnly(inner)), List.of()));
        RemotePath file = RemotePath.of("sub/inner/r");
        assertThat(code(() -> jail.remove(file))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(code(() -> jail.rename(RemotePath.of("sub"), RemotePath.of("other"))))
                .isEqualTo(Failure.Code.PERMISSION_DENIED);
        Files.createSymbolicLink(data.resolve("way"), Path.of("sub/inner"));
        assertThat(code(() -> jail.remove(RemotePath.of("way/r")))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(get(jail, RemotePath.of("way/../../f"))).isEqualTo("inside");
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void anAllowedPathThatIsALinkIsShownWhereItWasNamed(Maker maker) throws Exception {
        Path alias = Files.createSymbolicLink(top.resolve("alias"), data);
        JailTree jail = keep(maker.open(List.of(AllowedPath.writable(alias)), List.of()));
        assertThat(jail.realpath(RemotePath.of("f"))).isEqualTo(path(alias.resolve("f")));
        Files.createSymbolicLink(data.resolve("real"), data.resolve("f"));
        assertThat(get(jail, RemotePath.of("real"))).isEqualTo("inside");
    }

    /// A directory, a link to the one above it, and what is allowed of both by which spelling.
    private JailTree linked(Maker maker, String writable, String readOnly, Path... forbidden) throws Exception {
        Files.createDirectories(top.resolve("srv/data/desk/vendor"));
        Files.writeString(top.resolve("srv/data/desk/vendor/f"), "f");
        if (!Files.exists(top.resolve("lnk"))) Files.createSymbolicLink(top.resolve("lnk"), data);
        return keep(maker.open(
                List.of(AllowedPath.writable(top.resolve(writable)), AllowedPath.readOnly(top.resolve(readOnly))),
                List.of(forbidden)));
    }

    private static void create(JailTree jail, Path file) throws Failed {
        jail.open(path(file), OpenOptions.createNew(0600)).close();
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void anAllowedPathWithinAnotherKeepsItsRuleHoweverBothAreSpelled(Maker maker) throws Exception {
        for (String writable : List.of("lnk/desk", "srv/data/desk")) {
            for (String readOnly : List.of("lnk/desk/vendor", "srv/data/desk/vendor")) {
                JailTree jail = linked(maker, writable, readOnly);
                Narrowing.Part part = new Narrowing.Part(path(top.resolve(writable)), true);
                FileTree part1 = jail.power(Narrowing.class).orElseThrow().narrowed(List.of(part));
                kept.add((JailTree) part1);
                for (JailTree one : List.of(jail, (JailTree) part1)) {
                    Path within = top.resolve(writable);
                    create(one, within.resolve("new"));
                    one.remove(path(within.resolve("new")));
                    assertThat(code(() -> create(one, within.resolve("vendor/new"))))
                            .isEqualTo(Failure.Code.PERMISSION_DENIED);
                    assertThat(code(() -> create(one, top.resolve("srv/data/desk/vendor/new"))))
                            .isEqualTo(Failure.Code.PERMISSION_DENIED);
                    assertThat(code(() -> one.remove(path(within.resolve("vendor/f")))))
                            .isEqualTo(Failure.Code.PERMISSION_DENIED);
                    assertThat(code(() -> one.rename(path(within.resolve("vendor")), path(within.resolve("v")))))
                            .isEqualTo(Failure.Code.PERMISSION_DENIED);
                    assertThat(get(one, path(within.resolve("vendor/../vendor/f"))))
                            .isEqualTo("f");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void aForbiddenFileThatIsMissingIsMadeByNoSpelling(Maker maker) throws Exception {
        for (String named : List.of("lnk/desk/secret.yaml", "srv/data/desk/secret.yaml")) {
            for (String writable : List.of("lnk/desk", "srv/data/desk")) {
                JailTree jail = linked(maker, writable, "srv/data/desk/vendor", top.resolve(named));
                for (String spelled : List.of("secret.yaml", "vendor/../secret.yaml")) {
                    assertThat(code(() -> create(jail, top.resolve(writable).resolve(spelled))))
                            .isEqualTo(Failure.Code.PERMISSION_DENIED);
                }
                assertThat(code(() -> create(jail, top.resolve("srv/data/desk/secret.yaml"))))
                        .isEqualTo(Failure.Code.PERMISSION_DENIED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void aForbiddenLinkIsForbiddenAtBothEnds(Maker maker) throws Exception {
        Path link = Files.createSymbolicLink(data.resolve("agent.yaml"), Path.of("way/real.yaml"));
        JailTree jail = jail(maker, link);
        jail.makeDirectory(RemotePath.of("way"), Changes.NONE);
        jail.makeDirectory(RemotePath.of("mine"), Changes.NONE);
        List<ThrowingCallable> attempts = List.of(
                () -> create(jail, data.resolve("way/real.yaml")),
                () -> jail.remove(RemotePath.of("agent.yaml")),
                () -> jail.rename(RemotePath.of("f"), RemotePath.of("way/real.yaml")),
                () -> jail.rename(RemotePath.of("way"), RemotePath.of("other")),
                () -> jail.removeDirectory(RemotePath.of("way")),
                () -> jail.power(Replace.class).orElseThrow().replace(RemotePath.of("mine"), RemotePath.of("way")));
        for (ThrowingCallable attempt : attempts) {
            assertThat(code(attempt)).isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void aLinkThatLeadsToAnAllowedPathStays(Maker maker) throws Exception {
        Files.createDirectories(data.resolve("desk/vendor"));
        Files.createSymbolicLink(data.resolve("l"), Path.of("l2"));
        Files.createSymbolicLink(data.resolve("l2"), Path.of("desk"));
        JailTree jail = keep(maker.open(
                List.of(AllowedPath.writable(data), AllowedPath.readOnly(data.resolve("l/vendor"))), List.of()));
        for (String name : List.of("l", "l2")) {
            assertThat(code(() -> jail.remove(RemotePath.of(name)))).isEqualTo(Failure.Code.PERMISSION_DENIED);
            assertThat(code(() -> jail.rename(RemotePath.of(name), RemotePath.of("other"))))
                    .isEqualTo(Failure.Code.PERMISSION_DENIED);
        }
    }

    @Test
    void anAllowedPathThatWasMovedMeanwhileKeepsItsRule() throws Exception {
        JailTree jail = linked(JailTree::open, "srv/data/desk", "srv/data/desk/vendor");
        Files.move(data.resolve("desk/vendor"), data.resolve("desk/moved"));
        assertThat(code(() -> create(jail, data.resolve("desk/moved/new")))).isEqualTo(Failure.Code.PERMISSION_DENIED);
        assertThat(get(jail, path(data.resolve("desk/moved/f")))).isEqualTo("f");
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void specialFilesMayBeSeenAndRemovedButNotTouched(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        new ProcessBuilder("mkfifo", data.resolve("pipe").toString()).start().waitFor(10, TimeUnit.SECONDS);
        RemotePath pipe = RemotePath.of("pipe");
        List<ThrowingCallable> attempts = List.of(
                () -> jail.open(pipe, OpenOptions.READ),
                () -> jail.open(pipe, OpenOptions.replace(0600)),
                () -> jail.setAttributes(pipe, Changes.ofPermissions(0600)),
                () -> jail.setAttributes(pipe, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH)),
                () -> jail.setAttributes(pipe, Changes.ofSize(0)));
        for (ThrowingCallable attempt : attempts) {
            assertThat(code(attempt)).isEqualTo(Failure.Code.UNSUPPORTED);
        }
        assertThat(jail.lstat(pipe).type()).isEqualTo(FileType.FIFO);
        jail.remove(pipe);
    }

    @ParameterizedTest
    @MethodSource("grounds")
    void aClosedJailSaysSo(Maker maker) throws Exception {
        JailTree jail = jail(maker);
        jail.close();
        jail.close();
        assertThat(code(() -> jail.stat(RemotePath.HERE))).isEqualTo(Failure.Code.SESSION_CLOSED);
    }
}
