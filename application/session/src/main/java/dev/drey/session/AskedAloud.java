package dev.drey.session;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A session's questions: told to whoever listens, and answered by the caller's own asker, or by the
/// first listener who does.
final class AskedAloud implements Asker {
    private final Asker asker;
    private final Consumer<OpenQuestion> told;
    private final Duration limit;

    AskedAloud(Asker asker, Consumer<OpenQuestion> told, Duration limit) {
        this.asker = asker;
        this.told = told;
        this.limit = limit;
    }

    @Override
    public boolean canAsk() {
        return asker.canAsk() || asker.listensForAnswers();
    }

    @Override
    public boolean listensForAnswers() {
        return asker.listensForAnswers();
    }

    @Override
    public boolean takesSecrets() {
        return asker.listensForAnswers() || asker.takesSecrets();
    }

    @Override
    public Trust trust(Question.HostKey question) {
        OpenQuestion open = told(question);
        if (asker.canAsk()) return asker.trust(question);
        return asker.listensForAnswers() ? open.awaitTrust() : Trust.REFUSE;
    }

    @Override
    public Optional<Secret> answer(Question.Prompt question) {
        OpenQuestion open = told(question);
        if (asker.canAsk() && asker.takesSecrets()) return asker.answer(question);
        return asker.listensForAnswers() ? open.awaitSecret() : Optional.empty();
    }

    private OpenQuestion told(Question question) {
        OpenQuestion open = new OpenQuestion(question, limit);
        told.accept(open);
        return open;
    }
}
