package dev.drey.testbed;

import dev.drey.files.FileTree;
import java.util.Optional;

/// The laws of every tree over the jail, as an account that is refused things.
class JailTreeAsNobodyIT extends JailTreeIT {
    @Override
    protected FileTree openTree() throws Exception {
        return AsNobody.of(jail());
    }

    @Override
    public Optional<Denied> denied() {
        return Optional.of(LocalTreeAsNobodyIT.denied(place()));
    }
}
