package dev.drey.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/// A TCP connection. Only the session's own threads touch the channel: an interrupt of a caller must not
/// close it.
final class TcpWire implements Wire {
    private final SocketChannel channel;
    private final SocketAddress remote;
    private final SocketAddress local;
    private final boolean dialled;

    private TcpWire(SocketChannel channel, boolean dialled) throws IOException {
        this.channel = channel;
        this.dialled = dialled;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.remote = channel.getRemoteAddress();
        this.local = channel.getLocalAddress();
    }

    static TcpWire dialled(SocketChannel channel) throws IOException {
        return new TcpWire(channel, true);
    }

    static TcpWire accepted(SocketChannel channel) throws IOException {
        return new TcpWire(channel, false);
    }

    SocketChannel channel() {
        return channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel.read(into);
    }

    @Override
    public void write(ByteBuffer[] buffers, int count) throws IOException {
        int next = 0;
        while (next < count) {
            channel.write(buffers, next, count - next);
            while (next < count && !buffers[next].hasRemaining()) next++;
        }
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
