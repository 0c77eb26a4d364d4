package dev.drey.operations;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Listing;
import dev.drey.session.Session;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// A target's open directory in a caller's hands: each portion asks whether they still may. Used by one
/// thread.
final class WatchedListing implements Listing {
    private final Listing under;
    private final Passage passage;
    private final Gate gate;
    private final Recheck recheck;
    private final Consumer<WatchedListing> whenClosed;
    private final Session.Busy busy;
    private final AtomicBoolean closed = new AtomicBoolean();

    WatchedListing(Listing under, Passage passage, Gate gate, Consumer<WatchedListing> whenClosed) {
        this.under = under;
        this.passage = passage;
        this.gate = gate;
        this.recheck = gate.recheck(Act.LIST, passage);
        this.whenClosed = whenClosed;
        this.busy = passage.visit().busy();
    }

    @Override
    public Optional<List<Entry>> next() throws Failed {
        recheck.check();
        try {
            return under.next();
        } catch (Failed failed) {
            throw gate.told(failed, passage.inside(), passage.far());
        }
    }

    @Override
    public void close() throws Failed {
        whenClosed.accept(this);
        if (!closed.getAndSet(true)) busy.close();
        try {
            under.close();
        } catch (Failed failed) {
            throw gate.told(failed, passage.inside(), passage.far());
        }
    }
}
