package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.session.Target;

/// How a gate comes to its target. Any thread.
interface Visiting extends AutoCloseable {
    /// The target's session, connected when it was not.
    Visit visit(Target target) throws Failed;

    /// A session that somebody else opened and will close.
    static Visiting of(Visit visit) {
        return new Visiting() {
            @Override
            public Visit visit(Target target) {
                return visit;
            }

            @Override
            public void close() {}
        };
    }

    /// The same session through a lane of its tree; gives nothing back.
    static Visiting lane(Visiting main, FileTree lane) {
        return new Visiting() {
            @Override
            public Visit visit(Target target) throws Failed {
                return main.visit(target).over(lane);
            }

            @Override
            public void close() {}
        };
    }

    /// Gives it back; harmless when repeated.
    @Override
    void close();
}
