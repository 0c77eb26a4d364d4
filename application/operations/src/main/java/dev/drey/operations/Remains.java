package dev.drey.operations;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.transfer.LeftOvers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What interrupted transfers left: side files in the directories that are named, and journals of this machine.
final class Remains {
    private final Instant now = Instant.now();
    private final List<Outcome.LeftOver> found = new ArrayList<>();
    private final boolean clean;
    private int removed;

    private Remains(boolean clean) {
        this.clean = clean;
    }

    /// @param clean whether the old ones are removed
    static Outcome of(Path state, Spots spots, Caller caller, List<Place> places, boolean clean) throws Failed {
        Remains all = new Remains(clean);
        for (Place place : places) all.sideFiles(spots.find(caller, place));
        for (LeftOvers.Kept one : LeftOvers.journals(state, all.now)) {
            all.found.add(
                    new Outcome.LeftOver(one.file().toString(), one.what(), one.bytes(), one.modified(), one.old()));
        }
        if (clean) all.removed += LeftOvers.clean(state, all.now);
        return new Outcome.LeftOversListed(all.found, all.removed);
    }

    private void sideFiles(Spot directory) throws Failed {
        for (Entry entry : directory.tree().entries(directory.path())) {
            if (!LeftOvers.isSideFile(entry.name()) || !entry.name().isPlain()) continue;
            Instant modified = entry.attributes().modified().orElse(now);
            boolean old = modified.isBefore(now.minus(LeftOvers.SIDE_FILE_AGE));
            Spot file = directory.with(directory.path().resolve(entry.name()));
            found.add(new Outcome.LeftOver(
                    file.display(), "side file", entry.attributes().sizeOrZero(), modified, old));
            if (!clean || !old) continue;
            file.tree().remove(file.path());
            removed++;
        }
    }
}
