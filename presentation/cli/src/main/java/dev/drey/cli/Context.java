package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import org.slf4j.LoggerFactory;

/// What every command is made with; runs it and turns what goes wrong into a line and a number.
sealed class Context permits ShellContext {
    private final Console console;
    private final Program program;

    Context(Console console, Program program) {
        this.console = console;
        this.program = program;
    }

    Console console() {
        return console;
    }

    Program program() {
        return program;
    }

    /// The body of a command.
    interface Body {
        void run(Work work) throws Failed;
    }

    /// @return the number to end with
    int run(Common common, Body body) {
        return guarded(common, () -> {
            Configuration configuration = ConfigurationFile.load(console, common.config);
            program.log(Logging.settled(configuration.log(), common));
            Work work = new Work(console, common, program, configuration);
            try (Interrupt interrupt = Interrupt.watch(work)) {
                body.run(work);
                return interrupt.happened() ? Exit.INTERRUPTED : work.exit();
            }
        });
    }

    /// What may go wrong on the way to a number.
    interface Guarded {
        int run() throws Failed;
    }

    final int guarded(Common common, Guarded body) {
        try {
            return body.run();
        } catch (Failed failed) {
            new Report(console, common).failure(failed.failure());
            return Exit.of(failed.failure());
        } catch (RuntimeException fault) {
            LoggerFactory.getLogger(Context.class).error("a fault in the program", fault);
            new Report(console, common)
                    .failure(Failure.of(
                            Failure.Code.INTERNAL,
                            "a fault in the program itself; run again with -v and --log-file FILE and report what"
                                    + " FILE says"));
            return Exit.FAILED;
        }
    }
}
