package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.Power;
import dev.drey.files.SyncDirectory;
import dev.drey.sftp.client.SftpClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// The laws of a tree, kept by our client over our server over a view of all targets, as the hub's door
/// has it.
class ServedViewIT extends FederatedViewTest {
    private final List<AutoCloseable> open = new ArrayList<>();

    ServedViewIT() throws dev.drey.files.Failed {}

    @AfterEach
    void stopServers() throws Exception {
        for (AutoCloseable one : open.reversed()) one.close();
    }

    @Override
    protected FileTree openTree() throws Exception {
        FileTree view = super.openTree();
        open.add(view);
        OwnServer server = OwnServer.of(view);
        open.add(server);
        return SftpClient.over(server);
    }

    /// What SFTP carries of them.
    @Override
    public Set<Class<? extends Power>> powers() {
        Set<Class<? extends Power>> powers = new HashSet<>(super.powers());
        powers.remove(SyncDirectory.class);
        powers.add(Lanes.class);
        return powers;
    }
}
