package dev.drey.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.future.DefaultCloseFuture;
import org.apache.sshd.common.io.AbstractIoWriteFuture;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// One [Wire] under one session of the SSH library: a thread that reads and parses, a thread that writes,
/// and a queue
/// of encrypted packets between the senders and the writer.
///
/// Taking a packet never waits, because the library calls [#writeBuffer] under its own lock and from the
/// reader too:
/// two peers that both waited there for the other to read would wait for ever. Senders of bulk wait in
/// [#awaitRoom]
/// before they encrypt; everything else is small and bounded by the protocol.
final class WireSession extends AbstractCloseable implements IoSession {
    /// Two packets of 32 KiB and a little: the library moves what is left of a read to the front after each
    /// packet.
    private static final int READ = 72 << 10;

    /// Before somebody has logged in they send little.
    private static final int FIRST_READ = 4 << 10;

    private static final int QUEUE = 1 << 20;

    /// As many bytes of answers may wait for a peer that takes none; then nothing more is read from it. More
    /// than the packets of all channels that may have been under way to the queue, so that two honest ends
    /// never wait for each other.
    private static final int UNTAKEN = 8 << 20;

    private static final int UNTAKEN_BEFORE_LOGIN = 128 << 10;
    private static final int GATHER = 16;
    private static final long FLUSH_LIMIT = TimeUnit.SECONDS.toNanos(2);
    private static final long LAST_WORDS_MS = 500;
    private static final IoWriteFuture TAKEN = AbstractIoWriteFuture.fulfilled("taken", true);
    private static final AtomicLong IDS = new AtomicLong();

    private final long id = IDS.incrementAndGet();
    private final Wire wire;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Buffer> queue = new ArrayDeque<>();
    private final DefaultCloseFuture drained = new DefaultCloseFuture("drained", futureLock);
    private final DefaultCloseFuture readerEnded = new DefaultCloseFuture("read", futureLock);
    private long queued;
    private long moved;
    private boolean ending;
    private boolean ended;
    private volatile long heard = System.nanoTime();
    private volatile @Nullable Thread reader;

    WireSession(Wire wire) {
        this.wire = wire;
    }

    /// Starts both threads; `session` has been made over this.
    ///
    /// @param stall how long a peer that takes no answers is waited for
    void start(AbstractSession session, String name, Duration stall) {
        wire.threads("ssh-read " + name).newThread(() -> read(session, stall)).start();
        wire.threads("ssh-write " + name).newThread(() -> write(session)).start();
    }

    /// When bytes came last, by [System#nanoTime()].
    long heard() {
        return heard;
    }

    /// Waits until a packet more may be queued.
    ///
    /// @return false when nothing was written for as long as `limit`
    boolean awaitRoom(Duration limit) throws InterruptedException {
        return awaitLess(QUEUE, limit);
    }

    private boolean awaitLess(int most, Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (queued >= most && !ended) {
                long before = queued;
                left = room.awaitNanos(left);
                if (queued < before || (left <= 0 && wire.movedWithin(limit))) left = limit.toNanos();
                else if (left <= 0) return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// After a closing: waits a moment until nobody reads any more. A program that ends meanwhile would be
    /// held up by the JVM for longer, since that waits 0.3 s for threads that are in a system call.
    void awaitEnd() {
        if (!Thread.currentThread().equals(reader)) readerEnded.awaitUninterruptibly(LAST_WORDS_MS);
    }

    private void read(AbstractSession session, Duration stall) {
        reader = Thread.currentThread();
        try {
            if (readAll(session, wire.room(FIRST_READ), UNTAKEN_BEFORE_LOGIN, stall))
                readAll(session, wire.room(READ), UNTAKEN, stall);
            session.close(true);
        } catch (Exception | Error failed) {
            session.exceptionCaught(failed);
        } finally {
            readerEnded.setClosed();
            session.close(true);
            close(true);
        }
    }

    /// Reads and parses until the end, or until somebody has logged in where they had not.
    ///
    /// @return whether there may be more to read
    private boolean readAll(AbstractSession session, ByteBuffer buffer, int untaken, Duration stall) throws Exception {
        Readable readable = Readable.readable(buffer);
        boolean stranger = !session.isAuthenticated();
        while (wire.read(buffer.clear()) >= 0) {
            heard = System.nanoTime();
            buffer.flip();
            session.messageReceived(readable);
            if (!awaitLess(untaken, stall)) throw new IOException("the peer takes no answers");
            if (stranger && session.isAuthenticated()) return true;
        }
        return false;
    }

    /// Whether something has waited so long for the peer to take it.
    boolean isStuck(Duration limit) {
        lock.lock();
        try {
            return queued > 0 && System.nanoTime() - moved >= limit.toNanos() && !wire.movedWithin(limit);
        } finally {
            lock.unlock();
        }
    }

    private void write(AbstractSession session) {
        ByteBuffer[] batch = new ByteBuffer[GATHER];
        try {
            for (int count = take(batch, 0); count > 0; ) {
                wire.write(batch, count);
                long bytes = 0;
                for (int i = 0; i < count; i++)
                    bytes += batch[i].position() - batch[i].reset().position();
                count = take(batch, bytes);
            }
        } catch (IOException | RuntimeException failed) {
            abandon();
            letReaderTellWhy();
            if (!isClosing()) session.exceptionCaught(failed);
        } finally {
            abandon();
        }
    }

    /// A peer that hangs up while we write has often said why: the reader comes to that, if it is given a
    /// moment.
    private void letReaderTellWhy() {
        readerEnded.awaitUninterruptibly(LAST_WORDS_MS);
    }

    /// The next packets; 0 when everything was written and nothing more shall be.
    private int take(ByteBuffer[] batch, long written) {
        lock.lock();
        try {
            if (written > 0) {
                queued -= written;
                moved = System.nanoTime();
                room.signalAll();
            }
            while (queue.isEmpty() && !ending) work.awaitUninterruptibly();
            int count = 0;
            for (Buffer next; count < batch.length && !ended && (next = queue.poll()) != null; count++)
                batch[count] = ByteBuffer.wrap(next.array(), next.rpos(), next.available())
                        .mark();
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void abandon() {
        lock.lock();
        try {
            ended = true;
            ending = true;
            queue.clear();
            queued = 0;
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
        drained.setClosed();
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        lock.lock();
        try {
            if (ending) throw new IOException("the connection is closed");
            queue.add(buffer);
            if (queued == 0) moved = System.nanoTime();
            queued += buffer.available();
            if (queue.size() == 1) work.signal();
            return TAKEN;
        } finally {
            lock.unlock();
        }
    }

    /// What is queued is still written, for a little while.
    @Override
    protected CloseFuture doCloseGracefully() {
        lock.lock();
        try {
            ending = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        wire.threads("ssh-flush").newThread(this::flush).start();
        return drained;
    }

    private void flush() {
        drained.awaitUninterruptibly(TimeUnit.NANOSECONDS.toMillis(FLUSH_LIMIT));
        drained.setClosed();
    }

    /// The library closes at once after it has taken its last packet, the one that says why: that is still
    /// written, if
    /// the peer takes it.
    @Override
    protected void doCloseImmediately() {
        if (lastWords()) wire.threads("ssh-flush").newThread(this::finish).start();
        else cut();
        super.doCloseImmediately();
    }

    private boolean lastWords() {
        lock.lock();
        try {
            ending = true;
            work.signal();
            return queued > 0 && !ended;
        } finally {
            lock.unlock();
        }
    }

    private void finish() {
        drained.awaitUninterruptibly(LAST_WORDS_MS);
        cut();
    }

    private void cut() {
        abandon();
        wire.close();
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public @Nullable IoService getService() {
        return null;
    }

    @Override
    public void shutdownOutputStream() {
        close(false);
    }

    @Override
    public void suspendRead() {
        throw new UnsupportedOperationException("reading is slowed by channel windows alone");
    }

    @Override
    public void resumeRead() {
        throw new UnsupportedOperationException("reading is slowed by channel windows alone");
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return wire.remote();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return wire.local();
    }
}
