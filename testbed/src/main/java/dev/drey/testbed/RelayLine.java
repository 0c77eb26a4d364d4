package dev.drey.testbed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What one way of a [Relay] has been told, and what all its connections share there: the rate, and the room.
///
/// Times are those of `System.nanoTime()`.
final class RelayLine {
    private static final long MOST_HELD = 64L << 20;
    private static final long LEAST_HELD = 64L << 10;

    private final Runnable cut;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long delay;
    private long rate;
    private long drip;
    private boolean stalled;
    private boolean closed;
    private long cutAt = Long.MAX_VALUE;
    private long delivered;
    private long held;
    private long freeAt = System.nanoTime();

    RelayLine(Runnable cut) {
        this.cut = cut;
    }

    void delay(Duration oneWay) {
        change(() -> delay = oneWay.toNanos());
    }

    void rate(long bytesPerSecond) {
        change(() -> rate = bytesPerSecond);
    }

    void drip(Duration pause) {
        change(() -> drip = pause.toNanos());
    }

    void stall(boolean on) {
        change(() -> stalled = on);
    }

    void cutAfter(long bytes) {
        change(() -> cutAt = delivered + bytes);
    }

    void close() {
        change(() -> closed = true);
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /// Takes `bytes` onto the line, waiting for room, and gives the moment when the last of them arrives.
    long take(int bytes) throws InterruptedException {
        lock.lock();
        try {
            while (held > 0 && held + bytes > most() && !closed) changed.await();
            held += bytes;
            long now = System.nanoTime();
            if (freeAt - now < 0) freeAt = now;
            if (rate > 0) freeAt += bytes * TimeUnit.SECONDS.toNanos(1) / rate;
            return freeAt + delay;
        } finally {
            lock.unlock();
        }
    }

    /// One bandwidth × round trip.
    private long most() {
        if (rate == 0) return MOST_HELD;
        double product = (double) rate * 2 * delay / TimeUnit.SECONDS.toNanos(1);
        return Math.clamp((long) product, LEAST_HELD, MOST_HELD);
    }

    /// Waits until bytes that arrive at `moment` may be delivered, and says how many of them may be at once: none when
    /// the line is closed.
    int await(long moment, int bytes) throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                long wait = moment - System.nanoTime();
                if (stalled) changed.await();
                else if (wait > 0) changed.awaitNanos(wait);
                else return (int) Math.min(drip > 0 ? 1 : bytes, cutAt - delivered);
            }
            return -1;
        } finally {
            lock.unlock();
        }
    }

    /// Tells that so many bytes have left the line.
    ///
    /// @return whether the line breaks here
    boolean left(int bytes) throws InterruptedException {
        lock.lock();
        try {
            delivered += bytes;
            held -= bytes;
            changed.signalAll();
            for (long left = drip; left > 0 && !closed; ) left = changed.awaitNanos(left);
            if (delivered < cutAt) return false;
            cutAt = Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
        cut.run();
        return true;
    }

    /// Bytes that will never be delivered make room.
    void forget(int bytes) {
        change(() -> held -= bytes);
    }
}
