package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.common.DisconnectReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What strangers send to a listener: it ends each of them within its time, keeps nothing of them, tells
/// nothing of itself, and lets the next one in.
@Timeout(60)
class ListenerBadInputIT {
    /// A busy machine needs a moment; who is only waited for needs longer than that moment.
    private static final Duration LOGIN = Duration.ofSeconds(4);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final TempDir dir = TempDir.create();
    private final Echo echo = new Echo();
    private final Leftovers nothing = Leftovers.watch();
    private final Listener listener;

    ListenerBadInputIT() throws IOException {
        listener = Listener.open(
                Listening.LOOPBACK
                        .withLogin(LOGIN)
                        .withStall(Duration.ofSeconds(1))
                        .withKeepAlive(Duration.ofSeconds(1)),
                echo);
    }

    @AfterEach
    void nobodyIsLeftAndTheNextOneGetsIn() throws Exception {
        try (nothing;
                dir;
                listener) {
            await().atMost(Duration.ofSeconds(5)).until(() -> listener.connections() == 0);
            assertThat(listener.waiting() + listener.halfOpen()).isZero();
            assertThat(Echo.ssh(listener, "register laptop")).endsWith("status 7\n");
        }
    }

    /// What the listener says until it hangs up.
    private String said(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        StringBuilder said = new StringBuilder();
        try {
            InputStream in = socket.getInputStream();
            for (int next; (next = in.read()) >= 0; ) said.append((char) next);
        } catch (java.net.SocketException reset) {
            // It hung up before it had read everything.
        }
        assertThat(said.toString()).doesNotContain("Exception", "dev.drey", "apache", "\tat ");
        return said.toString();
    }

    private String answerTo(byte[] sent, Duration limit) throws IOException {
        try (Socket socket = new Socket(Ports.LOOPBACK, listener.port())) {
            long start = System.nanoTime();
            send(socket, sent);
            String said = said(socket);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(limit);
            return said;
        }
    }

    /// As much as the listener takes.
    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException hungUp) {
            // As it should.
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: hub\r\n\r\n",
                "SSH-1.5-old\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 56324 22\r\nSSH-2.0-x\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001",
            })
    void whatIsNotSshIsTurnedAwayAtOnce(String first) throws IOException {
        assertThat(answerTo(ascii(first), AT_ONCE)).startsWith("SSH-2.0-Drey_").doesNotContain("diffie");
    }

    @Test
    void aNameOfAMegabyteIsTurnedAwayAtOnce() throws IOException {
        answerTo(ascii("SSH-2.0-" + "x".repeat(1 << 20)), AT_ONCE);
    }

    /// Behind a length that cannot be, some more is read before the end, so that nobody learns what was wrong.
    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "00000000", "000186a0"})
    void lengthsThatCannotBeEndTheConnection(String length) throws IOException {
        byte[] name = ascii("SSH-2.0-x\r\n");
        byte[] all = ByteBuffer.allocate(name.length + (64 << 10))
                .put(name)
                .put(HexFormat.of().parseHex(length))
                .array();
        answerTo(all, AT_ONCE);
    }

    /// Each in a whole packet and with nothing behind it.
    @ParameterizedTest
    @ValueSource(
            strings = {
                // SSH_MSG_KEXINIT without its lists
                "14",
                // SSH_MSG_KEXDH_INIT and SSH_MSG_NEWKEYS before it was agreed how
                "1e",
                "15",
                // SSH_MSG_SERVICE_REQUEST, SSH_MSG_USERAUTH_REQUEST, SSH_MSG_CHANNEL_OPEN and one that nobody knows,
                // before any keys
                "05",
                "32",
                "5a",
                "c0",
            })
    void messagesOutOfTurnEndTheConnection(String kind) throws IOException {
        byte[] packet = HexFormat.of().parseHex("0000000c0a" + kind + "00".repeat(10));
        byte[] name = ascii("SSH-2.0-x\r\n");
        answerTo(
                ByteBuffer.allocate(name.length + packet.length)
                        .put(name)
                        .put(packet)
                        .array(),
                AT_ONCE);
    }

    @Test
    void whoNeverLogsInIsSentAwayInTime() throws IOException {
        for (String first : new String[] {"", "SSH-2.0-x", "SSH-2.0-x\r\n"})
            answerTo(ascii(first), LOGIN.plus(AT_ONCE));
    }

    /// Each of these packets is answered, being of a kind that nobody knows, and nobody fetches the answers.
    @Test
    void aStrangerWhoFloodsAndFetchesNothingIsHeldUpAndSentAway() throws Exception {
        ByteBuffer unknown = ByteBuffer.wrap(HexFormat.of().parseHex("0000000c0a13" + "00".repeat(10)));
        ByteBuffer block = ByteBuffer.allocate(16 << 12);
        while (block.hasRemaining()) block.put(unknown.rewind());
        try (SocketChannel socket = SocketChannel.open(new InetSocketAddress(Ports.LOOPBACK, listener.port()))) {
            socket.write(ByteBuffer.wrap(ascii("SSH-2.0-x\r\n")));
            socket.configureBlocking(false);
            long taken = 0;
            long start = System.nanoTime();
            try {
                while (System.nanoTime() - start < LOGIN.toNanos() * 2) {
                    int count = socket.write(block.rewind());
                    taken += count;
                    if (count < block.capacity()) Thread.sleep(10);
                }
                assertThat(taken).as("it is not sent away").isNegative();
            } catch (IOException sentAway) {
                assertThat(taken).isLessThan(64 << 20);
            }
        }
    }

    @Test
    void aHundredFailedLoginsLeaveNothing() throws Exception {
        SshAnswers wrong = new SshAnswers();
        wrong.password = Optional.of(Secret.of("hare"));
        for (int i = 0; i < 17; i++) {
            Dialing dialing = Echo.to(listener, Credentials.NONE, dir).withMaxAuthAttempts(10);
            assertThat(SshCalls.failure(dialing, wrong).code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        }
        assertThat(wrong.asked).hasSize(17 * 6);
        assertThat(echo.questions).hasValue(17 * 6);
        assertThat(echo.left).isEmpty();
    }

    @Test
    void noMoreIsTriedThanMayBeEvenInOnePiece() throws Exception {
        try (Brazen guessing = new Brazen(listener.port())) {
            guessing.begins();
            guessing.hold();
            for (int i = 0; i < 40; i++) guessing.triesPassword("alice", "hare" + i);
            guessing.release();
            assertThat(guessing.end(AT_ONCE)).isEqualTo(DisconnectReason.NO_MORE_AUTH_METHODS_AVAILABLE);
            await().until(() -> listener.connections() == 0);
        }
        assertThat(echo.questions).hasValue(6);
    }

    @Test
    void askingForAServiceOnceMoreGivesNoMoreTries() throws Exception {
        try (Brazen guessing = new Brazen(listener.port())) {
            guessing.begins();
            guessing.hold();
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 5; j++) guessing.triesPassword("alice", "hare");
                guessing.asksForService("ssh-userauth");
            }
            guessing.release();
            assertThat(guessing.end(AT_ONCE)).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
            await().until(() -> listener.connections() == 0);
        }
        assertThat(echo.questions).hasValue(5);
    }

    /// With channels open, which somebody serves.
    @Test
    void askingForAServiceAfterLoginEndsTheConnectionWithAllThatBelongsToIt() throws Exception {
        for (String service : List.of("ssh-connection", "ssh-userauth")) {
            try (Brazen guest = new Brazen(listener.port())) {
                guest.client().authPassword("alice", "rabbit");
                for (int i = 0; i < 2; i++) {
                    guest.client().startSession().startSubsystem("sftp");
                    assertThat(echo.callers.poll(5, TimeUnit.SECONDS)).isNotNull();
                }
                guest.hold();
                guest.asksForService(service);
                guest.asksForService(service);
                guest.release();
                assertThat(guest.end(AT_ONCE)).isEqualTo(DisconnectReason.PROTOCOL_ERROR);
                assertThat(echo.left.poll(5, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    private Dialing through(Meddler line) throws IOException {
        Path known = Files.writeString(
                dir.resolve("known-meddler"),
                "[127.0.0.1]:" + line.port() + " " + listener.hostKey().text() + "\n");
        return Dialing.to("127.0.0.1", line.port(), "alice", Echo.key(), HostKeyRule.of(TrustPolicy.YES, known));
    }

    @Test
    void aBitThatIsTurnedOnTheWayEndsTheConnection() throws Exception {
        try (Meddler line = new Meddler(listener.port());
                Link link = Dialler.dial(through(line), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            talk.send(ByteBuffer.wrap(new byte[] {1}));
            assertThat(talk.read(1).get()).isEqualTo((byte) 1);
            line.turnABit();
            talk.send(ByteBuffer.wrap(new byte[] {2}));
            assertThat(talk.end(AT_ONCE).orElseThrow().code()).isEqualTo(Code.CONNECTION_LOST);
            assertThat(echo.left.poll(5, TimeUnit.SECONDS)).isNotNull();
            assertThat(listener.connections()).isZero();
        }
    }

    @Test
    void aGuestWhoFetchesNothingIsEndedByTheLimit() throws Exception {
        try (Meddler line = new Meddler(listener.port());
                Link link = Dialler.dial(through(line), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            talk.send(ByteBuffer.wrap(new byte[] {1}));
            talk.read(1);
            line.stopFetching();
            Thread sender = Thread.ofVirtual().start(() -> {
                assertThatThrownBy(() -> {
                            for (int i = 0; i < 64; i++) talk.send(ByteBuffer.allocate(1 << 20));
                        })
                        .isInstanceOf(Failed.class);
            });
            assertThat(echo.left.poll(5, TimeUnit.SECONDS)).isNotNull();
            await().atMost(Duration.ofSeconds(2)).until(() -> listener.connections() == 0);
            line.hangUp();
            assertThat(sender.join(Duration.ofSeconds(5))).isTrue();
        }
    }
}
