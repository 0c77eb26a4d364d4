package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lets so many transfers run at once; the others wait, the more urgent first, then the earlier.
final class Turns {
    private static final long LOOK_AGAIN_MILLIS = 200;

    private record Waiting(Priority priority, long number) implements Comparable<Waiting> {
        @Override
        public int compareTo(Waiting other) {
            int urgency = other.priority.compareTo(priority);
            return urgency != 0 ? urgency : Long.compare(number, other.number);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
    private int free;
    private long numbers;

    Turns(int most) {
        free = most;
    }

    /// Blocks until it is this transfer's turn. Pair with [#leave()].
    ///
    /// @param queued called once if it has to wait
    void enter(Transfer transfer, Priority priority, Runnable queued) throws Failed {
        lock.lock();
        Waiting mine = new Waiting(priority, numbers++);
        try {
            waiting.add(mine);
            if (free == 0) queued.run();
            while (free == 0 || !mine.equals(waiting.peek())) {
                if (!changed.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) transfer.check();
            }
            free--;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted while it waited for its turn")
                    .thrown(interrupted);
        } finally {
            waiting.remove(mine);
            changed.signalAll();
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            free++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
