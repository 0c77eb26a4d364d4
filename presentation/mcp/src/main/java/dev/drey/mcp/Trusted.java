package dev.drey.mcp;

import dev.drey.session.Asker;
import dev.drey.session.Question;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The host keys that the person behind the client has decided to trust from now on: as long as this process lives,
/// since a host that only a call described is written down nowhere else. Any thread.
final class Trusted {
    static final String ONCE = "once";
    static final String REMEMBER = "remember";

    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    boolean hasAny() {
        return !remembered.isEmpty();
    }

    boolean has(Question.HostKey question) {
        return remembered.contains(question.host() + " " + print(question));
    }

    /// The key that is asked about: another print is another key.
    static String print(Question.HostKey question) {
        return question.keyType() + " " + question.fingerprint();
    }

    /// What the person's word comes to; any but the two above is a no.
    Asker.Trust decided(Question.HostKey question, String word) {
        return switch (word) {
            case ONCE -> Asker.Trust.ONCE;
            case REMEMBER -> {
                remembered.add(question.host() + " " + print(question));
                yield Asker.Trust.REMEMBER;
            }
            default -> Asker.Trust.REFUSE;
        };
    }
}
