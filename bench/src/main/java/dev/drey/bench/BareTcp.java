package dev.drey.bench;

import dev.drey.testbed.Relay;
import dev.drey.testbed.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/// Bytes without any protocol over a line like the one that is measured: what the line itself can do here and now.
///
/// Where this is far below the line's rate, the machine is too busy for the rows beside it to mean anything.
final class BareTcp {
    private static final int PIECE = 256 << 10;
    private static final int LIMIT_MILLIS = 60_000;

    private BareTcp() {}

    /// @return MB/s
    static double rate(Duration roundTrip, long rate, long bytes) throws IOException, InterruptedException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Relay relay = DelayLine.relay(door.getLocalPort(), roundTrip, rate)) {
            door.setSoTimeout(LIMIT_MILLIS);
            Thread sink = Thread.ofPlatform().daemon().name("bench-sink").start(() -> drain(door));
            LineMeter meter = new LineMeter(relay, Way.TO_SERVER, bytes);
            Thread source = Thread.ofPlatform().daemon().name("bench-source").start(() -> fill(relay, bytes));
            long end = System.nanoTime() + LIMIT_MILLIS * 1_000_000L;
            while (sink.isAlive() && System.nanoTime() < end) {
                meter.look();
                sink.join(2);
            }
            source.join(100);
            return meter.megabytesPerSecond();
        }
    }

    private static void fill(Relay relay, long bytes) {
        byte[] piece = new byte[PIECE];
        try (Socket socket = new Socket(relay.host(), relay.port())) {
            for (long left = bytes; left > 0; left -= PIECE)
                socket.getOutputStream().write(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void drain(ServerSocket door) {
        try (Socket socket = door.accept();
                InputStream in = socket.getInputStream()) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
