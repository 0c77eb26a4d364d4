package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What the threads of one file's flow share: how far it is, whether it failed, when something last moved.
final class Flow {
    private final Job job;
    private final Contiguity contiguity;
    private final @Nullable Journal journal;
    private final long base;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicInteger outstanding = new AtomicInteger();
    private final AtomicReference<@Nullable Failed> failure = new AtomicReference<>();
    private volatile long moved = System.nanoTime();
    private volatile long fastest = Long.MAX_VALUE;

    /// @param start what is safe already
    /// @param journal where the safe offset is written down; null: nowhere
    Flow(Job job, long start, @Nullable Journal journal) {
        this.job = job;
        this.contiguity = new Contiguity(start);
        this.journal = journal;
        this.base = start;
    }

    /// To be called before each request.
    ///
    /// @throws Failed what another thread failed with, CANCELLED, TIMEOUT
    void proceed() throws Failed {
        job.transfer().proceed();
        Failed failed = failure.get();
        if (failed != null) throw failed;
    }

    /// Waits for leave to send that many bytes.
    void throttle(long bytes) throws Failed {
        job.throttle().take(bytes, job.transfer());
        proceed();
    }

    /// A request is being sent now.
    void asked() {
        if (outstanding.getAndIncrement() == 0) moved = System.nanoTime();
    }

    /// A request of before has its answer.
    void answered(long sent) {
        outstanding.decrementAndGet();
        long now = System.nanoTime();
        moved = now;
        if (now - sent < fastest) fastest = now - sent;
    }

    /// A request of before will have none.
    void unanswered() {
        outstanding.decrementAndGet();
    }

    /// The far side has these bytes. They are told as progress only when a kill would not lose them, but for the MiB
    /// that it may: what lies behind a gap, or is not written down, does not count yet.
    ///
    /// @return how many bytes are acknowledged behind the first gap
    long acknowledged(long offset, int length) throws Failed {
        acknowledged.addAndGet(length);
        long safe = contiguity.add(offset, length);
        // Asked after both, so that whoever comes last sees all of it.
        long reached = base + acknowledged.get();
        if (journal != null) journal.acknowledged(safe);
        job.share().at(Math.min(reached, safe + Journal.STEP));
        return Math.max(0, reached - safe);
    }

    /// The first failure counts.
    void fail(Failed failed) {
        failure.compareAndSet(null, failed);
    }

    boolean hasFailed() {
        return failure.get() != null;
    }

    /// Whether it failed by something that leaves what is at hand worth writing: not a cancel, not wrong bytes.
    boolean isSalvageable() {
        Failed failed = failure.get();
        return failed != null && Refusals.isWorthAnotherTry(failed);
    }

    @Nullable
    Failed failure() {
        return failure.get();
    }

    long safe() {
        return contiguity.end();
    }

    long sent() {
        return acknowledged.get();
    }

    /// Fails when nothing has moved for too long while something is under way.
    void checkStall(Duration limit) {
        if (outstanding.get() <= 0 || job.transfer().state() == Transfer.State.PAUSED) return;
        if (System.nanoTime() - moved < limit.toNanos()) return;
        fail(Failure.of(
                        Failure.Code.TIMEOUT,
                        job.to().path(),
                        "no byte moved for " + limit.toSeconds() + " s between "
                                + job.from().display() + " and " + job.to().display())
                .thrown());
    }

    /// The quickest answer seen, nanoseconds; 0 while there is none.
    long fastest() {
        return fastest == Long.MAX_VALUE ? 0 : fastest;
    }
}
