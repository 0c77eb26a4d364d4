package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The reins of one transfer: who holds it can pause, resume and cancel from any thread.
///
/// The threads that move bytes call [#proceed()] before each request, so nothing is sent after a pause or cancel.
public final class Transfer {
    /// Where a transfer is in its life.
    public enum State {
        WAITING,
        RUNNING,
        PAUSED,
        CANCELLED,
        ENDED
    }

    private final String id = UUID.randomUUID().toString();
    private final String source;
    private final String destination;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile State state = State.WAITING;
    private volatile long deadline;

    /// @param source, destination for people, as [End#display()] says them
    public Transfer(String source, String destination) {
        this.source = source;
        this.destination = destination;
    }

    public String id() {
        return id;
    }

    public String source() {
        return source;
    }

    public String destination() {
        return destination;
    }

    public State state() {
        return state;
    }

    /// Blocks while paused.
    ///
    /// @throws Failed CANCELLED when the transfer was cancelled or the thread interrupted; TIMEOUT when its whole
    ///     time is over
    public void proceed() throws Failed {
        if (deadline != 0) check();
        if (state == State.RUNNING && !Thread.currentThread().isInterrupted()) return;
        try {
            lock.lockInterruptibly();
            try {
                while (state == State.PAUSED
                        && !changed.await(Duration.ofDays(1).toSeconds(), TimeUnit.SECONDS)) {
                    // A pause lasts until somebody ends it; the wait only wakes to look again.
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw cancelled().thrown(interrupted);
        }
        if (state == State.CANCELLED) throw cancelled().thrown();
    }

    /// As [#proceed()], but never waits.
    void check() throws Failed {
        if (state == State.CANCELLED) throw cancelled().thrown();
        if (deadline == 0 || System.nanoTime() - deadline < 0) return;
        throw Failure.of(
                        Failure.Code.TIMEOUT,
                        "transfer " + source + " -> " + destination + " took longer than transferTimeout allows")
                .withKind(Failure.Kind.PERMANENT)
                .thrown();
    }

    /// From now on it may take that long in all.
    void limit(Duration whole) {
        long end = System.nanoTime() + whole.toNanos();
        deadline = end == 0 ? 1 : end;
    }

    /// No request is sent after this returns, but for those a thread was just sending.
    public void pause() {
        change(State.RUNNING, State.PAUSED);
    }

    public void resume() {
        change(State.PAUSED, State.RUNNING);
    }

    /// Ends it; what has arrived stays resumable. Harmless when it has ended.
    public void cancel() {
        lock.lock();
        try {
            if (state != State.ENDED) state = State.CANCELLED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void begin() {
        change(State.WAITING, State.RUNNING);
    }

    void end() {
        lock.lock();
        try {
            state = State.ENDED;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void change(State from, State to) {
        lock.lock();
        try {
            if (state == from) state = to;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Failure cancelled() {
        return Failure.of(Failure.Code.CANCELLED, "transfer " + source + " -> " + destination + " was cancelled");
    }
}
