package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;

/// A line to a running hub. Used by one thread at a time.
public interface HubLine extends AutoCloseable {
    /// Which hub answers, for people: `the hub on this machine`, `ssh://ana@hub.example.com:7022`.
    String name();

    /// @throws Failed what the hub said, or that it cannot be heard any more
    Outcome ask(Operation operation) throws Failed;

    /// Asks about the hub itself; the answer's kind is the question's.
    default <R extends HubReport> R ask(Administration what, Class<R> kind) throws Failed {
        Outcome outcome = ask(new Operation.Administer(what));
        if (outcome instanceof Outcome.Administered(HubReport report) && kind.isInstance(report))
            return kind.cast(report);
        throw Failure.of(Failure.Code.PROTOCOL_ERROR, name() + " answered something else than was asked")
                .thrown();
    }

    @Override
    void close();
}
