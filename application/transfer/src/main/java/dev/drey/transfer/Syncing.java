package dev.drey.transfer;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.util.Optional;

/// Asks for the bytes to reach the disk, wherever the far side can; files of a tree only with `syncEach`,
/// since the tree does it once at its end.
final class Syncing {
    private Syncing() {}

    /// Empty where nobody asks.
    static Optional<Pending<Done>> send(Job job, OpenFile file) throws Failed {
        boolean wanted = !job.locked() || job.options().syncEach();
        if (!wanted || job.setting().habits().of(job.to().tree()).noSync) return Optional.empty();
        try {
            return Optional.of(file.sync());
        } catch (Failed failed) {
            refused(job, failed);
            return Optional.empty();
        }
    }

    static void await(Job job, Pending<Done> sent) throws Failed {
        try {
            sent.await();
        } catch (Failed failed) {
            refused(job, failed);
        }
    }

    /// A far side that cannot is remembered; one that could and failed has not kept the bytes.
    private static void refused(Job job, Failed failed) throws Failed {
        if (failed.code() != Failure.Code.UNSUPPORTED) throw failed;
        job.setting().habits().of(job.to().tree()).noSync = true;
    }
}
