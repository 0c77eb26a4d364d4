package dev.drey.disk;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

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
    private static final Scratch OF_PROCESS = new Scratch(MOST, ByteBuffer::allocateDirect);

    private final int most;
    private final IntFunction<ByteBuffer> memory;
    private final ArrayBlockingQueue<ByteBuffer> unused;
    private final AtomicInteger made = new AtomicInteger();

    Scratch(int most, IntFunction<ByteBuffer> memory) {
        this.most = most;
        this.memory = memory;
        this.unused = new ArrayBlockingQueue<>(most);
    }

    /// An empty buffer, to be given back.
    static ByteBuffer take(String verb, RemotePath path) throws Failed {
        return OF_PROCESS.one(verb, path);
    }

    static void giveBack(ByteBuffer buffer) {
        OF_PROCESS.back(buffer);
    }

    ByteBuffer one(String verb, RemotePath path) throws Failed {
        ByteBuffer free = unused.poll();
        if (free != null) return free.clear();
        if (made.getAndUpdate(count -> Math.min(count + 1, most)) < most) return fresh(verb, path);
        try {
            ByteBuffer waited = unused.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (waited != null) return waited.clear();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw Trouble.cancelled(verb, path);
        }
        throw Trouble.of(Failure.Code.TIMEOUT, verb, path, "the disk has not answered earlier requests for 60 s");
    }

    /// Who finds no memory gives the place back: later there may be some.
    private ByteBuffer fresh(String verb, RemotePath path) throws Failed {
        boolean got = false;
        try {
            ByteBuffer buffer = memory.apply(SIZE);
            got = true;
            return buffer;
        } catch (OutOfMemoryError full) {
            String words = verb + " " + path.display() + ": no memory is left for a buffer";
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, path, words)
                    .withKind(Failure.Kind.TRANSIENT)
                    .thrown(full);
        } finally {
            if (!got) made.decrementAndGet();
        }
    }

    void back(ByteBuffer buffer) {
        unused.add(buffer);
    }
}
