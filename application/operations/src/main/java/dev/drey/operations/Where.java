package dev.drey.operations;

import dev.drey.session.Target;

/// Whose files are meant.
public sealed interface Where {
    /// The target of a session that the caller has opened.
    record InSession(String id) implements Where {}

    /// A target, connected on first use and kept for the caller.
    record At(Target target) implements Where {}

    /// This machine's disk.
    Where LOCAL = new At(new Target.Local());
}
