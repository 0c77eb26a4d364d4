package dev.drey.ssh;

import dev.drey.files.Failure;
import dev.drey.link.Receiver;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The receiving half of a [Lane]: holds what comes before there is a receiver (at most one window), counts
/// the window,
/// and calls the receiver one call at a time, the end last.
final class Inbox {
    private final AtomicLong window;
    private final ReentrantLock delivering = new ReentrantLock();
    private final ArrayDeque<byte[]> early = new ArrayDeque<>();
    private @Nullable Receiver receiver;
    private volatile boolean ended;
    private volatile Optional<Failure> why = Optional.empty();
    private boolean told;

    Inbox(long window) {
        this.window = new AtomicLong(window);
    }

    void receive(Receiver to) {
        delivering.lock();
        try {
            if (receiver != null) throw new IllegalStateException("there is a receiver already");
            receiver = to;
            for (byte[] bytes; (bytes = early.poll()) != null; ) to.data(ByteBuffer.wrap(bytes));
        } finally {
            delivering.unlock();
        }
        tell();
    }

    void arrived(byte[] data, int offset, int length) throws IOException {
        take(length);
        delivering.lock();
        try {
            if (ended) return;
            if (receiver == null) early.add(Arrays.copyOfRange(data, offset, offset + length));
            else receiver.data(ByteBuffer.wrap(data, offset, length).slice());
        } finally {
            delivering.unlock();
        }
        tell();
    }

    /// Counts bytes against the window we gave.
    void take(int length) throws IOException {
        if (window.addAndGet(-length) < 0) throw new StreamCorruptedException("more bytes than the window allows");
    }

    void credited(int bytes) {
        window.addAndGet(bytes);
    }

    void end(Optional<Failure> reason) {
        synchronized (window) {
            if (ended) return;
            why = reason;
            ended = true;
        }
        // Whoever ends a channel may hold a lock that the receiver wants.
        Thread.ofVirtual().name("ssh-end").start(this::tell);
    }

    /// Why it ended, where it ended by a failure.
    Optional<Failure> why() {
        return why;
    }

    /// Tells the receiver of the end, once. A call from within a delivery is left to the one who delivers.
    private void tell() {
        if (!ended || delivering.isHeldByCurrentThread()) return;
        delivering.lock();
        try {
            if (told || receiver == null) return;
            told = true;
            receiver.closed(why);
        } finally {
            delivering.unlock();
        }
    }
}
