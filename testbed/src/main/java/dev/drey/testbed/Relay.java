package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A line between a client and a server: a TCP relay on loopback that is as slow, narrow and unreliable as it is told.
///
/// Each way of each connection has one thread that reads and one that delivers. What is told holds at once, for
/// connections that are open, too. What the line holds is bounded by one bandwidth × round trip, so that it hides no
/// window of the ends.
public final class Relay implements AutoCloseable {
    private static final int SOCKET_BUFFER = 256 << 10;
    private static final int CONNECT_LIMIT_MILLIS = 10_000;

    private final InetSocketAddress target;
    private final ServerSocket door;
    private final RelayLine toServer = new RelayLine(this::cutNow);
    private final RelayLine toClient = new RelayLine(this::cutNow);
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.door = new ServerSocket();
        door.setReceiveBufferSize(SOCKET_BUFFER);
        door.bind(new InetSocketAddress(Ports.LOOPBACK, 0));
        Thread.ofPlatform().daemon().name("testbed-relay").start(this::accept);
    }

    /// A line to a port on loopback, as fast as the machine.
    public static Relay to(int port) {
        try {
            return new Relay(new InetSocketAddress(Ports.LOOPBACK, port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A line to a server.
    public static Relay to(Server server) {
        return to(server.port());
    }

    public String host() {
        return Ports.HOST;
    }

    public int port() {
        return door.getLocalPort();
    }

    /// How long every byte is under way, each way: half of the round trip that it adds.
    public Relay delay(Duration oneWay) {
        toServer.delay(oneWay);
        toClient.delay(oneWay);
        return this;
    }

    /// How many bytes a second the line takes, each way; all connections share it. 0 for no limit.
    public Relay rate(long bytesPerSecond) {
        toServer.rate(bytesPerSecond);
        toClient.rate(bytesPerSecond);
        return this;
    }

    /// Breaks all connections, with a reset, when exactly `bytes` more have gone this way. Once; then the line is good.
    public Relay cutAfter(Way way, long bytes) {
        line(way).cutAfter(bytes);
        return this;
    }

    /// Nothing is delivered any more, either way; connections stay open. Until [#resume()].
    public Relay stall() {
        return stall(Way.TO_SERVER).stall(Way.TO_CLIENT);
    }

    /// Nothing is delivered this way any more, nor is its end told, as when half of a line is dead.
    public Relay stall(Way way) {
        line(way).stall(true);
        return this;
    }

    /// Ends every stall.
    public Relay resume() {
        toServer.stall(false);
        toClient.stall(false);
        return this;
    }

    /// Delivers this way one byte at a time, with a pause behind each; a pause of zero ends that.
    public Relay drip(Way way, Duration pause) {
        line(way).drip(pause);
        return this;
    }

    /// Resets every connection that is open now.
    public void cutNow() {
        for (Socket socket : sockets) reset(socket);
    }

    /// How many bytes have been delivered this way.
    public long delivered(Way way) {
        return line(way).delivered();
    }

    /// How many connections have been accepted so far.
    public int accepted() {
        return accepted.get();
    }

    /// How many connections are open now.
    public int open() {
        return sockets.size() / 2;
    }

    private RelayLine line(Way way) {
        return switch (way) {
            case TO_SERVER -> toServer;
            case TO_CLIENT -> toClient;
        };
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                if (!door.isClosed()) throw new UncheckedIOException(closed);
            }
        }
    }

    /// A server that refuses is a client that is reset.
    private void connect(Socket client) throws IOException {
        Socket server = new Socket();
        sockets.add(client);
        sockets.add(server);
        accepted.incrementAndGet();
        try {
            server.setReceiveBufferSize(SOCKET_BUFFER);
            server.connect(target, CONNECT_LIMIT_MILLIS);
            for (Socket socket : new Socket[] {client, server}) {
                socket.setTcpNoDelay(true);
                socket.setSendBufferSize(SOCKET_BUFFER);
            }
        } catch (IOException refused) {
            reset(client);
            reset(server);
            return;
        }
        RelayEnds ends = new RelayEnds(() -> {
            reset(client);
            reset(server);
        });
        new RelayPipe(client, server, toServer, ends).start();
        new RelayPipe(server, client, toClient, ends).start();
    }

    /// Closes with RST, so that the other end notices at once and nothing more arrives.
    private void reset(Socket socket) {
        sockets.remove(socket);
        try {
            if (!socket.isClosed()) socket.setOption(StandardSocketOptions.SO_LINGER, 0);
            socket.close();
        } catch (IOException gone) {
            // It has been closed from the other side meanwhile, which is what was wanted.
        }
    }

    /// Cuts every connection and refuses new ones.
    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cutNow();
            toServer.close();
            toClient.close();
        }
    }
}
