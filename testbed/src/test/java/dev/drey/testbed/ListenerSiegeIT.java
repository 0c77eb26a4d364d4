package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Prompts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two thousand sockets from fifty addresses, the honest client's among them, do what little keeps a listener
/// busy for longest, and come back when they are sent away.
@Timeout(120)
class ListenerSiegeIT {
    private static final int SOCKETS = 2000;
    private static final int ADDRESSES = 50;
    private static final Duration LIMIT = Duration.ofSeconds(2);

    /// Whole, and drop by drop.
    private static final byte[] NAME = "SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII);

    /// What a socket does all the time.
    private enum Way {
        SILENT,
        NAMED,
        DRIPPING
    }

    private static final class Slow {
        private final Way way;
        private final InetAddress from;
        private final InetSocketAddress to;
        private final ByteBuffer heard = ByteBuffer.allocate(512);
        private SocketChannel socket;
        private int dripped;

        Slow(int number, int port) throws IOException {
            this.way = switch (number % 3) {
                case 0 -> Way.SILENT;
                case 1 -> Way.NAMED;
                default -> Way.DRIPPING;
            };
            this.from = InetAddress.ofLiteral("127.0.0." + (1 + number % ADDRESSES));
            this.to = new InetSocketAddress(Ports.LOOPBACK, port);
            connect();
        }

        private void connect() throws IOException {
            socket = SocketChannel.open().bind(new InetSocketAddress(from, 0));
            socket.connect(to);
            socket.configureBlocking(false);
            dripped = 0;
            if (way == Way.NAMED) socket.write(ByteBuffer.wrap(NAME));
        }

        /// Once a second: a drop where it drips, a new connection where the old one has been closed.
        boolean act() throws IOException {
            if (way == Way.DRIPPING) {
                byte drop = dripped < NAME.length ? NAME[dripped] : 0;
                dripped++;
                if (!sent(drop)) return again();
            }
            return isClosed() ? again() : false;
        }

        private boolean sent(byte drop) {
            try {
                return socket.write(ByteBuffer.wrap(new byte[] {drop})) == 1;
            } catch (IOException gone) {
                return false;
            }
        }

        private boolean isClosed() {
            try {
                while (true) {
                    int count = socket.read(heard.clear());
                    if (count <= 0) return count < 0;
                }
            } catch (IOException gone) {
                return true;
            }
        }

        private boolean again() throws IOException {
            socket.close();
            connect();
            return true;
        }
    }

    private static final class Siege implements AutoCloseable {
        private final List<Slow> sockets = new ArrayList<>();
        private final Thread thread = Thread.ofPlatform().name("siege").unstarted(this::run);
        private final AtomicInteger again = new AtomicInteger();

        Siege(int port) throws IOException {
            for (int i = 0; i < SOCKETS; i++) sockets.add(new Slow(i, port));
            thread.start();
        }

        private void run() {
            try {
                while (true) {
                    for (Slow socket : sockets) if (socket.act()) again.incrementAndGet();
                    Thread.sleep(1000);
                }
            } catch (IOException | InterruptedException over) {
                return;
            }
        }

        @Override
        public void close() throws IOException {
            thread.interrupt();
            await().until(() -> !thread.isAlive());
            for (Slow socket : sockets) socket.socket.close();
        }
    }

    @Test
    void anHonestLoginTakesLessThanTwoSecondsMeanwhile() throws Exception {
        try (var _ = Leftovers.watch();
                TempDir dir = TempDir.create();
                Listener listener = Listener.open(Listening.LOOPBACK, new Echo())) {
            Dialing dialing = Echo.to(listener, Echo.key(), dir);
            Duration quiet = login(listener, dialing, 0).plus(login(listener, dialing, 1));
            int threads = Thread.getAllStackTraces().size();
            try (Siege siege = new Siege(listener.port())) {
                await().until(() -> listener.waiting() + listener.halfOpen() > SOCKETS * 3 / 4);
                List<Duration> logins = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    logins.add(login(listener, dialing, i));
                    Thread.sleep(700);
                }
                System.out.println("logins besieged: "
                        + logins.stream().map(Duration::toMillis).toList() + " ms, before " + quiet.toMillis()
                        + " ms; waiting " + listener.waiting() + ", half open " + listener.halfOpen()
                        + ", came back " + siege.again);
                // Two seconds, where the machine is not busy with something else.
                Duration limit = LIMIT.plus(quiet);
                assertThat(logins).allSatisfy(time -> assertThat(time).isLessThan(limit));
                assertThat(listener.waiting() + listener.halfOpen()).isGreaterThan(SOCKETS / 2);
                assertThat(listener.halfOpen()).isBetween(1, 500);
                assertThat(Thread.getAllStackTraces())
                        .as("threads with a stack")
                        .hasSizeLessThan(threads + 20);
            }
            await().until(() -> listener.connections() == 0);
        }
    }

    /// By our own client and by OpenSSH's in turn.
    private static Duration login(Listener listener, Dialing dialing, int number) throws Exception {
        long start = System.nanoTime();
        if (number % 2 == 0) Dialler.dial(dialing, Prompts.NOBODY).close();
        else assertThat(Echo.ssh(listener, "register laptop")).endsWith("status 7\n");
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
