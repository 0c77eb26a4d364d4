package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.HardLinks;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Whether the file that is to be replaced has further names (hard links), which only writing in place
/// keeps together.
///
/// A listing may have told; this machine's disk tells at once; a server is asked in a thread of its own
/// while the bytes are on their way. Among the files of a tree a server is not asked: what its listing
/// does not tell is not known, and what is not known counts as no.
final class OtherNames {
    private final Optional<FutureTask<OptionalInt>> question;
    private final boolean several;

    private OtherNames(Optional<FutureTask<OptionalInt>> question, boolean several) {
        this.question = question;
        this.several = several;
    }

    static OtherNames of(Job job, Place place) throws Failed {
        Optional<HardLinks> power = matters(job, place) ? job.to().tree().power(HardLinks.class) : Optional.empty();
        if (place.links().isPresent() || power.isEmpty()) return told(job, place, place.links());
        if (job.to().local()) return told(job, place, power.get().names(place.path()));
        if (job.locked()) return told(job, place, OptionalInt.empty());
        FutureTask<OptionalInt> question = new FutureTask<>(() -> power.get().names(place.path()));
        Thread.ofVirtual().name("other-names").start(question);
        return new OtherNames(Optional.of(question), false);
    }

    private static OtherNames told(Job job, Place place, OptionalInt links) {
        return new OtherNames(Optional.empty(), matters(job, place) && links.orElse(1) > 1);
    }

    private static boolean matters(Job job, Place place) {
        if (place.oldFile().isEmpty() || job.options().placement() != Placement.AUTO) return false;
        return switch (job.options().overwrite()) {
            case REPLACE, NEWER, DIFFERENT, RESUME -> true;
            case FAIL, SKIP, RENAME -> false;
        };
    }

    /// Whether [#exist()] need not wait.
    boolean isKnown() {
        return question.isEmpty() || question.get().isDone();
    }

    /// @throws Failed when the line is gone, or CANCELLED; a refusal to tell counts as no
    boolean exist() throws Failed {
        if (question.isEmpty()) return several;
        try {
            return question.get().get().orElse(1) > 1;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
        } catch (ExecutionException trouble) {
            if (!(trouble.getCause() instanceof Failed failed)) throw new IllegalStateException(trouble);
            if (Refusals.isEnd(failed)) throw new Failed(failed.failure(), trouble);
            return false;
        }
    }
}
