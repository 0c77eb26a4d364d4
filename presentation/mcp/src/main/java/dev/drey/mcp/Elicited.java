package dev.drey.mcp;

import dev.drey.session.Asker;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Asks the person behind the client. What that person decided to remember of hosts is remembered here too,
/// as long as the client stays: a host that a caller has described itself is written down nowhere else.
final class Elicited implements Asker {
    /// As much of a server's own words is shown.
    private static final int MOST = 500;

    private final Questions questions;
    private final Set<String> remembered = ConcurrentHashMap.newKeySet();

    Elicited(Questions questions) {
        this.questions = questions;
    }

    @Override
    public boolean canAsk() {
        return questions.canAsk();
    }

    @Override
    public Trust trust(Question.HostKey question) {
        String known = question.host() + " " + question.keyType() + " " + question.fingerprint();
        if (remembered.contains(known)) return Trust.ONCE;
        String message = "The server " + shown(question.host()) + " shows a host key that is "
                + (question.changed() ? "NOT THE ONE THAT IS KNOWN" : "not known here") + ": "
                + question.keyType() + " " + question.fingerprint()
                + ". Compare it with the server's own before you trust it.";
        Map<String, Object> trust = Map.of(
                "type",
                "string",
                "title",
                "Trust this key?",
                "description",
                "once: for this connection; remember: from now on; refuse: do not connect",
                "enum",
                List.of("refuse", "once", "remember"));
        return switch (questions
                .ask(message, Map.of("trust", trust))
                .map(answer -> String.valueOf(answer.get("trust")))
                .orElse("refuse")) {
            case "once" -> Trust.ONCE;
            case "remember" -> {
                remembered.add(known);
                yield Trust.REMEMBER;
            }
            default -> Trust.REFUSE;
        };
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

    /// Without what could draw on a terminal, and not without end.
    private static String shown(String words) {
        String plain = words.replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() <= MOST ? plain : plain.substring(0, MOST) + "…";
    }
}
