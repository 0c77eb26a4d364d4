package dev.drey.session;

import dev.drey.files.Failure;
import java.util.Optional;

/// What happens to a session's connection to a server. This machine's disk is not connected to.
public sealed interface SessionEvent {
    Session session();

    /// The session has a connection, a new one or one that it shares.
    record Established(Session session, ConnectionInfo info) implements SessionEvent {}

    /// It has none any more.
    ///
    /// @param reason for a person
    record Closed(Session session, ConnectionInfo info, String reason) implements SessionEvent {}

    /// It could not be made.
    ///
    /// @param attempt how many in a row have failed now
    record Refused(Session session, Failure failure, int attempt) implements SessionEvent {}

    /// Somebody has to answer before connecting goes on.
    record Asked(Session session, OpenQuestion question) implements SessionEvent {}

    /// The id by which the owner knows the session; empty until it has been opened.
    default Optional<String> id() {
        return session().isOpened() ? Optional.of(session().id()) : Optional.empty();
    }
}
