package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// A channel over a pair of streams. A thread of its own reads; writers take turns by a lock.
///
/// What was received and not yet `consumed` is at most [#WINDOW] bytes: then reading stops, and the writer at the other
/// end feels it. `end` runs once when the channel closes; it must make a blocked read or write return.
public final class StreamChannel implements Channel {
    private static final int WINDOW = 4 << 20;
    private static final int PORTION = 64 << 10;

    private final InputStream in;
    private final OutputStream out;
    private final Runnable end;
    private final ReentrantLock sending = new ReentrantLock();
    private final Semaphore room = new Semaphore(WINDOW);
    private final AtomicBoolean open = new AtomicBoolean(true);

    public StreamChannel(InputStream in, OutputStream out, Runnable end) {
        this.in = in;
        this.out = out;
        this.end = end;
    }

    @Override
    public void receive(Receiver receiver) {
        Thread.ofPlatform().daemon().name("testbed-channel").start(() -> receiver.closed(readAll(receiver)));
    }

    private Optional<Failure> readAll(Receiver receiver) {
        byte[] portion = new byte[PORTION];
        try {
            while (true) {
                room.acquire(PORTION);
                int got = in.read(portion);
                if (got < 0) return Optional.empty();
                room.release(PORTION - got);
                receiver.data(ByteBuffer.wrap(portion, 0, got));
            }
        } catch (IOException broken) {
            return open.get() ? Optional.of(lost(broken)) : Optional.empty();
        } catch (InterruptedException stopped) {
            return Optional.empty();
        } finally {
            close();
        }
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        try {
            sending.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted before anything was sent")
                    .thrown(e);
        }
        try {
            for (ByteBuffer part : parts) write(part);
            out.flush();
        } catch (IOException broken) {
            throw lost(broken).thrown(broken);
        } finally {
            sending.unlock();
        }
    }

    private void write(ByteBuffer part) throws IOException {
        if (part.hasArray()) {
            out.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
            part.position(part.limit());
        } else {
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            out.write(copy);
        }
    }

    private static Failure lost(IOException broken) {
        return Failure.of(Failure.Code.CONNECTION_LOST, "the pipe broke: " + broken.getMessage());
    }

    @Override
    public void consumed(int bytes) {
        room.release(bytes);
    }

    @Override
    public boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) return;
        end.run();
        // Behind the end, and enough for what may still be read before it is seen: the reader must not wait for room.
        room.release(WINDOW);
    }
}
