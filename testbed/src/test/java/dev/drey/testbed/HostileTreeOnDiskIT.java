package dev.drey.testbed;

import dev.drey.disk.LocalTree;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import org.junit.jupiter.api.AfterAll;

/// Hostile servers against our own disk.
class HostileTreeOnDiskIT extends HostileTreeContract {
    private static final TempDir DIR = TempDir.create();
    private static final TempDir STATE = TempDir.create();

    @AfterAll
    static void remove() {
        DIR.close();
        STATE.close();
    }

    @Override
    protected FileTree destination() {
        return new LocalTree(DIR.path());
    }

    @Override
    protected RemotePath ground() {
        return LocalTree.path(DIR.path());
    }

    @Override
    protected TreeMover mover() {
        return OurTreeMover.in(STATE.path());
    }
}
