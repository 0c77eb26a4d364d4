package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Bounds the bytes that are asked for or sent and not yet answered: of one connection with its lanes, and
/// of the whole process (a quarter of the heap).
///
/// Room is given back when the reply arrives, whether or not anybody takes it, so waiting for room needs
/// nobody but the far side: it cannot deadlock. Waiters are served in order.
final class Flight {
    private static final int UNIT = 1024;
    private static final Pool PROCESS = new Pool(Runtime.getRuntime().maxMemory() / 4);

    private final Pool connection;
    private final Duration limit;

    /// @param bytes that may be under way
    /// @param limit how long to wait for room
    Flight(int bytes, Duration limit) {
        this.connection = new Pool(bytes);
        this.limit = limit;
    }

    private static final class Pool {
        private final int size;
        private final Semaphore room;

        Pool(long bytes) {
            size = Math.clamp(bytes / UNIT, 1, Integer.MAX_VALUE);
            room = new Semaphore(size, true);
        }

        boolean take(int units, Duration limit) throws InterruptedException {
            return room.tryAcquire(Math.min(units, size), limit.toNanos(), TimeUnit.NANOSECONDS);
        }

        void giveBack(int units) {
            room.release(Math.min(units, size));
        }
    }

    static int units(int bytes) {
        return Math.max(1, Math.ceilDiv(bytes, UNIT));
    }

    void take(int units) throws Failed {
        try {
            if (!connection.take(units, limit)) throw full("connection");
            boolean taken = false;
            try {
                taken = PROCESS.take(units, limit);
            } finally {
                if (!taken) connection.giveBack(units);
            }
            if (!taken) throw full("process");
        } catch (InterruptedException interrupted) {
            throw Failure.of(Failure.Code.CANCELLED, "cancelled while waiting for room on the line")
                    .thrown(interrupted);
        }
    }

    void giveBack(int units) {
        connection.giveBack(units);
        PROCESS.giveBack(units);
    }

    private Failed full(String of) {
        return Failure.of(
                        Failure.Code.TIMEOUT,
                        "the bytes in flight of this " + of + " have not become fewer for " + limit.toSeconds() + " s")
                .thrown();
    }
}
