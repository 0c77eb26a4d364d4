package dev.drey.session;

import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import java.util.Optional;
import java.util.function.Consumer;

/// A live connection to a target. Safe for many threads.
public interface Connection extends AutoCloseable {
    FileTree tree();

    /// How to run commands there; empty when it cannot.
    Optional<Shell> shell();

    ConnectionInfo info();

    /// The same without facts that the far side has to be asked for: never waits.
    default ConnectionInfo agreed() {
        return info();
    }

    boolean isOpen();

    /// Calls `then` once when the line has ended, in the line's own thread, with why where it was lost. A
    /// connection that cannot break calls nobody.
    default void whenEnded(Consumer<Optional<Failure>> then) {}

    /// Whether a person typed a secret for it, so that it cannot be reopened silently.
    boolean secretWasTyped();

    /// Closes the tree and the line. Harmless when repeated.
    @Override
    void close();
}
