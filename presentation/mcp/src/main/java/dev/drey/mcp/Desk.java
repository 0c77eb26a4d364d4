package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import dev.drey.operations.Caller;
import dev.drey.operations.Operation;
import dev.drey.operations.Operations;
import dev.drey.operations.Outcome;
import dev.drey.operations.Place;
import dev.drey.operations.Result;
import dev.drey.operations.Watch;
import dev.drey.session.Owner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What every tool works with: the engine, who its sessions belong to, what is allowed, what is under way.
/// Any thread.
final class Desk {
    /// No call waits longer for an answer.
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Operations operations;
    private final Owner owner;
    private final Settings settings;
    private final Targets targets;
    private final Path home;
    private final Jobs jobs = new Jobs();
    private final ConsoleSessions sessions = new ConsoleSessions();
    private final Consents consents = new Consents(System::nanoTime);

    Desk(Operations operations, Owner owner, Settings settings, Known known) {
        this.operations = operations;
        this.owner = owner;
        this.settings = settings;
        this.targets = new Targets(known, settings);
        this.home = known.home();
    }

    Settings settings() {
        return settings;
    }

    Targets targets() {
        return targets;
    }

    Jobs jobs() {
        return jobs;
    }

    Consents consents() {
        return consents;
    }

    /// The sessions of the group `console`.
    ConsoleSessions sessions() {
        return sessions;
    }

    /// Asks the engine in the call's own thread.
    Result perform(ToolCall call, Operation operation) throws Failed {
        return watched(
                call.peer(), operation, event -> jobs.note(event.transfer().id(), call));
    }

    private Result watched(Peer peer, Operation operation, Watch watch) throws Failed {
        Guard.check(operation, settings);
        try {
            return operations.perform(new Caller(owner, peer.asker(), watch), operation);
        } catch (Failed failed) {
            throw told(failed);
        }
    }

    /// The same, for an operation whose outcome is of a known kind; a wrong one is a fault of ours.
    <O extends Outcome> O ask(ToolCall call, Operation operation, Class<O> kind) throws Failed {
        return kind.cast(perform(call, operation).outcome());
    }

    /// The same, where no tool is called.
    <O extends Outcome> O ask(Peer peer, Operation operation, Class<O> kind) throws Failed {
        return kind.cast(watched(peer, operation, Watch.NOBODY).outcome());
    }

    /// Begins a transfer that may outlast the call.
    ///
    /// @param what for people, without contents and secrets
    Job start(ToolCall call, String what, Operation operation) throws Failed {
        Guard.check(operation, settings);
        return jobs.start(what, Deed.of(call), Guard.carries(operation), job -> watched(call.peer(), operation, job));
    }

    /// Asks what may take long: it tells how far it is, and is stopped with its call or when its time is over.
    ///
    /// @throws Failed TIMEOUT, with what makes it shorter
    Result inquire(ToolCall call, LongLook look) throws Failed {
        Guard.check(look.operation(), settings);
        Job job = new Job(look.what(), Optional.empty(), false);
        job.start(() -> watched(call.peer(), look.operation(), job));
        long millis = look.millis().orElse(LONGEST.toMillis());
        if (await(call, job, Duration.ofMillis(millis), false)) return job.result();
        job.cancel();
        throw Failure.of(
                        Failure.Code.TIMEOUT,
                        look.what() + ": stopped after " + millis + " ms (timeout); " + look.narrower()
                                + ", or give it more time")
                .withKind(Failure.Kind.PERMANENT)
                .thrown();
    }

    /// Waits for a job, as long as a call waits.
    ///
    /// @return whether it has ended
    boolean await(ToolCall call, Job job, Duration patience, boolean background) throws Failed {
        try {
            return job.await(call.peer(), patience, background);
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, job.what() + " was cancelled")
                    .thrown(cancelled);
        }
    }

    /// A path of this machine as a caller writes it: relative ones start at the first root, `~` is the home.
    Place local(String path) {
        boolean ofHome = path.equals("~") || path.startsWith("~/");
        return Place.local(RemotePath.of(ofHome ? home + path.substring(1) : path));
    }

    /// A refusal of the jail, with what is allowed instead.
    private Failed told(Failed failed) {
        Failure failure = failed.failure();
        if (!failure.detail().containsKey("jail")) return failed;
        String roots = String.join(", ", settings.roots());
        return failure.withMessage(failure.message() + "; assistants may touch " + roots
                        + " of this machine (drey mcp --root DIR allows another folder)")
                .thrown(failed);
    }

    /// Lets what is under way end, then stops it.
    ///
    /// @param patience how long it may take
    void leave(Duration patience) {
        if (jobs.awaitIdle(patience)) return;
        jobs.cancelAll();
        operations.cancelAll();
        jobs.awaitIdle(Duration.ofSeconds(2));
    }
}
