package dev.drey.operations;

import dev.drey.access.Standing;
import dev.drey.files.Failed;
import java.util.Optional;

/// Decides once more, but only when the caller's standing is another one than it was when last decided:
/// so an open file stops with the grant, and a read costs one look into memory. Any thread.
final class Recheck {
    private final Visitor visitor;
    private final Decision decision;
    private volatile Optional<Standing> agreed = Optional.empty();

    /// What is decided.
    interface Decision {
        void decide() throws Failed;
    }

    Recheck(Visitor visitor, Decision decision) {
        this.visitor = visitor;
        this.decision = decision;
    }

    void check() throws Failed {
        Optional<Standing> now = Optional.of(visitor.standing());
        if (now.equals(agreed)) return;
        decision.decide();
        agreed = now;
    }
}
