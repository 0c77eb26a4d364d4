package dev.drey.ssh;

import dev.drey.hostkeys.Verdict;
import java.util.List;
import java.util.Optional;

/// The port through which a person is asked while we connect. Asked by the thread that dials, one question
/// at a time;
/// an implementation ends its waits itself (unanswered = refused).
public interface Prompts {
    /// What shall become of a host key.
    enum Trust {
        REFUSE,
        ONCE,
        REMEMBER
    }

    /// A host key that needs a decision.
    ///
    /// @param verdict what known_hosts says: host, key, fingerprint, related lines
    /// @param text the question as a person should read it, several lines
    record HostKeyQuestion(Verdict.Unknown verdict, String text) {}

    /// One question of a server's keyboard-interactive dialogue (RFC 4256).
    record Question(String text, boolean echo) {}

    /// Nobody is there: every question is refused.
    Prompts NOBODY = new Prompts() {
        @Override
        public boolean canAsk() {
            return false;
        }

        @Override
        public Trust hostKey(HostKeyQuestion question) {
            return Trust.REFUSE;
        }

        @Override
        public Optional<Secret> password(String username, String peer) {
            return Optional.empty();
        }

        @Override
        public Optional<Secret> passphrase(String key) {
            return Optional.empty();
        }

        @Override
        public Optional<List<Secret>> answers(String name, String instruction, List<Question> questions) {
            return Optional.empty();
        }
    };

    /// Whether anybody can be asked at all.
    boolean canAsk();

    /// Whether that holds for secrets too.
    default boolean canAskSecrets() {
        return canAsk();
    }

    Trust hostKey(HostKeyQuestion question);

    Optional<Secret> password(String username, String peer);

    /// @param key the file, or `the given key`
    Optional<Secret> passphrase(String key);

    /// One round of keyboard-interactive; the answers in the order of the questions.
    Optional<List<Secret>> answers(String name, String instruction, List<Question> questions);

    /// What the server wants to be shown before login; control characters are still in it.
    default void banner(String text) {}
}
