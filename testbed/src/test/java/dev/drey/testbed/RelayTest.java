package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The relay does what it is told, or no measurement over it means anything.
@Timeout(30)
class RelayTest {
    private final Leftovers nothing = Leftovers.watch();
    private final ServerSocket echo = listen();
    private final Relay relay = Relay.to(echo.getLocalPort());

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 50, Ports.LOOPBACK);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void answerEverythingWithItself() {
        Thread.ofVirtual().start(() -> {
            while (!echo.isClosed()) {
                try {
                    Socket socket = echo.accept();
                    Thread.ofVirtual().start(() -> {
                        try (socket) {
                            socket.getInputStream().transferTo(socket.getOutputStream());
                        } catch (IOException broken) {
                            // The relay was told to break it.
                            return;
                        }
                    });
                } catch (IOException closed) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void nothingIsLeftOver() throws IOException {
        relay.close();
        echo.close();
        nothing.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(Ports.LOOPBACK, relay.port());
        socket.setSoTimeout(5000);
        return socket;
    }

    private static byte[] roundTrip(Socket socket, byte[] bytes) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException broken) {
                // Seen by the reader, too.
                return;
            }
        });
        return socket.getInputStream().readNBytes(bytes.length);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Test
    void bytesComeBackUnchanged() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new java.util.Random(5).nextBytes(bytes);
        try (Socket socket = connect()) {
            assertThat(roundTrip(socket, bytes)).isEqualTo(bytes);
        }
        assertThat(relay.delivered(Way.TO_SERVER)).isEqualTo(3_000_000);
    }

    @Test
    void aRoundTripTakesTwiceTheDelay() throws IOException {
        relay.delay(Duration.ofMillis(50));
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            roundTrip(socket, new byte[1]);
            assertThat(seconds(start)).isBetween(0.1, 3.0);
        }
    }

    @Test
    void theRateIsKept() throws IOException {
        relay.delay(Duration.ofMillis(5)).rate(4_000_000);
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            roundTrip(socket, new byte[4_000_000]);
            assertThat(seconds(start)).isBetween(0.95, 8.0);
        }
    }

    @Test
    void theLineBreaksAtTheByteAndIsGoodAfterwards() throws IOException {
        relay.cutAfter(Way.TO_CLIENT, 1234);
        try (Socket socket = connect()) {
            byte[] got = new byte[1234];
            socket.getOutputStream().write(new byte[5000]);
            assertThat(socket.getInputStream().readNBytes(got, 0, 1234)).isEqualTo(1234);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        try (Socket socket = connect()) {
            assertThat(roundTrip(socket, new byte[5000])).hasSize(5000);
        }
        assertThat(relay.accepted()).isEqualTo(2);
    }

    @Test
    void aStalledLineKeepsEverythingForLater() throws IOException {
        try (Socket socket = connect()) {
            relay.stall();
            socket.getOutputStream().write(7);
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            relay.resume();
            assertThat(socket.getInputStream().read()).isEqualTo(7);
        }
    }

    @Test
    void halfALineStillTakesBytes() throws IOException {
        try (Socket socket = connect()) {
            relay.stall(Way.TO_CLIENT);
            socket.getOutputStream().write(new byte[10]);
            socket.setSoTimeout(300);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            assertThat(relay.delivered(Way.TO_SERVER)).isEqualTo(10);
            assertThat(relay.delivered(Way.TO_CLIENT)).isZero();
        }
    }

    @Test
    void bytesDripOneByOne() throws IOException {
        relay.drip(Way.TO_CLIENT, Duration.ofMillis(20));
        try (Socket socket = connect()) {
            long start = System.nanoTime();
            roundTrip(socket, new byte[10]);
            assertThat(seconds(start)).isBetween(0.18, 8.0);
        }
    }

    @Test
    void theEndOfOneWayIsTold() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(9);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(9);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
