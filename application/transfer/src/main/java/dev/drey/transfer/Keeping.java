package dev.drey.transfer;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.Optional;

/// What becomes of the side file when a move fails: it is cut to what is safe and kept, or removed where it
/// is worth nothing or nobody wants it.
final class Keeping {
    private final Job job;
    private final Course course;
    private final SideFile.Opened side;
    private final Optional<Journal> journal;

    Keeping(Job job, Course course, SideFile.Opened side, Optional<Journal> journal) {
        this.job = job;
        this.course = course;
        this.side = side;
        this.journal = journal;
    }

    /// @param cause trouble on the way is added to it
    void after(Failed cause, long safe) {
        boolean alive = !Refusals.isEnd(cause) || cause.code() == Failure.Code.CANCELLED;
        boolean worthless = cause.code() == Failure.Code.CHECKSUM_MISMATCH || job.isStream();
        boolean wanted = safe > 0 && !worthless && job.options().resuming().keepPartial();
        try {
            if (wanted) keep(safe, alive);
            else drop(alive);
        } catch (Failed failed) {
            cause.addSuppressed(failed);
        }
    }

    private void keep(long safe, boolean alive) throws Failed {
        course.kept(side.path(), safe);
        if (journal.isPresent()) journal.get().record(safe);
        // Behind the first gap bytes may be missing; a file that ends before it can be taken up without a journal.
        if (alive) side.file().setAttributes(Changes.ofSize(safe)).await();
    }

    private void drop(boolean alive) throws Failed {
        course.nothingKept();
        if (journal.isPresent()) journal.get().remove();
        if (!alive) return;
        Closing.quietly(side.file());
        job.to().tree().remove(side.path());
    }
}
