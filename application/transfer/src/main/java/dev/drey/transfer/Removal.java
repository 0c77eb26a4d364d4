package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.util.concurrent.atomic.AtomicBoolean;

/// Removes a tree: everything below a path and the path itself, many at once, and never through a link.
///
/// Which paths must not be removed (`/`, home, a target's root) is the caller's to know. What cannot be removed is
/// listed, and stops nothing else. Run once.
public final class Removal {
    /// Some servers leave names out of a listing while others vanish; then a directory is swept once more.
    private static final int SWEEPS = 3;

    private final Errand errand;
    private final Tries tries;
    private final Meter meter;
    private final Tally tally;
    private final Walk<AtomicBoolean> walk;

    public Removal(Errand errand) {
        this.errand = errand;
        this.tries = errand.tries();
        this.meter = errand.meter();
        this.tally = new Tally(meter);
        this.walk = errand.walk(new Told());
    }

    /// @throws Failed NOT_FOUND when there is nothing under the path; CANCELLED; what makes going on
    ///     pointless, such as CONNECTION_LOST
    public Worked run() throws Failed {
        Attributes root =
                tries.call(() -> errand.end().tree().lstat(errand.end().path()));
        if (root.isDirectory()) {
            walk.run(new AtomicBoolean());
        } else {
            tally.found(0);
            remove(errand.end().path());
        }
        meter.finish();
        return Worked.of(tally);
    }

    private void remove(RemotePath path) throws Failed {
        try {
            tries.run(() -> errand.end().tree().remove(path));
        } catch (Failed failed) {
            // Gone is gone: somebody else was faster, or an answer got lost and this was the second try.
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
        }
        tally.files.increment();
        tally.ended();
    }

    private void removeDirectory(RemotePath path, int sweeps) throws Failed {
        try {
            tries.run(() -> errand.end().tree().removeDirectory(path));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.DIRECTORY_NOT_EMPTY && sweeps > 0) {
                sweep(path, sweeps - 1);
                removeDirectory(path, sweeps - 1);
                return;
            }
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
        }
        tally.directories.increment();
        tally.ended();
    }

    private void sweep(RemotePath directory, int sweeps) throws Failed {
        for (Entry entry : tries.call(() -> errand.end().tree().entries(directory))) {
            if (!entry.name().isPlain()) continue;
            RemotePath path = directory.resolve(entry.name());
            tally.found(0);
            if (entry.attributes().isDirectory()) removeDirectory(path, sweeps);
            else remove(path);
        }
    }

    private void kept(Branch<AtomicBoolean> directory, RemotePath path, Failed failed) throws Failed {
        if (Ending.ofAll(failed)) throw failed;
        directory.data().set(true);
        tally.failed(path, failed.failure());
    }

    /// What the walk tells.
    private final class Told implements Walk.Visitor<AtomicBoolean> {
        @Override
        public void found(Branch<AtomicBoolean> directory, Entry entry) throws Failed {
            RemotePath path = directory.inside(entry.name());
            tally.found(0);
            try {
                if (errand.known(path, entry.attributes()).isDirectory()) {
                    walk.enter(directory, entry.name(), new AtomicBoolean());
                    return;
                }
            } catch (Failed failed) {
                kept(directory, path, failed);
                return;
            }
            walk.start(directory, 0, () -> {
                try {
                    remove(errand.at(path));
                } catch (Failed failed) {
                    kept(directory, path, failed);
                }
            });
        }

        @Override
        public void refused(Branch<AtomicBoolean> directory, Name name, String reason) {
            directory.data().set(true);
            tally.failed(directory.path(), errand.refusal(directory.path(), name, reason));
        }

        @Override
        public void unreadable(Branch<AtomicBoolean> directory, Failed failed) throws Failed {
            kept(directory, directory.path(), failed);
        }

        /// A directory in which something stays, stays too, and nobody needs to hear why.
        @Override
        public void left(Branch<AtomicBoolean> directory) throws Failed {
            Branch<AtomicBoolean> above = directory.above();
            if (!directory.data().get()) {
                try {
                    removeDirectory(errand.at(directory.path()), SWEEPS);
                } catch (Failed failed) {
                    kept(directory, directory.path(), failed);
                }
            }
            if (directory.data().get() && above != null) above.data().set(true);
        }
    }
}
