package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A channel through a jump host as the transport of the next connection. What arrives is held, at most one
/// window,
/// until the inner connection's reader takes it: so that a question asked there does not stop the outer
/// line.
final class LaneWire implements Wire, Receiver {
    private final Channel channel;
    private final SocketAddress remote;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final ArrayDeque<ByteBuffer> held = new ArrayDeque<>();
    private boolean over;
    private Optional<Failure> why = Optional.empty();

    LaneWire(Channel channel, String host, int port) {
        this.channel = channel;
        this.remote = InetSocketAddress.createUnresolved(host, port);
        channel.receive(this);
    }

    @Override
    public void data(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        lock.lock();
        try {
            held.add(ByteBuffer.wrap(copy));
            arrived.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed(Optional<Failure> reason) {
        lock.lock();
        try {
            over = true;
            why = reason;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int count = take(into);
        if (count > 0) channel.consumed(count);
        return count;
    }

    private int take(ByteBuffer into) throws IOException {
        lock.lock();
        try {
            while (held.isEmpty() && !over) arrived.awaitUninterruptibly();
            if (held.isEmpty()) {
                if (why.isPresent()) throw new Failed(why.get());
                return -1;
            }
            int before = into.position();
            while (into.hasRemaining() && !held.isEmpty()) {
                ByteBuffer first = held.peek();
                int n = Math.min(first.remaining(), into.remaining());
                into.put(first.slice().limit(n));
                first.position(first.position() + n);
                if (!first.hasRemaining()) held.poll();
            }
            return into.position() - before;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void write(ByteBuffer[] buffers, int count) throws IOException {
        channel.send(Arrays.copyOf(buffers, count));
    }

    @Override
    public void close() {
        channel.close();
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return new InetSocketAddress(0);
    }
}
