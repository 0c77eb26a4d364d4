package dev.drey.events;

import dev.drey.files.Failure;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Endpoint;
import dev.drey.session.OpenQuestion;
import dev.drey.session.Question;
import dev.drey.transfer.TransferEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that can happen. No event holds a secret.
public sealed interface Event {
    /// The name that surfaces show, such as `transfer-progress`.
    String name();

    /// Of which session, where there is one.
    Optional<Opened> session();

    /// A session, as everybody may see it.
    record Opened(String sessionId, Endpoint config) {}

    record ConnectionEstablished(Optional<Opened> session, String target, ConnectionInfo info) implements Event {
        @Override
        public String name() {
            return "connection-established";
        }
    }

    record ConnectionClosed(Optional<Opened> session, String target, ConnectionInfo info, String reason)
            implements Event {
        @Override
        public String name() {
            return "connection-closed";
        }
    }

    /// @param attempt how many in a row have failed now
    record ConnectionError(Optional<Opened> session, String target, Endpoint config, Failure failure, int attempt)
            implements Event {
        private static final Set<Failure.Code> SOCKET = EnumSet.of(
                Failure.Code.HOST_NOT_FOUND,
                Failure.Code.CONNECTION_REFUSED,
                Failure.Code.UNREACHABLE,
                Failure.Code.CONNECTION_LOST);
        private static final Set<Failure.Code> HOST_KEY =
                EnumSet.of(Failure.Code.HOST_KEY_UNKNOWN, Failure.Code.HOST_KEY_CHANGED, Failure.Code.HOST_KEY_REVOKED);

        @Override
        public String name() {
            return "connection-error";
        }

        /// Where it went wrong, in the reference's words: `client-socket`, `client-timeout`, `host-key`
        /// or `protocol`.
        public String level() {
            if (SOCKET.contains(failure.code())) return "client-socket";
            if (HOST_KEY.contains(failure.code())) return "host-key";
            return failure.code() == Failure.Code.TIMEOUT ? "client-timeout" : "protocol";
        }
    }

    /// @param methods tried, in order
    record AuthenticationError(
            Optional<Opened> session,
            String target,
            Endpoint config,
            Failure failure,
            int attempt,
            List<String> methods)
            implements Event {
        public AuthenticationError {
            methods = List.copyOf(methods);
        }

        @Override
        public String name() {
            return "authentication-error";
        }

        public String level() {
            return "client-authentication";
        }
    }

    /// A question is open. Whoever may, answers it: `asked.answer(…)`, `asked.refuse()`; unanswered for
    /// 60 s, it is refused.
    record Asked(Optional<Opened> session, String target, Endpoint config, OpenQuestion asked) implements Event {
        @Override
        public String name() {
            return switch (asked.question()) {
                case Question.HostKey key -> "host-key-verification";
                case Question.Prompt prompt -> "auth-prompt";
            };
        }
    }

    record TransferHappened(Optional<Opened> session, TransferEvent event) implements Event {
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
