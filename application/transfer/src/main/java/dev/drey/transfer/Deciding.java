package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Whether the file is moved at all, by the overwrite rule and what stands there.
///
/// What is decided here saves work; FAIL and SKIP are decided again by the rename itself, which does not replace.
final class Deciding {
    private Deciding() {}

    /// Whether there is nothing to do.
    ///
    /// @throws Failed ALREADY_EXISTS with [Overwrite#FAIL]
    static boolean isSkipped(Job job, Source source, Place place) throws Failed {
        if (place.isNew()) return false;
        Attributes old = place.old().get();
        return switch (job.options().overwrite()) {
            case REPLACE, RENAME -> false;
            case FAIL -> throw exists(job);
            case SKIP -> true;
            case NEWER -> !isNewer(job, source.attributes(), old);
            case DIFFERENT -> !isDifferent(job, source.attributes(), old);
            case RESUME -> false;
        };
    }

    static Failed exists(Job job) {
        return Failure.of(
                        Failure.Code.ALREADY_EXISTS,
                        job.to().path(),
                        job.to().display() + ": File exists, and is not to be replaced")
                .thrown();
    }

    private static boolean isNewer(Job job, Attributes source, Attributes old) {
        Optional<Instant> theirs = old.modified();
        Optional<Instant> ours = source.modified();
        if (theirs.isEmpty() || ours.isEmpty()) return true;
        return grained(job, ours.get()).isAfter(grained(job, theirs.get()));
    }

    private static boolean isDifferent(Job job, Attributes source, Attributes old) {
        if (!source.size().equals(old.size())) return true;
        Optional<Instant> theirs = old.modified();
        Optional<Instant> ours = source.modified();
        if (theirs.isEmpty() || ours.isEmpty()) return true;
        return !grained(job, ours.get()).equals(grained(job, theirs.get()));
    }

    /// Times are compared at the coarser of the two grains: one second where a server is involved.
    private static Instant grained(Job job, Instant time) {
        boolean fine = job.from().local() && job.to().local();
        return fine ? time : time.truncatedTo(ChronoUnit.SECONDS);
    }
}
