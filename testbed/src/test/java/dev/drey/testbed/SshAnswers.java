package dev.drey.testbed;

import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Somebody who answers as told, and remembers what was asked.
class SshAnswers implements Prompts {
    final List<String> asked = new ArrayList<>();
    Trust trust = Trust.REFUSE;
    Optional<Secret> password = Optional.empty();
    Optional<Secret> passphrase = Optional.empty();
    Optional<List<Secret>> answers = Optional.empty();

    @Override
    public boolean canAsk() {
        return true;
    }

    @Override
    public Trust hostKey(HostKeyQuestion question) {
        asked.add("hostKey " + question.verdict().key().fingerprint());
        return trust;
    }

    @Override
    public Optional<Secret> password(String username, String peer) {
        asked.add("password " + username);
        return password;
    }

    @Override
    public Optional<Secret> passphrase(String key) {
        asked.add("passphrase " + key);
        return passphrase;
    }

    @Override
    public Optional<List<Secret>> answers(String name, String instruction, List<Question> questions) {
        asked.add("answers " + questions.stream().map(Question::text).toList());
        return answers;
    }

    @Override
    public void banner(String text) {
        asked.add("banner " + text.strip());
    }
}
