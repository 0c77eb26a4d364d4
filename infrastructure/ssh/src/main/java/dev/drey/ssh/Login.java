package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What one connection has for proving who we are, how often somebody was asked, and what was tried. Used
/// by the line's
/// reader; questions go over the [Desk].
final class Login {
    private final Dialing dialing;
    private final KeyRing keys;
    private final Prompts prompts;
    private final Desk desk;
    private final Set<String> tried = new LinkedHashSet<>();
    private final Set<String> offered = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private boolean agentForwarded;
    private boolean passwordGiven;
    private boolean secretsAllowed = true;
    private boolean nobodyAsked;
    private int asked;

    Login(Dialing dialing, KeyRing keys, Prompts prompts, Desk desk) {
        this.dialing = dialing;
        this.keys = keys;
        this.prompts = prompts;
        this.desk = desk;
    }

    Dialing dialing() {
        return dialing;
    }

    KeyRing keys() {
        return keys;
    }

    Prompts prompts() {
        return prompts;
    }

    Desk desk() {
        return desk;
    }

    /// Towards a host whose key has changed neither passwords nor answers are given, as in OpenSSH.
    synchronized void forbidSecrets() {
        secretsAllowed = false;
    }

    synchronized boolean secretsAllowed() {
        return secretsAllowed;
    }

    synchronized void tried(String method) {
        tried.add(method);
    }

    synchronized void offered(List<String> methods) {
        offered.clear();
        offered.addAll(methods);
    }

    /// From now on the server may reach the agent; only a command that was asked for opens this door.
    synchronized void letAgentBeForwarded() {
        agentForwarded = true;
    }

    /// The agent's socket, while the server may reach it.
    synchronized Optional<Path> forwardedAgent() {
        Credentials own = dialing.credentials();
        return agentForwarded && own.agentForward() && secretsAllowed ? own.agent() : Optional.empty();
    }

    /// Closes this when the dialling is over, whichever way.
    synchronized void onLeave(AutoCloseable thing) {
        opened.add(thing);
    }

    synchronized void leave() {
        for (AutoCloseable thing : opened) {
            try {
                thing.close();
            } catch (Exception gone) {
                Log.debug("{}: closing", dialing.peer(), gone);
            }
        }
        opened.clear();
    }

    /// Whether the server has said which methods it takes.
    synchronized boolean begun() {
        return !offered.isEmpty();
    }

    /// Something worth knowing if login fails in the end.
    synchronized void note(String text) {
        notes.add(text);
    }

    /// The password that was given, the first time only.
    synchronized Optional<Secret> givenPassword() {
        if (passwordGiven || !secretsAllowed) return Optional.empty();
        passwordGiven = true;
        return dialing.credentials().password();
    }

    /// Whether [#givenPassword()] would give one.
    synchronized boolean hasGivenPassword() {
        return !passwordGiven && dialing.credentials().password().isPresent();
    }

    synchronized void noteNobody() {
        nobodyAsked = true;
    }

    /// A password from a person, while there are attempts left.
    Optional<Secret> askPassword() throws Exception {
        if (!mayAsk()) return Optional.empty();
        return desk.ask(() -> prompts.password(dialing.username(), dialing.peer()));
    }

    Optional<List<Secret>> askAnswers(String name, String instruction, List<Prompts.Question> questions)
            throws Exception {
        if (!mayAsk()) return Optional.empty();
        return desk.ask(() -> prompts.answers(name, instruction, questions));
    }

    private synchronized boolean mayAsk() {
        if (!secretsAllowed) return false;
        if (!prompts.canAskSecrets() || dialing.maxAuthAttempts() == 0) {
            nobodyAsked = true;
            return false;
        }
        return asked++ < dialing.maxAuthAttempts();
    }

    /// AUTHENTICATION_FAILED with everything that helps.
    synchronized Failed failed(String why) {
        StringBuilder text = new StringBuilder(dialing.peer() + " does not let " + dialing.username() + " in");
        if (!why.isEmpty()) text.append(" (").append(why).append(')');
        text.append(": tried ").append(tried.isEmpty() ? "nothing" : String.join(", ", tried));
        if (!offered.isEmpty()) text.append("; the server takes ").append(String.join(", ", offered));
        if (nobodyAsked) text.append("; nobody can be asked for a password or an answer here");
        if (!secretsAllowed) text.append("; its host key has changed, so no password was given");
        if (asked > 0 && asked >= dialing.maxAuthAttempts())
            text.append("; asked ").append(dialing.maxAuthAttempts()).append(" times");
        for (String note : notes) text.append("; ").append(note);
        return Failure.of(Code.AUTHENTICATION_FAILED, text.toString())
                .with("level", "client-authentication")
                .with("tried", String.join(",", tried))
                .with("offered", String.join(",", offered))
                .thrown();
    }
}
