package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.util.Optional;

/// The last step of a move: the finished side file gets its name, and the account is closed.
final class Naming {
    private final Job job;
    private final JobId id;
    private final Place place;
    private final Account account;
    private final Course course;

    Naming(Job job, JobId id, Place place, Account account, Course course) {
        this.job = job;
        this.id = id;
        this.place = place;
        this.account = account;
        this.course = course;
    }

    Moved name(RemotePath side, long size) throws Failed {
        job.transfer().proceed();
        Placing placing = new Placing(job, id, account);
        course.renames(new Course.Renaming(side, place.path(), size));
        Optional<RemotePath> named;
        try {
            named = placing.place(side, place);
        } catch (Failed failed) {
            if (!Refusals.isEnd(failed)) course.renamed();
            if (!isDoneLate(failed, side, size)) throw failed;
            named = Optional.of(place.path());
        }
        course.renamed();
        if (named.isEmpty()) {
            job.to().tree().remove(side);
            long old = Place.look(job.to().tree(), place.path())
                    .map(Attributes::sizeOrZero)
                    .orElse(0L);
            return account.moved(Moved.Outcome.SKIPPED, place.path(), old);
        }
        placing.sync(named.get());
        return account.moved(Moved.Outcome.MOVED, named.get(), size);
    }

    /// Whether the rename of a try before was done after all, by a server that worked off what a broken line had left,
    /// while this try already went on with the same side file.
    private boolean isDoneLate(Failed failed, RemotePath side, long size) throws Failed {
        if (failed.code() != Failure.Code.NOT_FOUND || !course.doubtful().contains(side)) return false;
        Optional<Attributes> there = Place.look(job.to().tree(), place.path());
        return there.isPresent() && there.get().sizeOrZero() == size;
    }
}
