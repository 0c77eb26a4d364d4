package dev.drey.session;

import dev.drey.files.FileTree;
import java.util.Optional;

/// A live connection to a target. Safe for many threads.
public interface Connection extends AutoCloseable {
    FileTree tree();

    /// How to run commands there; empty when it cannot.
    Optional<Shell> shell();

    ConnectionInfo info();

    boolean isOpen();

    /// Whether a person typed a secret for it, so that it cannot be reopened silently.
    boolean secretWasTyped();

    /// Closes the tree and the line. Harmless when repeated.
    @Override
    void close();
}
