package dev.drey.session;

import java.util.Optional;

/// Who can be asked. Called by the connecting thread, which waits for at most 60 s.
public interface Asker {
    /// Asks nobody: every host key question is refused, every prompt unanswered.
    Asker NOBODY = new Asker() {
        @Override
        public boolean canAsk() {
            return false;
        }

        @Override
        public Trust trust(Question.HostKey question) {
            return Trust.REFUSE;
        }

        @Override
        public Optional<Secret> answer(Question.Prompt question) {
            return Optional.empty();
        }
    };

    /// Whether there is anybody.
    boolean canAsk();

    /// Whether those who hear of a question may answer it, where this asker itself asks nobody.
    default boolean listensForAnswers() {
        return false;
    }

    /// Whether it may be asked for what proves who somebody is: passwords, passphrases, a server's prompts. A way that
    /// must not carry secrets may not.
    default boolean takesSecrets() {
        return true;
    }

    Trust trust(Question.HostKey question);

    /// Empty: no answer, so this way of logging in is given up.
    Optional<Secret> answer(Question.Prompt question);

    /// What to do with a host's key.
    enum Trust {
        ONCE,
        REMEMBER,
        REFUSE
    }
}
