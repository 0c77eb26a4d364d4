package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Result;
import dev.drey.operations.Watch;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A transfer that was asked for, on a thread of its own, so that it can outlast the call that asked.
final class Job implements Watch, Task {
    /// How long a cancelled one is awaited: what is under way is drained for 10 s at most.
    private static final Duration DRAIN = Duration.ofSeconds(12);

    private final String name = "t-" + UUID.randomUUID();
    private final String what;
    private final Optional<Deed> deed;
    private final boolean carries;
    private final Instant began = Instant.now();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<Transfer> transfer = Optional.empty();
    private Optional<Progress> progress = Optional.empty();
    private long news;
    private Optional<Ending> ending = Optional.empty();
    private Optional<Thread> thread = Optional.empty();
    private boolean cancelled;

    /// How it ended.
    sealed interface Ending {
        record Done(Result result) implements Ending {}

        record Broken(Failure failure) implements Ending {}
    }

    /// What the job does.
    interface Work {
        Result run() throws Failed;
    }

    /// @param what for people, such as `sftp-put a.txt box:/srv/a.txt`
    Job(String what) {
        this(what, Optional.empty(), true);
    }

    /// @param deed the call that asked for it
    /// @param carries whether its progress is counted in bytes; else in files
    Job(String what, Optional<Deed> deed, boolean carries) {
        this.what = what;
        this.deed = deed;
        this.carries = carries;
    }

    Optional<Deed> deed() {
        return deed;
    }

    /// Begins. Once.
    void start(Work work) {
        Thread runner = Thread.ofVirtual().name("drey-job").unstarted(() -> end(outcome(work)));
        lock.lock();
        try {
            thread = Optional.of(runner);
        } finally {
            lock.unlock();
        }
        runner.start();
    }

    private Ending outcome(Work work) {
        try {
            return new Ending.Done(work.run());
        } catch (Failed failed) {
            return new Ending.Broken(failed.failure());
        } catch (RuntimeException fault) {
            org.slf4j.LoggerFactory.getLogger(Job.class).error("a fault in the program, during {}", what, fault);
            return new Ending.Broken(
                    Failure.of(Failure.Code.INTERNAL, what + ": a fault in the program itself; its log says more"));
        }
    }

    private void end(Ending how) {
        lock.lock();
        try {
            ending = Optional.of(how);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void happened(TransferEvent event) {
        lock.lock();
        try {
            if (transfer.isEmpty()) {
                transfer = Optional.of(event.transfer());
                if (cancelled) event.transfer().cancel();
                changed.signalAll();
            }
            if (event instanceof TransferEvent.Progressed(var any, var now)) {
                progress = Optional.of(now);
                news++;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The transfer's id, once there is one.
    @Override
    public String id() {
        lock.lock();
        try {
            return transfer.map(Transfer::id).orElse(name);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isCalled(String id) {
        return name.equals(id) || id().equals(id);
    }

    @Override
    public String what() {
        return what;
    }

    @Override
    public Instant began() {
        return began;
    }

    Optional<Ending> ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /// What it came to.
    ///
    /// @throws Failed what it ended with
    Result result() throws Failed {
        return switch (ending().orElseThrow(() -> new IllegalStateException(what + " has not ended"))) {
            case Ending.Done(var result) -> result;
            case Ending.Broken(var failure) -> throw failure.thrown();
        };
    }

    @Override
    public boolean hasEnded() {
        return ending().isPresent();
    }

    @Override
    public Map<String, Object> standing(boolean whole) {
        return Moves.standing(this);
    }

    @Override
    public String line(Map<String, Object> standing) {
        return Moves.line(this, standing);
    }

    Optional<Progress> progress() {
        lock.lock();
        try {
            return progress;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String state() {
        lock.lock();
        try {
            if (ending.isPresent()) {
                return switch (ending.get()) {
                    case Ending.Done any -> "done";
                    case Ending.Broken(var failure) ->
                        failure.code() == Failure.Code.CANCELLED ? "cancelled" : "failed";
                };
            }
            if (transfer.isEmpty()) return "waiting";
            return switch (transfer.get().state()) {
                case WAITING -> "waiting";
                case RUNNING, ENDED -> "running";
                case PAUSED -> "paused";
                case CANCELLED -> "cancelled";
            };
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end, telling the peer meanwhile how far it is.
    ///
    /// @param limit how long; it goes on afterwards
    /// @param untilBegun come back as soon as it has an id
    /// @return whether it has ended
    /// @throws InterruptedException the call was cancelled, and with it the job, which has ended
    boolean await(Peer peer, Duration limit, boolean untilBegun) throws InterruptedException {
        try {
            return follow(peer, limit, untilBegun);
        } catch (InterruptedException stopped) {
            cancel();
            awaitEnd(DRAIN);
            throw stopped;
        }
    }

    @Override
    public boolean follow(Peer peer, Duration limit) throws InterruptedException {
        return follow(peer, limit, false);
    }

    private boolean follow(Peer peer, Duration limit, boolean untilBegun) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        long seen = 0;
        while (true) {
            News now = next(seen, end, untilBegun);
            if (now.count() != seen) now.progress().ifPresent(one -> tell(peer, one));
            if (now.over()) return ending().isPresent();
            seen = now.count();
        }
    }

    private record News(long count, Optional<Progress> progress, boolean over) {}

    /// Waits for progress that was not seen, or for what is waited for.
    private News next(long seen, long end, boolean untilBegun) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean late = false;
            while (news == seen && !late && !isOver(untilBegun)) {
                late = changed.awaitNanos(end - System.nanoTime()) <= 0;
            }
            return new News(news, progress, isOver(untilBegun) || late || System.nanoTime() - end >= 0);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOver(boolean untilBegun) {
        return ending.isPresent() || (untilBegun && transfer.isPresent());
    }

    private void tell(Peer peer, Progress now) {
        long done = carries ? now.transferred() : now.filesDone();
        long all = carries ? now.total() : now.filesTotal();
        OptionalDouble total = all < (carries ? 0 : 1) ? OptionalDouble.empty() : OptionalDouble.of((double) all);
        peer.progress((double) done, total, now.current());
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            transfer.ifPresent(Transfer::cancel);
            if (ending.isEmpty()) thread.ifPresent(Thread::interrupt);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            transfer.ifPresent(Transfer::pause);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            transfer.ifPresent(Transfer::resume);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitEnd(Duration limit) {
        long left = limit.toNanos();
        boolean interrupted = Thread.interrupted();
        lock.lock();
        try {
            while (ending.isEmpty() && left > 0) {
                try {
                    left = changed.awaitNanos(left);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            return ending.isPresent();
        } finally {
            lock.unlock();
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
