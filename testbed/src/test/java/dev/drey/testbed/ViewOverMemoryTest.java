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
import org.junit.jupiter.api.AfterEach;

/// The laws of a tree, kept by an admin's view of one target in memory whose base is not its root.
class ViewOverMemoryTest extends FileTreeContract {
    static final RemotePath BASE = RemotePath.of("/srv/base");

    final SmallHub hub = new SmallHub();
    private final Denied denied;

    ViewOverMemoryTest() throws Failed {
        MemoryTree all = new MemoryTree();
        all.makeDirectory(BASE.parent(), Changes.NONE);
        all.makeDirectory(BASE, Changes.NONE);
        all.makeDirectory(BASE.resolve("mine"), Changes.NONE);
        all.setAttributes(BASE.resolve("mine"), Changes.ofOwner(1000, 1000));
        Denied there = Denied.in(all, BASE);
        hub.server("box", all.as(MemoryTree.Identity.user(1000, 1000)), BASE);
        denied = new Denied(shown(there.readOnly()), shown(there.closed()));
    }

    private RemotePath shown(RemotePath there) {
        return top().resolve(there.name());
    }

    /// Where the target's base is in the tree under test.
    RemotePath top() {
        return RemotePath.ROOT;
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        return hub.view().target(hub.admin("root"), "box");
    }

    @Override
    protected RemotePath root() {
        return top().resolve("mine");
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
