package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Free ports on loopback, and waiting for somebody to listen on one.
public final class Ports {
    /// Where all fixtures listen.
    public static final String HOST = "127.0.0.1";

    static final InetAddress LOOPBACK = InetAddress.ofLiteral(HOST);

    private Ports() {}

    /// A port that nobody listens on at this moment.
    public static int free() {
        try (ServerSocket probe = new ServerSocket(0, 1, LOOPBACK)) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits until `server` listens on the port.
    ///
    /// @throws IllegalStateException with the server's log when it ends or does not listen in time
    public static void awaitListening(Child server, int port, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!listens(port)) {
            if (!server.isAlive()) throw new IllegalStateException("the server ended:\n" + server.log());
            if (System.nanoTime() > end) throw new IllegalStateException("nobody listens:\n" + server.log());
            Pause.of(Duration.ofMillis(10));
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), 1000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
