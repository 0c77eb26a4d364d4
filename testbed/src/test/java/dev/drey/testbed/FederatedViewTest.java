package dev.drey.testbed;

import dev.drey.files.Accounts;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.Power;
import dev.drey.files.RemotePath;
import java.util.HashSet;
import java.util.Set;

/// The same in one folder of the tree that shows all targets.
class FederatedViewTest extends ViewOverMemoryTest {
    FederatedViewTest() throws dev.drey.files.Failed {
        hub.server("other", new MemoryTree(), RemotePath.ROOT);
    }

    @Override
    RemotePath top() {
        return RemotePath.of("/box");
    }

    @Override
    protected FileTree openTree() throws Exception {
        return hub.view().everything(hub.admin("root"));
    }

    /// A number is another owner at each target.
    @Override
    public Set<Class<? extends Power>> powers() {
        Set<Class<? extends Power>> powers = new HashSet<>(super.powers());
        powers.remove(Accounts.class);
        return powers;
    }
}
