package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// Moves one file so that its final name never shows a part of it. Run once, by one thread.
///
/// A small file goes the short way ([SmallMove]), a large one with journal, lanes and resumption ([LargeMove]).
final class FileMove {
    /// What is sent in a few requests is sooner sent again than proved.
    static final long SMALL = 256 * 1024;

    private final Job job;
    private final Course course = new Course();

    FileMove(Job job) {
        this.job = job;
    }

    /// @throws Failed with `safeBytes` among its details: what the next try need not send
    Moved run() throws Failed {
        try {
            job.transfer().proceed();
            JobId id = JobId.of(job);
            if (job.locked() || job.isStream() || job.options().dryRun()) return tries(id);
            try (JobLock lock = JobLock.take(job.setting().state(), id)) {
                return lock.held(() -> tries(id));
            }
        } catch (Failed failed) {
            throw Telling.of(job, failed, course);
        }
    }

    private Moved tries(JobId id) throws Failed {
        return new Retries(job, course).run(() -> once(id));
    }

    private Moved once(JobId id) throws Failed {
        Account account = new Account();
        Source source = Source.find(job);
        if (course.renaming().isPresent()) {
            Optional<Moved> done = renamedAfterAll(course.renaming().get(), account);
            if (done.isPresent()) return done.get();
            course.doubts(course.renaming().get().side());
        }
        if (!job.options().dryRun())
            new ThreeSteps(job.to().tree(), job.setting().state(), id).recover();
        Place place = Place.find(job);
        if (Deciding.isSkipped(job, source, place)) {
            return account.moved(
                    Moved.Outcome.SKIPPED,
                    place.path(),
                    place.old().map(Attributes::sizeOrZero).orElse(0L));
        }
        if (job.options().dryRun()) return account.moved(Moved.Outcome.PLANNED, place.path(), source.size());
        OtherNames otherNames = OtherNames.of(job, place);
        if (isSmall(source, place)) {
            Optional<Moved> moved = small(id, source, place, account, otherNames);
            if (moved.isPresent()) return moved.get();
        }
        return new LargeMove(job, id, source, place, account, course, otherNames).run();
    }

    /// Under another side name than one that a late rename may still take away.
    private Optional<Moved> small(JobId id, Source source, Place place, Account account, OtherNames otherNames)
            throws Failed {
        JobId names = id;
        for (int i = 0; i < course.doubtful().size(); i++) names = names.turned();
        Optional<Moved> moved = new SmallMove(job, names, source, place, account, course, otherNames).run();
        if (moved.isEmpty()) return moved;
        for (RemotePath left : course.doubtful()) removeLeft(left);
        return moved;
    }

    private void removeLeft(RemotePath side) throws Failed {
        try {
            job.to().tree().remove(side);
        } catch (Failed failed) {
            if (failed.code() != Failure.Code.NOT_FOUND) throw failed;
        }
    }

    private boolean isSmall(Source source, Place place) {
        Options options = job.options();
        boolean plain =
                options.overwrite() != Overwrite.RESUME && !options.resuming().finalNamed();
        boolean aside = options.placement() != Placement.IN_PLACE || place.isNew();
        // All of a small file is under way at once.
        long most = Math.min(SMALL, options.pace().windowSize().orElse(SMALL));
        boolean size = source.attributes().size().isPresent() && source.size() <= most;
        return !job.isStream() && plain && aside && size;
    }

    /// The line broke while a rename was under way. We hold the job, so a side file that is gone has its name.
    private Optional<Moved> renamedAfterAll(Course.Renaming sent, Account account) throws Failed {
        if (Place.look(job.to().tree(), sent.side()).isPresent()) return Optional.empty();
        Optional<Attributes> there = Place.look(job.to().tree(), sent.target());
        if (there.isEmpty() || there.get().sizeOrZero() != sent.size()) return Optional.empty();
        account.warn("the line broke during the rename, which was found to be done");
        return Optional.of(account.moved(Moved.Outcome.MOVED, sent.target(), sent.size()));
    }
}
