package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.session.Target;

/// How a gate comes to its target. Any thread.
interface Visiting extends AutoCloseable {
    /// The target's session, connected when it was not.
    Visits.Visit visit(Target target) throws Failed;

    /// The same session through a lane of its tree; gives nothing back.
    static Visiting lane(Visiting main, FileTree lane) {
        return new Visiting() {
            @Override
            public Visits.Visit visit(Target target) throws Failed {
                Visits.Visit visit = main.visit(target);
                return new Visits.Visit(visit.session(), lane, visit.base());
            }

            @Override
            public void close() {}
        };
    }

    /// Gives it back; harmless when repeated.
    @Override
    void close();
}
