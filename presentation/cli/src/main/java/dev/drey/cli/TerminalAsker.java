package dev.drey.cli;

import dev.drey.session.Asker;
import dev.drey.session.Question;
import dev.drey.session.Secret;
import java.io.IOException;
import java.util.Optional;

/// Asks the person at the terminal; where there is none, nobody.
final class TerminalAsker implements Asker {
    private final Console console;
    private final boolean json;

    TerminalAsker(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    @Override
    public boolean canAsk() {
        return !json && console.inTerminal() && console.errTerminal();
    }

    @Override
    public synchronized Trust trust(Question.HostKey question) {
        if (!canAsk()) return Trust.REFUSE;
        console.err().println("The key of " + question.host() + " is not known.");
        console.err().println(question.keyType() + " " + question.fingerprint());
        for (String known : question.known()) console.err().println("  known: " + known);
        while (true) {
            console.err().print("Trust it (yes remembers it, no, or type the fingerprint)? ");
            console.err().flush();
            Optional<String> answer = line();
            if (answer.isEmpty() || answer.get().equalsIgnoreCase("no")) return Trust.REFUSE;
            if (answer.get().equalsIgnoreCase("yes")) return Trust.REMEMBER;
            if (answer.get().equals(question.fingerprint())) return Trust.REMEMBER;
            console.err().println("Please type yes, no or the fingerprint.");
        }
    }

    @Override
    public synchronized Optional<Secret> answer(Question.Prompt question) {
        if (!canAsk()) return Optional.empty();
        String prompt =
                question.heading().isEmpty() ? question.prompt() : question.heading() + ": " + question.prompt();
        if (question.echo()) {
            console.err().print(prompt);
            console.err().flush();
            return line().map(Secret::of);
        }
        return Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .map(terminal -> terminal.readPassword("%s", prompt))
                .map(typed -> Secret.of(new String(typed)));
    }

    /// A line as it was typed; empty at the end of input.
    private Optional<String> line() {
        StringBuilder line = new StringBuilder();
        try {
            for (int c = console.in().read(); c != '\n'; c = console.in().read()) {
                if (c < 0) return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
                if (c != '\r') line.append((char) c);
            }
        } catch (IOException closed) {
            return Optional.empty();
        }
        return Optional.of(line.toString().strip());
    }

    /// Asks yes or no; no where nobody can be asked.
    synchronized boolean confirmed(String question) {
        if (!canAsk()) return false;
        console.err().print(question + " [y/N] ");
        console.err().flush();
        return line().filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
                .isPresent();
    }
}
