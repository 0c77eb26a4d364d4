package dev.drey.operations;

import dev.drey.events.Event;
import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Owner;
import dev.drey.transfer.Errand;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The transfers that wait, run or are paused, and whose they are; sends their happenings to their owners.
final class Running {
    private final Events events;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();

    Running(Events events) {
        this.events = events;
    }

    private record Run(Owner owner, Watch watch, Transfer transfer, Optional<Event.Opened> session) {}

    /// Something that moves bytes.
    interface Body<T> {
        T run(Transfer transfer) throws Failed;
    }

    /// Work over one tree that carries no bytes anywhere.
    <T> T errand(Call call, Spot spot, Job<T> job) throws Failed {
        return run(
                call,
                spot,
                spot,
                transfer -> job.run(new Errand(transfer, spot.end(), this::happened, Pace.Retry.DEFAULTS)));
    }

    /// What is done with an errand.
    interface Job<T> {
        T run(Errand errand) throws Failed;
    }

    <T> T run(Call call, Spot from, Spot to, Body<T> body) throws Failed {
        Transfer transfer = new Transfer(from.display(), to.display());
        Spot far = from.isLocal() ? to : from;
        runs.put(
                transfer.id(),
                new Run(call.owner(), call.watch(), transfer, Optional.of(Announcer.opened(far.session()))));
        try (var _ = from.session().busy();
                var _ = to.session().busy()) {
            return body.run(transfer);
        } finally {
            runs.remove(transfer.id());
        }
    }

    /// Called by the threads of transfers.
    void happened(TransferEvent event) {
        Run run = runs.get(event.transfer().id());
        if (run == null) return;
        // Who asked for the transfer knows it before others hear of it, and can say what it is.
        run.watch().happened(event);
        events.put(run.owner(), new Event.TransferHappened(run.session(), event));
    }

    /// An admin sees everybody's.
    Outcome list(Call call) throws Failed {
        boolean all = call.administers();
        List<Outcome.TransferLine> lines = runs.values().stream()
                .filter(run -> all || run.owner().equals(call.owner()))
                .map(Run::transfer)
                .sorted(Comparator.comparing(Transfer::id))
                .map(one -> new Outcome.TransferLine(one.id(), one.source(), one.destination(), one.state()))
                .toList();
        return new Outcome.TransfersListed(lines);
    }

    Outcome steer(Call call, String id, Operation.Steering steering) throws Failed {
        Run run = runs.get(id);
        if (run == null || !(run.owner().equals(call.owner()) || call.administers())) {
            throw Failure.of(Failure.Code.NOT_FOUND, "there is no running transfer " + id)
                    .thrown();
        }
        switch (steering) {
            case PAUSE -> run.transfer().pause();
            case RESUME -> run.transfer().resume();
            case CANCEL -> run.transfer().cancel();
        }
        return Outcome.Done.QUIETLY;
    }

    boolean hasAny() {
        return !runs.isEmpty();
    }

    /// Cancels everything.
    ///
    /// @return whether there was anything
    boolean cancelAll() {
        List<Run> all = List.copyOf(runs.values());
        for (Run run : all) run.transfer().cancel();
        return !all.isEmpty();
    }
}
