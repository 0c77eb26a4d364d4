package dev.drey.testbed;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.LinkAttributes;
import dev.drey.files.MemoryTree;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.files.SyncDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// The tree in memory, seen by an ordinary person, while root owns what is denied.
class MemoryTreeContractTest extends FileTreeContract {
    private final MemoryTree root = new MemoryTree();
    private final Denied denied;

    MemoryTreeContractTest() throws Failed {
        root.makeDirectory(root(), Changes.NONE);
        root.setAttributes(root(), Changes.ofOwner(1000, 1000));
        denied = Denied.in(root, RemotePath.ROOT);
    }

    @Override
    protected FileTree openTree() {
        return root.as(MemoryTree.Identity.user(1000, 1000));
    }

    @Override
    protected RemotePath root() {
        return RemotePath.of("/mine");
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(
                Accounts.class,
                Checksums.class,
                HardLinks.class,
                Home.class,
                LinkAttributes.class,
                Replace.class,
                ServerSideCopy.class,
                Space.class,
                SyncDirectory.class);
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.of(denied);
    }

    /// It has none.
    @Override
    public Optional<Path> disk() {
        return Optional.empty();
    }
}
