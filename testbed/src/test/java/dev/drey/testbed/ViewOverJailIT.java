package dev.drey.testbed;

import dev.drey.access.Grant;
import dev.drey.access.Reach;
import dev.drey.access.Right;
import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.FileTree;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// The laws of a tree, kept by a view of this machine's disk: a jail around one folder, narrowed to a
/// folder in it.
class ViewOverJailIT extends FileTreeContract {
    private final TempDir place = TempDir.open();
    private final Path granted = place.path().resolve("granted");
    private final SmallHub hub = new SmallHub();
    private final JailTree jail;

    ViewOverJailIT() throws Exception {
        Files.createDirectory(granted);
        jail = JailTree.open(List.of(AllowedPath.writable(place.path())), List.of());
        hub.local(jail, LocalTree.path(place.path()));
    }

    @AfterEach
    void stop() {
        hub.close();
        jail.close();
        place.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        Grant part = new Grant(Reach.parse("local"), LocalTree.path(granted), EnumSet.allOf(Right.class));
        return hub.view().target(hub.user("ana", List.of(part)), "local");
    }

    @Override
    protected RemotePath root() {
        return LocalTree.path(granted);
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return LocalTreeIT.POWERS;
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(granted);
    }

    /// The suite may run as root, who is refused nothing.
    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }
}
