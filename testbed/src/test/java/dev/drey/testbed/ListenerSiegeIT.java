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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two thousand sockets from fifty addresses, the honest client's among them, or hundreds of one address, do what
/// little keeps a listener busy for longest, and come back when they are sent away.
@Timeout(120)
class ListenerSiegeIT {
    private static final int SOCKETS = 2000;
    private static final int ADDRESSES = 50;
    private static final int CROWD = 600;
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(900);

    /// Well below what counts as idle, on a busy machine too.
    private static final Duration CROWDS_PAUSE = Duration.ofMillis(700);

    /// Whole, and drop by drop.
    private static final byte[] NAME = "SSH-2.0-slow\r\n".getBytes(StandardCharsets.US_ASCII);

    /// A key exchange that is followed as far as it goes without a key: SSH_MSG_KEXINIT, SSH_MSG_KEXDH_INIT with
    /// some point of the curve, SSH_MSG_NEWKEYS.
    private static final List<byte[]> STEPS = List.of(packet(proposal()), packet(point()), packet(new byte[] {21}));

    private static final byte[] QUESTION = packet(new byte[] {50});

    private static byte[] proposal() {
        ByteBuffer payload = ByteBuffer.allocate(512).put((byte) 20).put(new byte[16]);
        for (String names : List.of(
                "curve25519-sha256",
                "ssh-ed25519",
                "aes128-gcm@openssh.com",
                "aes128-gcm@openssh.com",
                "hmac-sha2-256-etm@openssh.com",
                "hmac-sha2-256-etm@openssh.com",
                "none",
                "none",
                "",
                "")) payload.putInt(names.length()).put(names.getBytes(StandardCharsets.US_ASCII));
        return Arrays.copyOf(payload.array(), payload.position() + 5);
    }

    private static byte[] point() {
        return ByteBuffer.allocate(37).put((byte) 30).putInt(32).put((byte) 9).array();
    }

    /// In the clear (RFC 4253, section 6).
    private static byte[] packet(byte[] payload) {
        int padding = 16 - (payload.length + 5) % 8;
        return ByteBuffer.allocate(5 + payload.length + padding)
                .putInt(1 + payload.length + padding)
                .put((byte) padding)
                .put(payload)
                .array();
    }

    /// What a socket does all the time.
    enum Way {
        SILENT,
        NAMED,
        DRIPPING,

        /// Takes the next of [#STEPS] when it would be idle otherwise.
        STEPPING,

        /// Wants to log in without keys, again and again.
        ASKING
    }

    private static final class Slow {
        private final Way way;
        private final InetAddress from;
        private final InetSocketAddress to;
        private final ByteBuffer heard = ByteBuffer.allocate(512);
        private SocketChannel socket;
        private int done;
        private int told;

        Slow(Way way, int host, int port) throws IOException {
            this.way = way;
            this.from = InetAddress.ofLiteral("127.0.0." + host);
            this.to = new InetSocketAddress(Ports.LOOPBACK, port);
            connect();
        }

        private void connect() throws IOException {
            socket = SocketChannel.open().bind(new InetSocketAddress(from, 0));
            socket.connect(to);
            socket.configureBlocking(false);
            done = 0;
            told = 0;
            if (way != Way.SILENT && way != Way.DRIPPING) sent(NAME);
        }

        /// Each time: the next of what it says, and a new connection where the old one has been closed.
        boolean act() throws IOException {
            boolean goesOn = switch (way) {
                case SILENT, NAMED -> true;
                case DRIPPING -> sent(done < NAME.length ? NAME[done] : 0);
                case STEPPING -> !isIn() || (done < STEPS.size() && sent(STEPS.get(done)));
                case ASKING -> !isIn() || sent(QUESTION);
            };
            return (!goesOn || isClosed()) && again();
        }

        /// A proposal comes to who is let in, behind the name.
        private boolean isIn() {
            isClosed();
            return told > 100;
        }

        private boolean sent(byte... bytes) {
            done++;
            try {
                return socket.write(ByteBuffer.wrap(bytes)) == bytes.length;
            } catch (IOException gone) {
                return false;
            }
        }

        private boolean isClosed() {
            try {
                while (true) {
                    int count = socket.read(heard.clear());
                    if (count <= 0) return count < 0;
                    told += count;
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
        private final Duration pause;

        private Siege(Duration pause) {
            this.pause = pause;
        }

        /// Of the ways that are easiest, from many addresses.
        static Siege ofMany(int port) throws IOException {
            Siege siege = new Siege(PAUSE);
            List<Way> ways = List.of(Way.SILENT, Way.NAMED, Way.DRIPPING);
            for (int i = 0; i < SOCKETS; i++)
                siege.sockets.add(new Slow(ways.get(i % ways.size()), 1 + i % ADDRESSES, port));
            siege.thread.start();
            return siege;
        }

        /// All the same way, from one address.
        static Siege ofOne(int port, Way way) throws IOException {
            Siege siege = new Siege(CROWDS_PAUSE);
            for (int i = 0; i < CROWD; i++) siege.sockets.add(new Slow(way, 99, port));
            siege.thread.start();
            return siege;
        }

        private void run() {
            try {
                for (long next = System.nanoTime(); ; ) {
                    for (Slow socket : sockets) if (socket.act()) again.incrementAndGet();
                    next += pause.toNanos();
                    TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
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
            try (Siege siege = Siege.ofMany(listener.port())) {
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

    @ParameterizedTest
    @EnumSource(names = {"STEPPING", "ASKING"})
    void noAddressCanFillItByBeingBusy(Way way) throws Exception {
        try (var _ = Leftovers.watch();
                TempDir dir = TempDir.create();
                Listener listener = Listener.open(Listening.LOOPBACK, new Echo())) {
            Dialing dialing = Echo.to(listener, Echo.key(), dir);
            Duration quiet = login(listener, dialing, 0).plus(login(listener, dialing, 1));
            List<Duration> logins = new ArrayList<>();
            try (Siege siege = Siege.ofOne(listener.port(), way)) {
                for (int i = 0; i < 8; i++) {
                    Thread.sleep(700);
                    logins.add(login(listener, dialing, i));
                }
                System.out.println("logins beside a crowd: "
                        + logins.stream().map(Duration::toMillis).toList() + " ms, before " + quiet.toMillis()
                        + " ms; waiting " + listener.waiting() + ", half open " + listener.halfOpen()
                        + ", came back " + siege.again);
            }
            Duration limit = LIMIT.plus(quiet);
            assertThat(logins).allSatisfy(time -> assertThat(time).isLessThan(limit));
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
