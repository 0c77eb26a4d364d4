package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Session;
import dev.drey.session.Shell;

/// Commands run by a target's shell.
final class Commands {
    /// Of each output; the rest is counted.
    private static final int KEEP = 1 << 20;

    private Commands() {}

    static Outcome run(Session session, Operation.Run wanted) throws Failed {
        Shell shell = session.connection()
                .shell()
                .orElseThrow(() -> Failure.of(
                                Failure.Code.UNSUPPORTED, session.target().name() + ": commands cannot be run there")
                        .thrown());
        Shell.Result result = shell.run(wanted.command(), wanted.limit(), KEEP);
        return new Outcome.Ran(result.status(), result.output(), result.errors(), result.lost());
    }
}
