package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Native buffers that bytes pass through on their way to and from the disk: 256 KiB each, at most 32 in a
/// process.
///
/// Without them java.nio would keep one of its own for each thread that ever read or wrote, as large as the
/// largest request. Who finds none free waits at most 60 s.
final class Scratch {
    /// Bytes in one buffer, and so the largest piece read or written at once.
    static final int SIZE = 256 * 1024;

    private static final int MOST = 32;
    private static final long LIMIT_SECONDS = 60;
    private static final ArrayBlockingQueue<ByteBuffer> FREE = new ArrayBlockingQueue<>(MOST);
    private static final AtomicInteger MADE = new AtomicInteger();

    private Scratch() {}

    /// An empty buffer, to be given back.
    static ByteBuffer take(String verb, RemotePath path) throws Failed {
        ByteBuffer free = FREE.poll();
        if (free != null) return free.clear();
        if (MADE.getAndUpdate(made -> Math.min(made + 1, MOST)) < MOST) return ByteBuffer.allocateDirect(SIZE);
        try {
            ByteBuffer waited = FREE.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (waited != null) return waited.clear();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Trouble.cancelled(verb, path);
        }
        throw Trouble.of(Failure.Code.TIMEOUT, verb, path, "the disk has not answered earlier requests for 60 s");
    }

    static void giveBack(ByteBuffer buffer) {
        FREE.add(buffer);
    }
}
