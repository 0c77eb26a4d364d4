package dev.drey.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// A TCP connection. Only the session's own threads touch the channel: an interrupt of a caller must not
/// close it.
final class TcpWire implements Wire {
    private final SocketChannel channel;
    private final SocketAddress remote;
    private final SocketAddress local;

    TcpWire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        this.remote = channel.getRemoteAddress();
        this.local = channel.getLocalAddress();
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

    @Override
    public SocketAddress remote() {
        return remote;
    }

    @Override
    public SocketAddress local() {
        return local;
    }
}
