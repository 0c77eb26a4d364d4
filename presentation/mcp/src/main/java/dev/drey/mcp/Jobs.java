package dev.drey.mcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The transfers that assistants have asked for: those under way, and the last ones that have ended. Any
/// thread.
final class Jobs {
    /// How many that have ended are remembered.
    private static final int REMEMBERED = 200;

    /// How long a call waits before its transfer goes on without it.
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Deque<Job> all = new ArrayDeque<>();

    /// Begins one.
    Job start(String what, Deed deed, JobWork work) {
        Job job = new Job(what, Optional.of(deed));
        synchronized (all) {
            all.add(job);
            forget();
        }
        job.start(() -> work.run(job));
        return job;
    }

    /// What a job does; it hears of its own transfer.
    interface JobWork {
        dev.drey.operations.Result run(Job watch) throws dev.drey.files.Failed;
    }

    private void forget() {
        long ended = all.stream().filter(job -> job.ending().isPresent()).count();
        var each = all.iterator();
        while (ended > REMEMBERED && each.hasNext()) {
            if (each.next().ending().isEmpty()) continue;
            each.remove();
            ended--;
        }
    }

    Optional<Job> find(String id) {
        return all().stream().filter(job -> job.isCalled(id)).findFirst();
    }

    /// What asked for the transfer with this id.
    Optional<Deed> deed(String id) {
        return find(id).flatMap(Job::deed);
    }

    /// Oldest first.
    List<Job> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /// Waits until all have ended.
    ///
    /// @return whether they have, within that time
    boolean awaitIdle(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Job job : all()) {
            if (!job.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) return false;
        }
        return true;
    }

    void cancelAll() {
        all().forEach(Job::cancel);
    }
}
