package dev.drey.events;

import dev.drey.files.Failure;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Question;
import dev.drey.transfer.TransferEvent;
import java.util.List;
import java.util.Optional;

/// Everything that can happen. No event holds a secret.
public sealed interface Event {
    /// The name that surfaces show, such as `transfer-progress`.
    String name();

    /// Of which session, where there is one.
    Optional<String> session();

    /// What a session was opened to, without secrets.
    ///
    /// @param withKey whether a private key was given
    record Config(String host, int port, String username, boolean withKey) {}

    record ConnectionEstablished(Optional<String> session, String target, ConnectionInfo info) implements Event {
        @Override
        public String name() {
            return "connection-established";
        }
    }

    record ConnectionClosed(Optional<String> session, String target, String reason) implements Event {
        @Override
        public String name() {
            return "connection-closed";
        }
    }

    record ConnectionError(Optional<String> session, String target, Failure failure, int attempt) implements Event {
        @Override
        public String name() {
            return "connection-error";
        }
    }

    /// @param methods tried, in order
    record AuthenticationError(Optional<String> session, String target, Failure failure, List<String> methods)
            implements Event {
        public AuthenticationError {
            methods = List.copyOf(methods);
        }

        @Override
        public String name() {
            return "authentication-error";
        }
    }

    /// A question is open; who can, answers it through `id`.
    record Asked(Optional<String> session, String target, String id, Question question) implements Event {
        @Override
        public String name() {
            return switch (question) {
                case Question.HostKey key -> "host-key-verification";
                case Question.Prompt prompt -> "auth-prompt";
            };
        }
    }

    record TransferHappened(Optional<String> session, TransferEvent event) implements Event {
        @Override
        public String name() {
            return switch (event) {
                case TransferEvent.Queued any -> "transfer-queued";
                case TransferEvent.Started any -> "transfer-started";
                case TransferEvent.Progressed any -> "transfer-progress";
                case TransferEvent.FileCompleted any -> "transfer-progress";
                case TransferEvent.FileBroken any -> "transfer-progress";
                case TransferEvent.Paused any -> "transfer-paused";
                case TransferEvent.Resumed any -> "transfer-resumed";
                case TransferEvent.Retrying any -> "transfer-retry";
                case TransferEvent.Completed any -> "transfer-complete";
                case TransferEvent.TreeCompleted any -> "transfer-complete";
                case TransferEvent.Cancelled any -> "transfer-cancelled";
                case TransferEvent.Broken any -> "transfer-error";
            };
        }
    }
}
