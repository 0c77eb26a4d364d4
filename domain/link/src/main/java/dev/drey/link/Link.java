package dev.drey.link;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.Optional;
import java.util.function.Consumer;

/// A live connection to one machine. Safe for many threads.
public interface Link extends AutoCloseable {
    /// Opens a channel on which an SFTP server listens.
    ///
    /// @throws Failed LIMIT_EXCEEDED when the far side refuses one more channel, NO_SFTP_SUBSYSTEM,
    ///     CONNECTION_LOST, TIMEOUT
    Channel openSftp() throws Failed;

    /// Opens a channel to another subsystem by its name (RFC 4254, section 6.5).
    ///
    /// @throws Failed as [#openSftp()]; UNSUPPORTED when there is none of that name, or this kind of link has none
    default Channel openSubsystem(String name) throws Failed {
        throw Failure.of(Failure.Code.UNSUPPORTED, "this connection has no subsystem '" + name + "'")
                .thrown();
    }

    /// How to run a command there; empty when this kind of link cannot.
    Optional<Exec> exec();

    LinkInfo info();

    boolean isOpen();

    /// Calls `then` once when the connection has ended, at once where it has; in the line's own thread,
    /// so it must not wait. With why where it was lost, empty where we ended it. A link that cannot tell
    /// calls nobody.
    default void whenEnded(Consumer<Optional<Failure>> then) {}

    /// Ends the connection and every channel of it. Harmless when repeated.
    @Override
    void close();
}
