package dev.drey.store;

import dev.drey.access.Audited;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lines on their way to the store, which one thread writes in batches, so that who notes one does not wait
/// for a disk.
///
/// When too many are on their way, who comes next waits half a second; if there is no place even then,
/// lines are lost and counted, without further waiting until something has been written again. A store that
/// fails is tried again every second; what it will never take is left out. A line may stand there
/// twice when the connection broke in the moment that it was written, but not never.
final class Backlog implements AutoCloseable {
    static final int PLACES = 10_000;

    /// Of what waits, bytes.
    static final long ROOM = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
    private static final Set<Failure.Code> NEVER =
            EnumSet.of(Failure.Code.INVALID_ARGUMENT, Failure.Code.LIMIT_EXCEEDED);
    private static final int BATCH = 500;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /// Where they are written.
    interface Sink {
        /// All or none.
        ///
        /// @param lost how many lines were lost before these
        void write(List<Audited> lines, long lost) throws Failed;
    }

    private final Sink sink;
    private final Thread writer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Audited> waiting = new ArrayDeque<>();
    private long bytes;
    private long noted;
    private long settled;
    private long lost;
    private boolean stuck;
    private boolean closed;
    private boolean givingUp;

    Backlog(Sink sink) {
        this.sink = sink;
        // Of the platform: SQLite holds its thread while the disk works.
        this.writer = Thread.ofPlatform().name("drey-audit").daemon().start(this::work);
    }

    void note(Audited line) {
        lock.lock();
        try {
            awaitPlace();
            if (closed || isFull()) {
                if (!stuck) LOG.warn("audit lines are being lost: the store does not take them fast enough");
                stuck = true;
                lost++;
                return;
            }
            waiting.addLast(line);
            bytes += line.size();
            noted++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull() {
        return waiting.size() >= PLACES || bytes >= ROOM;
    }

    private void awaitPlace() {
        long left = PATIENCE.toNanos();
        try {
            while (!stuck && !closed && isFull() && left > 0) left = changed.awaitNanos(left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until what has been noted so far is written.
    ///
    /// @return whether it is
    boolean flush(Duration limit) {
        lock.lock();
        try {
            long wanted = noted;
            long left = limit.toNanos();
            while (settled < wanted && left > 0) left = changed.awaitNanos(left);
            return settled >= wanted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        for (List<Audited> batch = next(); !batch.isEmpty(); batch = next()) {
            write(batch);
            settle(batch.size());
        }
    }

    private List<Audited> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) changed.awaitUninterruptibly();
            List<Audited> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
            while (batch.size() < BATCH && !waiting.isEmpty()) {
                Audited line = waiting.removeFirst();
                bytes -= line.size();
                batch.add(line);
            }
            changed.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void settle(int lines) {
        lock.lock();
        try {
            settled += lines;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void write(List<Audited> batch) {
        boolean told = false;
        while (true) {
            long before = lostSoFar();
            try {
                sink.write(batch, before);
                wrote(before);
                return;
            } catch (Failed e) {
                if (NEVER.contains(e.code())) {
                    apart(batch);
                    return;
                }
                if (!told) LOG.warn("{} audit lines wait: {}", batch.size(), e.getMessage());
                told = true;
            } catch (RuntimeException e) {
                LOG.error("audit lines cannot be written", e);
                apart(batch);
                return;
            }
            if (!pause()) {
                lose(batch.size());
                return;
            }
        }
    }

    /// One of them cannot be kept: the others shall not suffer for it.
    private void apart(List<Audited> batch) {
        if (batch.size() == 1) lose(1);
        else for (Audited line : batch) write(List.of(line));
    }

    private long lostSoFar() {
        lock.lock();
        try {
            return lost;
        } finally {
            lock.unlock();
        }
    }

    private void wrote(long told) {
        lock.lock();
        try {
            lost -= told;
            stuck = false;
        } finally {
            lock.unlock();
        }
    }

    private void lose(int lines) {
        lock.lock();
        try {
            lost += lines;
        } finally {
            lock.unlock();
        }
    }

    /// Whether it is worth to try again.
    private boolean pause() {
        lock.lock();
        try {
            long left = PAUSE.toNanos();
            while (left > 0 && !givingUp) left = changed.awaitNanos(left);
            return !givingUp;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Writes what waits, for some seconds; says how much was lost if that was not enough.
    @Override
    public void close() {
        mark(false);
        join();
        mark(true);
        join();
        long left = lostSoFar() + waitingNow();
        if (left > 0) LOG.error("{} audit lines were lost: the store did not take them", left);
    }

    private long waitingNow() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void mark(boolean hopeless) {
        lock.lock();
        try {
            closed = true;
            givingUp = hopeless;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void join() {
        try {
            writer.join(TimeUnit.NANOSECONDS.toMillis(FAREWELL.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
