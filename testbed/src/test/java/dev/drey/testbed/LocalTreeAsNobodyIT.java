package dev.drey.testbed;

import dev.drey.disk.LocalTree;
import dev.drey.files.FileTree;
import java.util.Optional;

/// The laws of every tree over [LocalTree], as an account that is refused things.
class LocalTreeAsNobodyIT extends LocalTreeIT {
    @Override
    protected FileTree openTree() {
        return AsNobody.of(new LocalTree(place().path()));
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.of(denied(place()));
    }

    /// Laid out by the account that runs the suite; again for each case, which changes nothing.
    static Denied denied(TempDir place) {
        return Denied.on(place.resolve("of-root"));
    }
}
