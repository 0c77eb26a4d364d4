package dev.drey.cli;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Caller;
import dev.drey.operations.Operation;
import dev.drey.operations.Operations;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Result;
import dev.drey.session.Owner;
import dev.drey.transfer.MovedTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One command while it runs: whom it asks, where it writes, and how it ended so far.
final class Work {
    private final Console console;
    private final Common common;
    private final Program program;
    private final Configuration configuration;
    private final Targets targets;
    private final Caller caller;
    private final Report report;
    private final Set<String> told = new LinkedHashSet<>();
    private final Meaning meaning;
    private final boolean progress;
    private int exit = Exit.DONE;

    Work(Console console, Common common, Program program, Configuration configuration) {
        this.console = console;
        this.common = common;
        this.program = program;
        this.configuration = configuration;
        this.targets = new Targets(console, program, configuration, common);
        this.report = new Report(console, common);
        this.caller = new Caller(Owner.PROCESS, new TerminalAsker(console, common.json));
        this.meaning = targets;
        this.progress = true;
    }

    private Work(Work shell, Common line, Meaning meaning, boolean progress) {
        this.console = shell.console;
        this.common = line;
        this.program = shell.program;
        this.configuration = shell.configuration;
        this.targets = shell.targets;
        this.report = new Report(console, line);
        this.caller = shell.caller;
        this.meaning = meaning;
        this.progress = progress;
    }

    /// One line of a shell: the same connections, words that mean something else, an end of its own.
    Work within(Common line, Meaning words, boolean withProgress) {
        return new Work(this, line, words, withProgress);
    }

    /// Something that is done for each of several operands; one that fails does not stop the others.
    interface Step {
        void run() throws Failed;
    }

    void each(Step step) throws Failed {
        try {
            step.run();
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.CANCELLED) throw failed;
            failed(failed.failure());
        }
    }

    void failed(Failure failure) {
        report.failure(failure);
        exit = Math.max(exit == Exit.DONE ? 0 : exit, Exit.of(failure));
    }

    /// Asks the engine. The answer's kind is the operation's, so a wrong one is a fault of ours.
    <O extends Outcome> O ask(Operation operation, Class<O> kind) throws Failed {
        Result result = operations().perform(caller, operation);
        for (String warning : result.warnings()) {
            if (told.add(warning)) report.care(warning);
        }
        return kind.cast(result.outcome());
    }

    void done(Operation operation) throws Failed {
        for (String warning : ask(operation, Outcome.Done.class).warnings()) report.warning(warning);
    }

    /// An operation over many files, of which each that failed is told.
    void changed(Operation operation) throws Failed {
        var changed = ask(operation, Outcome.Changed.class);
        for (MovedTree.Item item : changed.failures()) failed(item.failure());
        if (common.verbose.length > 0) report.note(changed.files() + " changed");
    }

    Place place(String operand) throws Failed {
        return meaning.place(operand);
    }

    Place remote(String operand, String command) throws Failed {
        return meaning.remote(operand, command);
    }

    /// Whether patterns are still to be expanded.
    boolean globs() {
        return meaning.globs();
    }

    /// Whether whoever waits wants to see how far it is.
    boolean progress() {
        return progress;
    }

    Configuration configuration() {
        return configuration;
    }

    Console console() {
        return console;
    }

    Common common() {
        return common;
    }

    Targets targets() {
        return targets;
    }

    Report report() {
        return report;
    }

    Events events() {
        return program.events();
    }

    /// The engine; made when a command first asks for it.
    Operations operations() throws Failed {
        return program.operations(configuration);
    }

    /// What was said of the connections that were used, each once.
    List<String> told() {
        return List.copyOf(told);
    }

    void exit(int code) {
        exit = Math.max(exit, code);
    }

    int exit() {
        return exit;
    }
}
