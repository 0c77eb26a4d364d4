package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import java.util.Optional;
import java.util.OptionalDouble;

/// The far end of one call, as far as a tool may know of it. Used by the call's own thread.
interface Peer {
    /// Wants nothing and answers nothing.
    Peer NONE = new Peer() {
        @Override
        public void progress(double done, OptionalDouble total, String message) {
            // Nobody asked.
        }

        @Override
        public Asker asker() {
            return Asker.NOBODY;
        }
    };

    /// Tells how far the call is, where somebody asked for that; `done` grows.
    void progress(double done, OptionalDouble total, String message);

    /// Who answers questions that come up during the call.
    Asker asker();

    /// Asks the person whether something may be done.
    ///
    /// @param print what would be agreed to: another print is another question
    /// @return empty: nobody can be asked; no answer is a no
    /// @throws Failed the call is to end here, with nothing done: it is made again with the answer, or cannot be
    default Optional<Boolean> agrees(String question, String print) throws Failed {
        return Optional.empty();
    }
}
