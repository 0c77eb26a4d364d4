package dev.drey.sftp.server;

import dev.drey.files.FileTree;
import dev.drey.files.ForwardingTree;
import dev.drey.files.Power;
import java.util.Optional;

/// Another tree as it is; tests change one thing about it.
abstract class Around implements ForwardingTree {
    final FileTree near;

    Around(FileTree near) {
        this.near = near;
    }

    @Override
    public FileTree under() {
        return near;
    }

    @Override
    public <P extends Power> Optional<P> power(Class<P> type) {
        return near.power(type);
    }

    @Override
    public void close() {
        near.close();
    }
}
