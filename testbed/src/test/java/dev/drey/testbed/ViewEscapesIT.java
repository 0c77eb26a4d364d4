package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.access.Grant;
import dev.drey.access.Pass;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Narrowing;
import dev.drey.files.RemotePath;
import dev.drey.sftp.client.SftpClient;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The adversarial table by somebody with grants on a part of a target: nothing outside them is reached,
/// be it on a jail, which is narrowed, or on a plain server, where the view looks where links lead; and a
/// jail that does not narrow is found out.
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ViewEscapesIT {
    private static final long RACE_MILLIS = 60;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    private static Path top(Escapes.Limits limits) {
        return java.util.Objects.requireNonNull(limits.readOnly().getParent());
    }

    private static JailTree widerJail(Escapes.Limits limits) throws Failed {
        return JailTree.open(List.of(AllowedPath.writable(top(limits))), limits.forbidden());
    }

    private static JailTree widerJailByRealPaths(Escapes.Limits limits) throws Failed {
        return JailTree.openByRealPaths(List.of(AllowedPath.writable(top(limits))), limits.forbidden());
    }

    private static Pass granted(SmallHub hub, Escapes.Limits limits) throws Failed {
        List<Grant> grants = new ArrayList<>();
        for (Path path : limits.writable()) {
            grants.add(new Grant(Reach.parse("local"), LocalTree.path(path), EnumSet.allOf(Right.class)));
        }
        grants.add(new Grant(Reach.parse("local"), LocalTree.path(limits.readOnly()), EnumSet.of(Right.READ)));
        return hub.user("ana", grants);
    }

    private FileTree view(FileTree disk, Escapes.Limits limits) throws Failed {
        SmallHub hub = new SmallHub();
        open.add(hub);
        open.add(disk);
        hub.local(disk, LocalTree.path(limits.writable().getFirst()));
        return hub.view().target(granted(hub, limits), "local");
    }

    /// A jail that says it narrows, and shows all of itself.
    private static FileTree pretending(Escapes.Limits limits) throws Failed {
        JailTree jail = widerJail(limits);
        Narrowing not = parts -> widerJail(limits);
        return (FileTree) Proxy.newProxyInstance(
                ViewEscapesIT.class.getClassLoader(), new Class<?>[] {FileTree.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("power") && arguments[0] == Narrowing.class) return Optional.of(not);
                    try {
                        return method.invoke(jail, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    private static List<String> raced(Escapes.Opener opener) throws IOException, InterruptedException {
        List<String> escaped = new ArrayList<>();
        for (SwapRaces.Row row : SwapRaces.rows()) {
            Optional<String> what = row.escape(opener, RACE_MILLIS);
            what.ifPresent(how -> escaped.add(row.name() + ": " + how));
        }
        return escaped;
    }

    private static List<Escapes.Row> rows(String... some) {
        List<String> names = List.of(some);
        return Escapes.rows().stream().filter(row -> names.contains(row.name())).toList();
    }

    /// What a jail forbids inside its folders, a plain server shows.
    private static boolean isOnlyForbidden(Escapes.Row row) {
        String path = row.path().pattern();
        return path.contains("agent.")
                || path.contains("config")
                || path.contains(".state")
                || path.contains(".ssh")
                || path.equals("hard")
                || path.equals("soft");
    }

    @Test
    void nothingLeadsOutOfTheGrantsOnAJail() throws Exception {
        assertThat(Escapes.of(limits -> view(widerJail(limits), limits), Escapes.rows()))
                .isEmpty();
    }

    /// As at the door: our client of our server of a view.
    private FileTree atTheDoor(Escapes.Limits limits) throws Failed {
        OwnServer server = OwnServer.of(view(widerJail(limits), limits));
        open.add(server);
        return SftpClient.over(server);
    }

    @Test
    void nothingLeadsOutOfTheGrantsAtTheDoor() throws Exception {
        assertThat(Escapes.of(this::atTheDoor, Escapes.rows())).isEmpty();
    }

    @Test
    void noSwapLeadsOutOfTheGrantsAtTheDoor() throws Exception {
        assertThat(raced(this::atTheDoor)).isEmpty();
    }

    @Test
    void nothingLeadsOutOfTheGrantsOnAJailByRealPaths() throws Exception {
        assertThat(Escapes.of(limits -> view(widerJailByRealPaths(limits), limits), Escapes.rows()))
                .isEmpty();
    }

    @Test
    void noSwapLeadsOutOfTheGrantsOnAJail() throws Exception {
        assertThat(raced(limits -> view(widerJail(limits), limits))).isEmpty();
    }

    @Test
    void nothingLeadsOutOfTheGrantsOnAPlainServer() throws Exception {
        List<Escapes.Row> rows =
                Escapes.rows().stream().filter(row -> !isOnlyForbidden(row)).toList();
        assertThat(Escapes.of(limits -> view(new LocalTree(top(limits)), limits), rows))
                .isEmpty();
    }

    @Test
    void aJailThatDoesNotNarrowIsFoundOut() throws Exception {
        List<Escapes.Row> rows = rows(
                "stat file-abs",
                "read file-rel",
                "read chain",
                "list dir-abs",
                "write dir-abs/secret",
                "create dir-abs/new",
                "remove dir-rel/secret",
                "replace content dangling");
        assertThat(Escapes.of(limits -> view(pretending(limits), limits), rows)).hasSameSizeAs(rows);
    }

    /// A jail knows where its folders begin, whatever leads to them.
    @Test
    void aGrantedFolderIsNotTakenAwayThroughALinkOnAJail() throws Exception {
        try (TempDir work = TempDir.create()) {
            Path mine = Files.createDirectories(work.resolve("mine"));
            Path granted = Files.createDirectories(work.resolve("shared/granted"));
            Files.createSymbolicLink(mine.resolve("link"), Path.of("../shared"));
            SmallHub hub = new SmallHub();
            open.add(hub);
            JailTree jail = JailTree.open(List.of(AllowedPath.writable(work.path())), List.of());
            open.add(jail);
            hub.local(jail, LocalTree.path(mine));
            List<Grant> grants = new ArrayList<>();
            for (Path path : List.of(mine, granted)) {
                grants.add(new Grant(Reach.parse("local"), LocalTree.path(path), EnumSet.allOf(Right.class)));
            }
            FileTree view = hub.view().target(hub.user("ana", grants), "local");
            RemotePath byLink = LocalTree.path(mine.resolve("link/granted"));
            assertThatThrownBy(() -> view.rename(byLink, LocalTree.path(mine.resolve("stolen"))))
                    .isInstanceOf(Failed.class);
            assertThatThrownBy(() -> view.removeDirectory(byLink)).isInstanceOf(Failed.class);
            assertThat(granted).isDirectory();
        }
    }
}
