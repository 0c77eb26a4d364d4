package dev.drey.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to a port on loopback whose bytes are meddled with: something is said before the client speaks, a
/// bit is turned, or what the server says is not fetched any more.
final class Meddler implements AutoCloseable {
    private final int target;
    private final byte[] header;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean turnsABit;
    private volatile boolean fetches = true;

    /// @param header what the server hears first
    Meddler(int target, byte... header) throws IOException {
        this.target = target;
        this.header = header;
        this.door = new ServerSocket(0, 50, Ports.LOOPBACK);
        Thread.ofVirtual().name("meddler").start(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /// Turns one bit of what the client sends next.
    void turnABit() {
        turnsABit = true;
    }

    /// Lets the server talk to nobody from now on.
    void stopFetching() {
        fetches = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(Ports.LOOPBACK, target);
                sockets.add(client);
                sockets.add(server);
                server.getOutputStream().write(header);
                Thread.ofVirtual().name("meddler-up").start(() -> copy(client, server, true));
                Thread.ofVirtual().name("meddler-down").start(() -> copy(server, client, false));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket from, Socket to, boolean up) {
        byte[] buffer = new byte[16 << 10];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count; (up || fetches) && (count = in.read(buffer)) >= 0; ) {
                if (up && turnsABit) {
                    turnsABit = false;
                    buffer[count / 2] ^= 1;
                }
                out.write(buffer, 0, count);
            }
            if (up || fetches) closeBoth(from, to);
        } catch (IOException gone) {
            closeBoth(from, to);
        }
    }

    private static void closeBoth(Socket one, Socket other) {
        for (Socket socket : new Socket[] {one, other}) {
            try {
                socket.close();
            } catch (IOException closed) {
                // It was closed already.
            }
        }
    }

    /// Ends every connection.
    void hangUp() throws IOException {
        for (Socket socket : sockets) socket.close();
    }

    @Override
    public void close() throws IOException {
        door.close();
        hangUp();
    }
}
