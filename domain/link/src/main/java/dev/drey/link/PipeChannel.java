package dev.drey.link;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// A channel over a pair of streams, such as the pipes of a child process.
///
/// One thread of its own reads and is the receiver's; senders write in their own threads, one after the
/// other. A second, sleeping thread ends the channel when a write has made no progress for the limit, for
/// streams have no time-outs.
public final class PipeChannel implements Channel {
    /// How much may have been delivered and not [consumed][#consumed(int)], bytes.
    private static final int WINDOW = 4 << 20;

    private static final int PIECE = 1 << 16;
    private static final int READ = 1 << 18;

    private final String peer;
    private final InputStream in;
    private final OutputStream out;
    private final Runnable end;
    private final Duration limit;
    private final ReentrantLock sending = new ReentrantLock(true);
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final AtomicBoolean told = new AtomicBoolean();
    private final Object credit = new Object();
    private int unconsumed;
    private volatile boolean writing;
    private volatile long moved = System.nanoTime();
    private volatile Optional<Failure> why = Optional.empty();

    /// A channel that reads and writes these streams.
    ///
    /// @param peer what is at the other end, for messages
    /// @param end what makes a blocked read or write return when the channel closes, such as ending the
    /// process; the streams themselves are closed after it
    /// @param limit how long a write may make no progress
    public PipeChannel(String peer, InputStream in, OutputStream out, Runnable end, Duration limit) {
        this.peer = peer;
        this.in = in;
        this.out = out;
        this.end = end;
        this.limit = limit;
    }

    @Override
    public void receive(Receiver receiver) {
        Thread.ofPlatform().daemon().name("pipe from " + peer).start(() -> pump(receiver));
        Thread.ofVirtual().name("pipe watch of " + peer).start(this::watch);
    }

    private void pump(Receiver receiver) {
        byte[] room = new byte[READ];
        try {
            for (int count = in.read(room); count >= 0 && isOpen(); count = in.read(room)) {
                moved = System.nanoTime();
                taken(count);
                receiver.data(ByteBuffer.wrap(room, 0, count));
                awaitCredit();
            }
        } catch (IOException broken) {
            if (isOpen()) why = Optional.of(lost(broken));
        }
        close();
        if (told.compareAndSet(false, true)) receiver.closed(why);
    }

    private void taken(int bytes) {
        synchronized (credit) {
            unconsumed += bytes;
        }
    }

    private void awaitCredit() {
        synchronized (credit) {
            try {
                while (unconsumed >= WINDOW && isOpen()) credit.wait();
            } catch (InterruptedException ended) {
                close();
            }
        }
    }

    @Override
    public void consumed(int bytes) {
        synchronized (credit) {
            unconsumed -= bytes;
            credit.notifyAll();
        }
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        acquire();
        try {
            if (!isOpen()) throw ended();
            moved = System.nanoTime();
            writing = true;
            for (ByteBuffer part : parts) write(part);
            out.flush();
        } catch (Failed failed) {
            throw failed;
        } catch (IOException broken) {
            close();
            throw why.orElseGet(() -> lost(broken)).thrown(broken);
        } finally {
            writing = false;
            sending.unlock();
        }
    }

    private void acquire() throws Failed {
        try {
            if (sending.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS)) return;
        } catch (InterruptedException interrupted) {
            throw Failure.of(Failure.Code.CANCELLED, peer + ": cancelled before sending")
                    .thrown(interrupted);
        }
        throw stalled().thrown();
    }

    private void write(ByteBuffer part) throws IOException {
        byte[] piece = part.hasArray() ? part.array() : new byte[Math.min(PIECE, part.remaining())];
        while (part.hasRemaining()) {
            int count = Math.min(PIECE, part.remaining());
            if (part.hasArray()) {
                out.write(piece, part.arrayOffset() + part.position(), count);
                part.position(part.position() + count);
            } else {
                part.get(piece, 0, count);
                out.write(piece, 0, count);
            }
            moved = System.nanoTime();
        }
    }

    private void watch() {
        Duration nap = limit.dividedBy(8).plusMillis(1);
        try {
            while (isOpen()) {
                Thread.sleep(nap);
                if (writing && System.nanoTime() - moved > limit.toNanos()) {
                    why = Optional.of(stalled());
                    close();
                }
            }
        } catch (InterruptedException ended) {
            close();
        }
    }

    @Override
    public boolean isOpen() {
        return open.get();
    }

    @Override
    public void close() {
        if (!open.compareAndSet(true, false)) return;
        end.run();
        synchronized (credit) {
            credit.notifyAll();
        }
        quietly(out);
        quietly(in);
    }

    /// What is left to say when a stream that is given up cannot be closed is nothing.
    private static void quietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception gone) {
            assert gone != null;
        }
    }

    private Failed ended() {
        return why.orElseGet(() -> Failure.of(Failure.Code.CONNECTION_LOST, peer + ": the channel has ended"))
                .thrown();
    }

    private Failure lost(IOException broken) {
        return Failure.of(Failure.Code.CONNECTION_LOST, peer + ": the line broke: " + broken.getMessage());
    }

    private Failure stalled() {
        return Failure.of(Failure.Code.TIMEOUT, peer + " has taken no bytes for " + limit.toSeconds() + " s");
    }
}
