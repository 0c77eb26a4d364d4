package dev.drey.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import jdk.net.ExtendedSocketOptions;

/// A TCP connection. Only the session's own threads touch the channel: an interrupt of a caller must not
/// close it.
final class TcpWire implements Wire {
    /// So many reads are acknowledged at once: those of a login and of the first requests.
    private static final int PROMPT_READS = 64;

    private final SocketChannel channel;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final boolean dialled;

    /// Belongs to the thread that reads.
    private int promptReads;

    private volatile long moved = System.nanoTime();

    /// What was read before; belongs to the thread that reads.
    private final ByteBuffer early;

    private TcpWire(SocketChannel channel, boolean dialled, SocketAddress remote, ByteBuffer early) throws IOException {
        this.channel = channel;
        this.dialled = dialled;
        this.remote = remote;
        this.early = early;
        this.promptReads =
                dialled && channel.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK) ? PROMPT_READS : 0;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.local = channel.getLocalAddress();
    }

    static TcpWire dialled(SocketChannel channel) throws IOException {
        return new TcpWire(channel, true, channel.getRemoteAddress(), ByteBuffer.allocate(0));
    }

    static TcpWire accepted(SocketChannel channel, Greeting greeting) throws IOException {
        return new TcpWire(channel, false, greeting.from(), greeting.rest());
    }

    SocketChannel channel() {
        return channel;
    }

    /// Memory of the system's kind saves a copy of each byte; of connections that come in there are too many
    /// for it.
    @Override
    public ByteBuffer room(int bytes) {
        return dialled ? ByteBuffer.allocateDirect(bytes) : Wire.super.room(bytes);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (early.hasRemaining()) return takeEarly(into);
        int count = channel.read(into);
        if (promptReads > 0) acknowledge();
        return count;
    }

    private int takeEarly(ByteBuffer into) {
        int count = Math.min(early.remaining(), into.remaining());
        into.put(early.slice().limit(count));
        early.position(early.position() + count);
        return count;
    }

    /// Servers such as OpenSSH leave Nagle's algorithm on while they let somebody in: a second small packet
    /// waits until the first is acknowledged, which a system that has nothing to send delays by 40 ms (RFC
    /// 1122, 4.2.3.2). Linux forgets the option again by itself (tcp(7)), so it is set at each read.
    private void acknowledge() throws IOException {
        promptReads--;
        if (channel.isOpen()) channel.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
    }

    @Override
    public void write(ByteBuffer[] buffers, int count) throws IOException {
        int next = 0;
        while (next < count) {
            channel.write(buffers, next, count - next);
            moved = System.nanoTime();
            while (next < count && !buffers[next].hasRemaining()) next++;
        }
    }

    /// A batch may be half a megabyte, for which a slow line may need longer than we wait.
    @Override
    public boolean movedWithin(Duration limit) {
        return System.nanoTime() - moved < limit.toNanos();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException gone) {
            Log.debug("closing {}", remote, gone);
        }
    }

    /// Of connections that come in there are thousands. Those that go out are few and have real threads: a
    /// byte reaches them without the detour by the virtual threads' poller, and the JVM, which at its end
    /// waits 0.3 s for any thread that is still in a system call, would wait for that poller.
    @Override
    public ThreadFactory threads(String name) {
        if (!dialled) return Wire.super.threads(name);
        return Thread.ofPlatform().daemon().name(name).factory();
    }

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return local;
    }
}
