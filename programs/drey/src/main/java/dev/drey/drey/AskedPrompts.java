package dev.drey.drey;

import dev.drey.hostkeys.KnownHost;
import dev.drey.session.Asker;
import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The ssh room's questions, put to whoever a session can ask.
final class AskedPrompts implements Prompts {
    private final Asker asker;
    private final AtomicBoolean typed = new AtomicBoolean();

    AskedPrompts(Asker asker) {
        this.asker = asker;
    }

    /// Whether a secret was typed, so that the connection cannot be made again without the person.
    boolean secretWasTyped() {
        return typed.get();
    }

    @Override
    public boolean canAsk() {
        return asker.canAsk();
    }

    @Override
    public boolean canAskSecrets() {
        return asker.canAsk() && asker.takesSecrets();
    }

    @Override
    public Trust hostKey(HostKeyQuestion question) {
        List<String> known = new ArrayList<>();
        for (KnownHost line : question.verdict().otherPort()) known.add(line.toString());
        var asked = new dev.drey.session.Question.HostKey(
                question.verdict().host().toString(),
                question.verdict().key().algorithm(),
                question.verdict().key().fingerprint().toString(),
                false,
                known);
        return switch (asker.trust(asked)) {
            case ONCE -> Trust.ONCE;
            case REMEMBER -> Trust.REMEMBER;
            case REFUSE -> Trust.REFUSE;
        };
    }

    @Override
    public Optional<Secret> password(String username, String peer) {
        return ask(username + "@" + peer, "Password: ", false);
    }

    @Override
    public Optional<Secret> passphrase(String key) {
        return ask("", "Passphrase for " + key + ": ", false);
    }

    @Override
    public Optional<List<Secret>> answers(String name, String instruction, List<Question> questions) {
        List<Secret> answers = new ArrayList<>();
        for (Question question : questions) {
            Optional<Secret> answer = ask(heading(name, instruction), question.text(), question.echo());
            if (answer.isEmpty()) return Optional.empty();
            answers.add(answer.get());
        }
        return Optional.of(List.copyOf(answers));
    }

    private static String heading(String name, String instruction) {
        return instruction.isBlank() ? name : instruction;
    }

    private Optional<Secret> ask(String heading, String prompt, boolean echo) {
        var answer = asker.answer(new dev.drey.session.Question.Prompt(heading, prompt, echo));
        answer.ifPresent(any -> typed.set(true));
        return answer.map(secret -> Secret.of(secret.reveal()));
    }
}
