package dev.drey.operations;

import dev.drey.session.Asker;
import dev.drey.session.Owner;

/// Who asks.
///
/// @param owner whose sessions and transfers these are
/// @param asker who can answer questions on the way
/// @param watch who hears how far the transfers of this very call are
public record Caller(Owner owner, Asker asker, Watch watch) {
    public Caller(Owner owner, Asker asker) {
        this(owner, asker, Watch.NOBODY);
    }
}
