package dev.drey.transfer;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// How many bytes of one file may be under way. May be used by many threads.
///
/// Starts small and grows by what is acknowledged, so it doubles with each round trip, up to an aim that follows
/// bandwidth × delay ([#aim]). Each growth is taken from the reserves of connection and process.
final class Window implements AutoCloseable {
    static final long SMALLEST = 512 * 1024;

    /// What a line without delay needs to keep both ends busy.
    static final long FLOOR = 4L << 20;

    private final List<Reserve> reserves;
    private final boolean fixed;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private long size;
    private long aim = FLOOR;
    private long reserved;
    private long under;
    private long ahead;

    /// @param asked a fixed size; empty adapts
    Window(List<Reserve> reserves, OptionalLong asked) {
        this.reserves = List.copyOf(reserves);
        this.fixed = asked.isPresent();
        this.size = asked.orElse(SMALLEST);
    }

    /// Takes room if there is any. One request may always be under way.
    boolean tryTake(int bytes) {
        lock.lock();
        try {
            if (isFull(bytes)) return false;
            under += bytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(int bytes) {
        return under > 0 && (under + bytes > size || under + ahead + bytes > 2 * Math.max(size, FLOOR));
    }

    /// How many bytes are acknowledged behind one that is not. They would be sent again after an interruption, so
    /// while one lane lags the others run ahead of it by no more than the window's size again.
    void ahead(long bytes) {
        lock.lock();
        try {
            ahead = bytes;
        } finally {
            lock.unlock();
        }
    }

    /// Waits for room for that many, at most that long.
    void await(int bytes, long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && isFull(bytes)) left = room.awaitNanos(left);
        } finally {
            lock.unlock();
        }
    }

    /// These bytes are acknowledged.
    void release(int bytes) {
        lock.lock();
        try {
            under -= bytes;
            if (!fixed && size < aim) grow(Math.min(bytes, aim - size));
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Room that was taken and is not needed.
    void undo(int bytes) {
        lock.lock();
        try {
            under -= bytes;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void grow(long bytes) {
        for (int i = 0; i < reserves.size(); i++) {
            if (reserves.get(i).take(bytes)) continue;
            for (int k = 0; k < i; k++) reserves.get(k).giveBack(bytes);
            return;
        }
        size += bytes;
        reserved += bytes;
    }

    /// The size that bandwidth × delay asks for; never shrinks what has grown.
    void aim(long bytes) {
        lock.lock();
        try {
            aim = Math.max(FLOOR, bytes);
        } finally {
            lock.unlock();
        }
    }

    long size() {
        lock.lock();
        try {
            return size;
        } finally {
            lock.unlock();
        }
    }

    long underWay() {
        lock.lock();
        try {
            return under;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            for (Reserve reserve : reserves) reserve.giveBack(reserved);
            reserved = 0;
        } finally {
            lock.unlock();
        }
    }
}
