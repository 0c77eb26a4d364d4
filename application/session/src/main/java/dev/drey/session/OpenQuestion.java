package dev.drey.session;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A question that waits for an answer; the first one counts. Any thread may answer.
///
/// Where the caller brought an [Asker] that can ask, that one answers, and this only tells.
public final class OpenQuestion {
    /// How long an answer is awaited; none is a no.
    public static final Duration LIMIT = Duration.ofSeconds(60);

    private final String id = "q-" + UUID.randomUUID();
    private final Question question;
    private final Duration limit;
    private final CompletableFuture<Asker.Trust> trust = new CompletableFuture<>();
    private final CompletableFuture<Optional<Secret>> secret = new CompletableFuture<>();

    OpenQuestion(Question question, Duration limit) {
        this.question = question;
        this.limit = limit;
    }

    public String id() {
        return id;
    }

    public Question question() {
        return question;
    }

    /// Answers a question about a host's key.
    ///
    /// @return whether this answer was the first
    public boolean answer(Asker.Trust answer) {
        return trust.complete(answer);
    }

    /// Answers a prompt.
    ///
    /// @return whether this answer was the first
    public boolean answer(Secret answer) {
        return secret.complete(Optional.of(answer));
    }

    /// Gives no answer: the key is not trusted, the prompt not answered.
    ///
    /// @return whether nobody had answered
    public boolean refuse() {
        boolean untrusted = trust.complete(Asker.Trust.REFUSE);
        boolean unanswered = secret.complete(Optional.empty());
        return untrusted && unanswered;
    }

    Asker.Trust awaitTrust() {
        return await(trust, Asker.Trust.REFUSE);
    }

    Optional<Secret> awaitSecret() {
        return await(secret, Optional.empty());
    }

    private <T> T await(CompletableFuture<T> answer, T none) {
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException nobody) {
            refuse();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
        return none;
    }
}
