package dev.drey.drey;

import dev.drey.files.FileTree;
import dev.drey.session.Connection;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Shell;
import java.util.Optional;

/// This machine's disk.
///
/// @param tree of which relative paths start where the program was called
record LocalConnection(FileTree tree) implements Connection {
    @Override
    public Optional<Shell> shell() {
        return Optional.empty();
    }

    @Override
    public ConnectionInfo info() {
        return ConnectionInfo.LOCAL;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean secretWasTyped() {
        return false;
    }

    @Override
    public void close() {
        tree.close();
    }
}
