package dev.drey.testbed;

import dev.drey.disk.LocalTree;
import dev.drey.files.Accounts;
import dev.drey.files.Checksums;
import dev.drey.files.FileTree;
import dev.drey.files.HardLinks;
import dev.drey.files.Home;
import dev.drey.files.Lanes;
import dev.drey.files.LinkAttributes;
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

/// The laws of a tree, kept by our client over our server over the local disk.
class ServerOverDiskIT extends FileTreeContract {
    private final TempDir dir = TempDir.create();
    private final LocalTree disk = new LocalTree(dir.path());
    private final OwnServer server = OwnServer.of(disk);

    @AfterEach
    void stop() {
        server.close();
        disk.close();
        dir.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        return SftpClient.over(server);
    }

    @Override
    protected RemotePath root() {
        return LocalTree.path(dir.path());
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(dir.path());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.empty();
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
