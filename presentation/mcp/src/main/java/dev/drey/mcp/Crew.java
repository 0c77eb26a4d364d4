package dev.drey.mcp;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The threads that tools run on: one for each call, so many at work at once, the others waiting in order.
final class Crew {
    /// How many are at work.
    static final int AT_ONCE = 64;

    /// How many there may be, those that wait included.
    static final int MOST = 4_000;

    /// How many bytes of requests may be under way.
    static final int MOST_BYTES = 64 << 20;

    private final AtomicLong bytes = new AtomicLong();
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();

    /// What a call does. Its thread is interrupted when the call is cancelled, also while it waits.
    interface Work {
        void run();
    }

    /// Lets somebody stop a call.
    interface Leash {
        void interrupt();
    }

    /// Whether another call may come.
    boolean hasRoom() {
        return threads.size() < MOST;
    }

    /// Counts a request's bytes as under way, unless there are too many; one alone is always taken.
    ///
    /// @return whether they were counted, and have to be given back by [#release]
    boolean hold(int some) {
        long before = bytes.getAndAdd(some);
        if (before == 0 || before + some <= MOST_BYTES) return true;
        release(some);
        return false;
    }

    void release(int some) {
        bytes.addAndGet(-some);
    }

    /// Starts a call.
    Leash start(Work work) {
        Thread thread = Thread.ofVirtual().name("drey-call").unstarted(() -> run(work));
        threads.add(thread);
        thread.start();
        return thread::interrupt;
    }

    private void run(Work work) {
        boolean placed = false;
        try {
            places.acquire();
            placed = true;
            work.run();
        } catch (InterruptedException cancelled) {
            // Cancelled while it waited: nothing was done, and nobody waits for an answer.
            Thread.currentThread().interrupt();
        } finally {
            if (placed) places.release();
            leave();
        }
    }

    private void leave() {
        lock.lock();
        try {
            threads.remove(Thread.currentThread());
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until no call is left.
    ///
    /// @return whether that happened within the time
    boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        lock.lockInterruptibly();
        try {
            while (!threads.isEmpty()) {
                long nanos = end - System.nanoTime();
                if (nanos <= 0) return false;
                if (left.awaitNanos(Math.min(nanos, TimeUnit.SECONDS.toNanos(1))) <= 0 && nanos <= 0) return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void interruptAll() {
        threads.forEach(Thread::interrupt);
    }
}
