package dev.drey.operations;

import dev.drey.access.Pass;
import dev.drey.session.Asker;
import dev.drey.session.Owner;
import java.util.Optional;

/// Who asks.
///
/// @param owner whose sessions and transfers these are
/// @param asker who can answer questions on the way
/// @param watch who hears how far the transfers of this very call are
/// @param pass by what they came in, where a hub lets people in; empty: the person whose program this is
public record Caller(Owner owner, Asker asker, Watch watch, Optional<Pass> pass) {
    public Caller(Owner owner, Asker asker) {
        this(owner, asker, Watch.NOBODY);
    }

    public Caller(Owner owner, Asker asker, Watch watch) {
        this(owner, asker, watch, Optional.empty());
    }
}
