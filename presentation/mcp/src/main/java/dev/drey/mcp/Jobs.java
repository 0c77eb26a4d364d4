package dev.drey.mcp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What assistants have asked for and may outlast its call: what is under way, and the last that has ended. Any
/// thread.
final class Jobs {
    /// How many that have ended are remembered.
    private static final int REMEMBERED = 200;

    /// How long a call waits before its transfer goes on without it.
    static final Duration PATIENCE = Duration.ofSeconds(45);

    private final Deque<Task> all = new ArrayDeque<>();
    private final Map<String, Deed> deeds = new LinkedHashMap<>();

    /// Begins one.
    ///
    /// @param carries whether it moves bytes; else it goes through files
    Job start(String what, Deed deed, boolean carries, JobWork work) {
        Job job = new Job(what, Optional.of(deed), carries);
        add(job);
        job.start(() -> work.run(job));
        return job;
    }

    void add(Task task) {
        synchronized (all) {
            all.add(task);
            forget();
        }
    }

    /// One that was answered whole is not asked for again.
    void remove(Task task) {
        synchronized (all) {
            all.remove(task);
        }
    }

    /// What a job does; it hears of its own transfer.
    interface JobWork {
        dev.drey.operations.Result run(Job watch) throws dev.drey.files.Failed;
    }

    private void forget() {
        long ended = all.stream().filter(Task::hasEnded).count();
        var each = all.iterator();
        while (ended > REMEMBERED && each.hasNext()) {
            if (!each.next().hasEnded()) continue;
            each.remove();
            ended--;
        }
    }

    Optional<Task> find(String id) {
        return all().stream().filter(job -> job.isCalled(id)).findFirst();
    }

    /// Notes what asked for a transfer that ends with its call.
    void note(String id, ToolCall call) {
        synchronized (all) {
            if (deeds.containsKey(id)) return;
            deeds.put(id, Deed.of(call));
            if (deeds.size() > REMEMBERED)
                deeds.remove(deeds.keySet().iterator().next());
        }
    }

    /// What asked for the transfer with this id.
    Optional<Deed> deed(String id) {
        synchronized (all) {
            if (deeds.containsKey(id)) return Optional.ofNullable(deeds.get(id));
        }
        return find(id).flatMap(task -> task instanceof Job job ? job.deed() : Optional.empty());
    }

    /// Oldest first.
    List<Task> all() {
        synchronized (all) {
            return List.copyOf(all);
        }
    }

    /// Waits until all have ended.
    ///
    /// @return whether they have, within that time
    boolean awaitIdle(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        for (Task job : all()) {
            if (!job.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) return false;
        }
        return true;
    }

    void cancelAll() {
        all().forEach(Task::cancel);
    }
}
