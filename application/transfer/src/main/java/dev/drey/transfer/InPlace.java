package dev.drey.transfer;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import org.jspecify.annotations.Nullable;

/// Writes into the old file itself: it keeps its owner, mode and further names, and shows a part meanwhile.
final class InPlace {
    private final Job job;
    private final Source source;
    private final Place place;
    private final Account account;
    private final Attributing attributing;

    InPlace(Job job, Source source, Place place, Account account, Attributing attributing) {
        this.job = job;
        this.source = source;
        this.place = place;
        this.account = account;
        this.attributing = attributing;
    }

    /// Whether the file may be written at all.
    static boolean isAllowed(FileTree tree, RemotePath path) throws Failed {
        try (OpenFile file = tree.open(path, OpenOptions.WRITE)) {
            return file.largestWrite() > 0;
        } catch (Failed failed) {
            if (Refusals.isEnd(failed)) throw failed;
            return false;
        }
    }

    Moved run(OpenFile input) throws Failed {
        account.notAtomic();
        if (job.options().backup().isPresent() && place.oldFile().isPresent()) {
            Backups backups = new Backups(
                    job.to().tree(), job.transfer(), job.options().backup().get());
            account.backup(backups.keep(place.path(), place.oldFile().get(), true));
            backups.prune(place.path());
        }
        try (OpenFile file = job.to().tree().open(place.path(), OpenOptions.WRITE)) {
            @Nullable Ordered hash = LargeMove.wantsHash(job) ? new Ordered() : null;
            Flow flow = new Flow(job, 0, null);
            new Pump(job, new Ends(source, input, file, place.path()), 0, flow, hash).run();
            LargeMove.checkSource(job, source, input, flow);
            file.setAttributes(Changes.ofSize(flow.safe())).await();
            attributing.apply(changes -> file.setAttributes(changes).await(), asked());
            var synced = Syncing.send(job, file);
            if (synced.isPresent()) Syncing.await(job, synced.get());
            file.closing().await();
            if (hash != null) verify(hash.hex(), flow.safe());
            return account.moved(Moved.Outcome.MOVED, place.path(), flow.safe());
        } catch (Failed failed) {
            if (Refusals.isEnd(failed) || failed.code() == Failure.Code.SOURCE_CHANGED) {
                throw new Failed(
                        failed.failure()
                                .withMessage(failed.failure().message() + "; "
                                        + place.path().display()
                                        + " was being written in place and is incomplete: run it again"),
                        failed);
            }
            throw failed;
        }
    }

    private void verify(String ours, long size) throws Failed {
        account.hashed(ours);
        LargeMove.checkExpected(job, size, ours);
        if (job.options().verify()) new Verifying(job, account).check(place.path(), size, ours);
    }

    /// The old file keeps what was not asked for.
    private Changes asked() {
        Options.Keeping keeping = job.options().keeping();
        Changes last =
                attributing.last(place.oldFile().map(old -> old.permissions()).orElse(java.util.OptionalInt.empty()));
        boolean owner = keeping.uid().isPresent() || keeping.gid().isPresent() || keeping.owner();
        if (!owner || place.oldFile().isEmpty()) return last;
        return attributing
                .owner(place.oldFile().get())
                .map(wanted -> last.withOwner(wanted.uid(), wanted.gid()))
                .orElse(last);
    }
}
