package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.time.Instant;

/// One file of a tree, on its way. Run once, by one thread.
///
/// @param path from the root
/// @param there what stands under its name at the destination
record TreeFile(
        TreeJob job,
        RemotePath path,
        Attributes source,
        Known.Target there,
        TreeJournal journal,
        TreeMove.Carrier carrier) {

    void move() throws Failed {
        Instant seen = Instant.now();
        Moved moved = carried(goal());
        switch (moved.outcome()) {
            case MOVED -> {
                job.tally().files.increment();
                job.tally().bytes.add(moved.size());
                job.tally().resumed.add(moved.resumedFrom());
                writeDown(moved, seen);
            }
            case PLANNED -> {
                job.tally().files.increment();
                job.tally().bytes.add(moved.size());
            }
            case SKIPPED -> job.tally().skipped.increment();
        }
        for (String warning : moved.warnings()) job.tally().warn(path.display() + ": " + warning);
        if (job.isHeard()) {
            var done = new TransferEvent.FileCompleted(
                    job.transfer(), path.display(), moved, job.meter().snapshot());
            job.setting().observer().happened(done);
        }
    }

    private Moved carried(Job goal) throws Failed {
        if (!job.isHeard()) return carrier.carry(goal);
        goal.share().begins(path.display(), source.sizeOrZero());
        try {
            return carrier.carry(goal);
        } finally {
            goal.share().ends();
        }
    }

    /// Through a link that stands under the name only when it stays inside the destination: what it leads
    /// to was not named by anybody.
    private Job goal() throws Failed {
        RemotePath destination = job.destination(path);
        boolean link =
                there instanceof Known.Present target && target.attributes().isLink();
        if (!link || job.options().replaceLinks()) {
            return job.file(job.source(path), destination, new Known(java.util.Optional.of(source), there));
        }
        RemotePath root =
                job.tries().call(() -> job.to().tree().realpath(job.to().path()));
        RemotePath real = realTarget(destination);
        if (!real.isWithin(root) || real.equals(root)) throw leadsOut(destination);
        return job.file(job.source(path), real, new Known(java.util.Optional.of(source), new Known.Unasked()));
    }

    private RemotePath realTarget(RemotePath destination) throws Failed {
        try {
            job.tries().call(() -> job.to().tree().stat(destination));
            return job.tries().call(() -> job.to().tree().realpath(destination));
        } catch (Failed failed) {
            if (Ending.ofAll(failed)) throw failed;
            throw leadsOut(destination);
        }
    }

    private Failed leadsOut(RemotePath destination) {
        return job.failure(
                        Failure.Code.INVALID_PATH,
                        destination,
                        "is a symbolic link that leads out of the destination or nowhere; nothing is written through"
                                + " it (replaceLinks replaces the link itself)")
                .thrown();
    }

    /// Only what can be recognised later is worth a line: a time of modification that is not too fresh, and
    /// what the destination says about the file now.
    private void writeDown(Moved moved, Instant seen) throws Failed {
        if (source.modified().isEmpty()) return;
        Instant modified = source.modified().get();
        if (!job.from().local() && modified.isAfter(seen.minusSeconds(2))) return;
        boolean underItsName = moved.destination().equals(job.destination(path));
        if (underItsName && moved.attributesWhole() && job.options().keeping().times()) {
            journal.add(path, source, moved.size(), modified);
            return;
        }
        RemotePath named = job.destination(path);
        Attributes now = job.tries().call(() -> job.to().tree().lstat(named));
        if (now.modified().isPresent())
            journal.add(path, source, now.sizeOrZero(), now.modified().get());
    }
}
