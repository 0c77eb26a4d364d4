package dev.drey.operations;

import dev.drey.files.Failed;
import dev.drey.transfer.Leftover;
import dev.drey.transfer.Transfers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What interrupted transfers left: side files in the directories that are named, and records on this
/// machine.
final class Remains {
    private final Transfers transfers;
    private final boolean clean;
    private final Instant now = Instant.now();
    private final List<Outcome.LeftOver> found = new ArrayList<>();
    private int removed;

    private Remains(Transfers transfers, boolean clean) {
        this.transfers = transfers;
        this.clean = clean;
    }

    /// @param clean whether the old ones are removed
    static Outcome of(Transfers transfers, Spots spots, Call call, List<Place> places, boolean clean) throws Failed {
        Remains all = new Remains(transfers, clean);
        for (Place place : places) {
            Spot directory = spots.find(call, place);
            all.take(directory, transfers.leftSideFiles(directory.tree(), directory.path()));
        }
        // The records are those of the hub's own machine, which nobody who came in is shown.
        if (call.pass().isEmpty())
            all.take(spots.find(call, Place.local(dev.drey.files.RemotePath.HERE)), transfers.leftNotes());
        return new Outcome.LeftOversListed(all.found, all.removed);
    }

    private void take(Spot at, List<? extends Leftover> some) throws Failed {
        for (Leftover one : some) found.add(told(at, one));
        if (clean) removed += transfers.clean(at.tree(), some).size();
    }

    private Outcome.LeftOver told(Spot at, Leftover one) {
        return switch (one) {
            case Leftover.Note note ->
                new Outcome.LeftOver(
                        note.file().toString(), words(note), note.safeBytes(), note.modified(), note.isOld(now));
            case Leftover.SideFile side ->
                new Outcome.LeftOver(
                        at.with(side.path()).display(), "side file", side.size(), side.modified(), side.isOld(now));
        };
    }

    private static String words(Leftover.Note note) {
        return note.from().isEmpty() ? "record" : "record of " + note.from() + " -> " + note.to();
    }
}
