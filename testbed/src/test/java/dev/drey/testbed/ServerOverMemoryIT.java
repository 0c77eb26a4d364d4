package dev.drey.testbed;

import dev.drey.files.Accounts;
import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
import dev.drey.files.MemoryTree;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.files.ServerSideCopy;
import dev.drey.files.Space;
import dev.drey.sftp.client.SftpClient;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// The laws of a tree, kept by our client over our server over the tree in memory.
class ServerOverMemoryIT extends FileTreeContract {
    private final MemoryTree all = new MemoryTree();
    private final MemoryTree person = all.as(MemoryTree.Identity.user(1000, 1000));
    private final OwnServer server = OwnServer.of(person);
    private final Denied denied;

    ServerOverMemoryIT() throws Failed {
        all.makeDirectory(root(), Changes.NONE);
        all.setAttributes(root(), Changes.ofOwner(1000, 1000));
        denied = Denied.in(all, RemotePath.ROOT);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        return SftpClient.over(server);
    }

    @Override
    protected RemotePath root() {
        return RemotePath.of("/mine");
    }

    @Override
    public Optional<Path> disk() {
        return Optional.empty();
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.of(denied);
    }

    @Override
    public Set<Class<? extends Power>> powers() {
        return Set.of(
                Accounts.class,
                Checksums.class,
                HardLinks.class,
                Home.class,
                Lanes.class,
                LinkAttributes.class,
                Replace.class,
                ServerSideCopy.class,
                Space.class);
    }
}
