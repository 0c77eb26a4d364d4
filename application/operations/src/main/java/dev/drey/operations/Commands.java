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

    static Outcome run(Call call, Session session, Operation.Run wanted) throws Failed {
        if (call.seen().isEmpty()) return run(session, wanted);
        Call.Seen seen = call.seen().get();
        String target = session.target().name();
        String result = Visitor.OK;
        try {
            seen.view().demandRun(seen.pass(), session);
            return run(session, wanted);
        } catch (Failed failed) {
            result = failed.code().name();
            throw failed;
        } finally {
            // Not the command: people write secrets into it.
            seen.view().note(seen.pass(), target, Visitor.Deed.of("run", result, ""));
        }
    }

    private static Outcome run(Session session, Operation.Run wanted) throws Failed {
        Shell shell = session.connection()
                .shell()
                .orElseThrow(() -> Failure.of(
                                Failure.Code.UNSUPPORTED, session.target().name() + ": commands cannot be run there")
                        .thrown());
        Shell.Result result = shell.run(wanted.command(), wanted.limit(), KEEP);
        return new Outcome.Ran(result.status(), result.output(), result.errors(), result.lost());
    }
}
