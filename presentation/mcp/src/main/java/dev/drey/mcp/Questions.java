package dev.drey.mcp;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The questions that the person behind the client is asked, by elicitation, where the client offers that.
///
/// Asked by the threads of calls, which wait; answered by the reader's.
final class Questions {
    /// How long an answer is awaited; none is a no.
    static final Duration LIMIT = Duration.ofSeconds(60);

    private final Pen pen;
    private final Duration limit;
    private final AtomicLong last = new AtomicLong();
    private final Map<Object, CompletableFuture<Optional<Map<String, Object>>>> open = new ConcurrentHashMap<>();
    private volatile boolean able;
    private volatile boolean closed;

    Questions(Pen pen) {
        this(pen, LIMIT);
    }

    Questions(Pen pen, Duration limit) {
        this.pen = pen;
        this.limit = limit;
    }

    /// Notes what the client can do. One that names only other ways than forms cannot be asked.
    void client(@Nullable Object capabilities) {
        if (capabilities instanceof Map<?, ?> all && all.get("elicitation") instanceof Map<?, ?>) able = hasForms(all);
    }

    /// Whether a client of these capabilities shows forms.
    static boolean hasForms(Map<?, ?> capabilities) {
        return capabilities.get("elicitation") instanceof Map<?, ?> ways
                && (ways.isEmpty() || ways.containsKey("form"));
    }

    boolean canAsk() {
        return able && !closed;
    }

    /// Shows a form and waits for what is filled in.
    ///
    /// @return empty when the person declined, or nobody answered in time
    Optional<String> ask(Form form) {
        if (!canAsk()) return Optional.empty();
        String id = "drey-question-" + last.incrementAndGet();
        CompletableFuture<Optional<Map<String, Object>>> answer = new CompletableFuture<>();
        open.put(id, answer);
        if (closed) answer.complete(Optional.empty());
        pen.request(id, "elicitation/create", form.params());
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS).map(form::read);
        } catch (TimeoutException nobody) {
            withdraw(id, "no answer came in time");
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            withdraw(id, "the call was cancelled");
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            open.remove(id);
        }
        return Optional.empty();
    }

    private void withdraw(String id, String why) {
        pen.notice("notifications/cancelled", Map.of("requestId", id, "reason", why));
    }

    /// Takes what may be an answer.
    ///
    /// @return whether it answers a question that was asked here
    boolean answered(Message.Reply reply) {
        if (!String.valueOf(reply.id()).startsWith("drey-question-")) return false;
        var answer = open.get(reply.id());
        if (answer != null) answer.complete(content(reply));
        return true;
    }

    private static Optional<Map<String, Object>> content(Message.Reply reply) {
        if (!(reply.result().orElse(Map.of()) instanceof Map<?, ?> result)) return Optional.empty();
        boolean accepted = "accept".equals(result.get("action"));
        return accepted && result.get("content") instanceof Map<?, ?> content
                ? Optional.of(Message.plain(content))
                : Optional.empty();
    }

    /// Nobody answers any more.
    void end() {
        closed = true;
        open.values().forEach(answer -> answer.complete(Optional.empty()));
    }
}
