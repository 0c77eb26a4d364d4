package dev.drey.testbed;

import dev.drey.disk.LocalTree;
import dev.drey.files.Accounts;
import dev.drey.files.Checksums;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The laws of every tree over [LocalTree].
class LocalTreeIT extends FileTreeContract {
    /// What the disk of a Unix can do.
    static final Set<Class<? extends Power>> POWERS = Set.of(
            Accounts.class,
            Checksums.class,
            HardLinks.class,
            Home.class,
            LinkAttributes.class,
            Replace.class,
            ServerSideCopy.class,
            Space.class,
            SyncDirectory.class);

    private static @Nullable TempDir place;

    @BeforeAll
    static void makeAPlace() {
        place = TempDir.open();
    }

    @AfterAll
    static void removeIt() {
        place().close();
    }

    static TempDir place() {
        return java.util.Objects.requireNonNull(place);
    }

    @Override
    protected FileTree openTree() {
        return new LocalTree(place().path());
    }

    @Override
    protected RemotePath root() {
        return LocalTree.path(place().path());
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return POWERS;
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(place().path());
    }

    /// The suite may run as root, who is refused nothing: [LocalTreeAsNobodyIT] is.
    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
    }
}
