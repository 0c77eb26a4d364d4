package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.operations.Subject.Moment;
import java.util.Optional;

/// Decides once more, but only when the caller or the target stands otherwise than when it was last
/// decided: so an open file stops with the grant, and a read costs two looks into memory. Any thread.
final class Recheck {
    private final Present present;
    private final Decision decision;
    private volatile Optional<Moment> agreed = Optional.empty();

    /// How things stand.
    interface Present {
        Moment look() throws Failed;
    }

    /// What is decided.
    interface Decision {
        void decide(Moment moment) throws Failed;
    }

    Recheck(Present present, Decision decision) {
        this.present = present;
        this.decision = decision;
    }

    void check() throws Failed {
        Moment now = present.look();
        if (agreed.filter(now::equals).isPresent()) return;
        decision.decide(now);
        agreed = Optional.of(now);
    }
}
