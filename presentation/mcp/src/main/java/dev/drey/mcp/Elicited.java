package dev.drey.mcp;

import dev.drey.session.Asker;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.util.Optional;

/// Asks the person behind the client, and waits.
final class Elicited implements Asker {
    private final Questions questions;
    private final Trusted trusted;

    Elicited(Questions questions, Trusted trusted) {
        this.questions = questions;
        this.trusted = trusted;
    }

    @Override
    public boolean canAsk() {
        return questions.canAsk();
    }

    @Override
    public Trust trust(Question.HostKey question) {
        if (trusted.has(question)) return Trust.ONCE;
        return trusted.decided(question, questions.ask(Form.trust(question)).orElse(""));
    }

    /// The protocol forbids servers to ask for passwords and the like in forms, which the client and its model's maker
    /// may see (2025-06-18 and later, Client features, Elicitation).
    @Override
    public boolean takesSecrets() {
        return false;
    }

    @Override
    public Optional<Secret> answer(Question.Prompt question) {
        return Optional.empty();
    }
}
