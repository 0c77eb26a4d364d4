package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Asker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the requests about resources and log levels. Called by the reader's thread; what may take time goes
/// to the crew.
final class Shelf {
    private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

    private final Pen pen;
    private final Resources resources;
    private final Herald herald;
    private final Crew crew;
    private final Peer peer;

    Shelf(Pen pen, Resources resources, Herald herald, Crew crew, Asker asker) {
        this.pen = pen;
        this.resources = resources;
        this.herald = herald;
        this.crew = crew;
        this.peer = new Peer() {
            @Override
            public void progress(double done, OptionalDouble total, String message) {
                // Reading a resource is short.
            }

            @Override
            public Asker asker() {
                return asker;
            }
        };
    }

    /// What comes back for a request.
    private sealed interface Reply {
        record Good(Map<String, Object> result) implements Reply {}

        record Bad(int code, String why, Map<String, Object> data) implements Reply {}
    }

    boolean takes(String method) {
        return switch (method) {
            case "resources/list",
                    "resources/templates/list",
                    "resources/read",
                    "resources/subscribe",
                    "resources/unsubscribe",
                    "logging/setLevel" -> true;
            default -> false;
        };
    }

    /// Serves one, whose params have been looked at.
    ///
    /// @param ended called before the answer is written; says whether it is still wanted
    Crew.Leash serve(Message.Request request, BooleanSupplier ended) {
        if (!request.method().equals("resources/read")) {
            answer(request, quick(request), ended);
            return () -> {};
        }
        if (!crew.hasRoom()) {
            answer(request, new Reply.Bad(Message.BUSY, "too many calls are under way", Map.of()), ended);
            return () -> {};
        }
        return crew.start(() -> answer(request, read(uri(request)), ended));
    }

    private void answer(Message.Request request, Reply reply, BooleanSupplier ended) {
        if (!ended.getAsBoolean()) return;
        switch (reply) {
            case Reply.Good(var result) -> pen.result(request.id(), result);
            case Reply.Bad(var code, var why, var data) -> pen.error(Optional.of(request.id()), code, why, data);
        }
    }

    private static String uri(Message.Request request) {
        return String.valueOf(request.params().get("uri"));
    }

    private Reply quick(Message.Request request) {
        return switch (request.method()) {
            case "resources/list" -> new Reply.Good(Map.of("resources", resources.list()));
            case "resources/templates/list" -> new Reply.Good(Map.of("resourceTemplates", Resources.templates()));
            case "resources/subscribe" -> subscribe(uri(request));
            case "resources/unsubscribe" -> {
                herald.unsubscribe(uri(request));
                yield new Reply.Good(Map.of());
            }
            default -> {
                Severity.named(String.valueOf(request.params().get("level"))).ifPresent(herald::level);
                yield new Reply.Good(Map.of());
            }
        };
    }

    private Reply subscribe(String uri) {
        if (!Resources.changes(uri)) {
            return new Reply.Bad(
                    Message.NO_RESOURCE,
                    "only drey:// resources tell of changes; those of sftp:// are read when they are wanted",
                    Map.of());
        }
        return herald.subscribe(uri)
                ? new Reply.Good(Map.of())
                : new Reply.Bad(Message.BUSY, "there are " + Herald.MOST + " subscriptions; end one first", Map.of());
    }

    private Reply read(String uri) {
        try {
            return new Reply.Good(Map.of("contents", List.of(resources.read(uri, peer))));
        } catch (Failed failed) {
            Failure failure = failed.failure();
            int code = switch (failure.code()) {
                case NOT_FOUND -> Message.NO_RESOURCE;
                case INVALID_ARGUMENT, INVALID_PATH -> Message.INVALID_PARAMS;
                default -> Message.INTERNAL_ERROR;
            };
            return new Reply.Bad(code, Failures.words(failure), Failures.map(failure));
        } catch (RuntimeException fault) {
            LOG.error("a fault in the program, while a resource was read", fault);
            return new Reply.Bad(Message.INTERNAL_ERROR, "a fault in the program itself; its log says more", Map.of());
        }
    }
}
