package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.List;
import java.util.Optional;

/// The lines of a shell, one after the other, until there are no more, `exit`, or a failure where failures end it.
final class ShellLoop {
    private final ShellContext context;
    private final ShellVerbs verbs;
    private final ShellInterrupt interrupt;
    private final Manner manner;

    /// Who sits there.
    enum Manner {
        /// A person, who sees what went wrong.
        PERSON,
        /// A pipe: what fails is told at the end.
        PIPE,
        /// A batch: ends at the first failure, and shows its lines.
        BATCH
    }

    ShellLoop(ShellContext context, ShellVerbs verbs, ShellInterrupt interrupt, Manner manner) {
        this.context = context;
        this.verbs = verbs;
        this.interrupt = interrupt;
        this.manner = manner;
    }

    void run(ShellInput input) {
        while (true) {
            Optional<String> text = input.line();
            if (text.isEmpty()) return;
            interrupt.begin();
            boolean on = one(text.get());
            boolean stopped = interrupt.end();
            context.console().out().flush();
            context.console().err().flush();
            if (stopped && manner != Manner.PERSON) {
                context.work().exit(Exit.INTERRUPTED);
                return;
            }
            if (!on) return;
        }
    }

    /// @return whether to go on
    private boolean one(String text) {
        ShellLine line;
        try {
            line = ShellLine.parse(text);
        } catch (Failed wrong) {
            context.work().report().failure(wrong.failure());
            return goesOn(false);
        }
        if (line.isEmpty()) return true;
        if (manner == Manner.BATCH && !line.silent()) context.work().report().note("drey> " + text.strip());
        boolean leave =
                line.command().isEmpty() && List.of("exit", "quit", "bye").contains(line.verb());
        if (leave) return false;
        boolean fine = perform(line) == Exit.DONE;
        return fine || goesOn(line.forgiven());
    }

    private boolean goesOn(boolean forgiven) {
        if (forgiven || manner == Manner.PERSON) return true;
        context.work().exit(Exit.FAILED);
        return manner == Manner.PIPE;
    }

    private int perform(ShellLine line) {
        context.paths().begin();
        return context.guarded(context.work().common(), () -> {
            if (line.command().isPresent()) return outside(line.command().get());
            ShellVerb verb = verbs.find(line.verb()).orElseThrow(() -> unknown(line.verb()));
            return verb.body().run(line.rest());
        });
    }

    private Failed unknown(String name) {
        String hint =
                dev.drey.session.Nearest.hint(name, List.copyOf(verbs.all().keySet()));
        return Targets.usage(
                "there is no command '" + name + "'" + (hint.isEmpty() ? "; help shows what there is" : hint));
    }

    /// By this machine's own shell; with nothing said, a shell to stay in.
    private int outside(String command) throws Failed {
        String shell = context.console().environment().getOrDefault("SHELL", "/bin/sh");
        List<String> words = command.isEmpty() ? List.of(shell) : List.of("/bin/sh", "-c", command);
        int status = LocalRun.run(context.console(), context.paths().here(), words);
        if (status == 0 || command.isEmpty()) return Exit.DONE;
        throw Failure.of(Failure.Code.INTERNAL, command + ": ended with " + status)
                .thrown();
    }
}
