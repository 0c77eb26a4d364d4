package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.link.Channel;
import dev.drey.link.Link;
import dev.drey.link.Receiver;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Prompts;
import dev.drey.ssh.Secret;
import dev.drey.ssh.UserKey;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Our listener, asked by our own dialler and by OpenSSH's clients.
@Timeout(60)
class SshListenerIT {
    private TempDir dir;
    private final Echo echo = new Echo();

    @BeforeEach
    void make() {
        dir = TempDir.create();
    }

    @AfterEach
    void remove() {
        dir.close();
    }

    private Dialing to(Listener listener, Credentials credentials) throws Exception {
        return Echo.to(listener, credentials, dir);
    }

    @Test
    void admitsAKeyAndAPasswordAndTellsWhoCame() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY).openSftp();
            Echo.Caller byKey = echo.callers.poll(10, TimeUnit.SECONDS);
            assertThat(byKey.username()).isEqualTo("alice");
            assertThat(byKey.proof())
                    .isEqualTo(new Entrance.Proof.Key(
                            UserKey.ofLine(KeyFile.client().publicLine())));
            assertThat(byKey.from()).startsWith("127.0.0.1:");
            Dialler.dial(to(listener, Echo.password("rabbit")), Prompts.NOBODY).openSftp();
            assertThat(echo.callers.poll(10, TimeUnit.SECONDS).proof())
                    .isEqualTo(new Entrance.Proof.Password(Secret.of("rabbit")));
        }
    }

    @Test
    void refusesStrangers() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            KeyFile stranger = KeyFile.client(KeyFile.Kind.ECDSA_256);
            assertThat(SshCalls.failure(to(listener, Echo.password("hare"))).code())
                    .isEqualTo(Code.AUTHENTICATION_FAILED);
            assertThat(SshCalls.failure(to(listener, Credentials.of(Identity.of(stranger.privateKey()))))
                            .code())
                    .isEqualTo(Code.AUTHENTICATION_FAILED);
            await().until(() -> listener.connections() == 0);
        }
    }

    @Test
    void manySendersAtOnceKeepEachMessageWhole() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo);
                Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp());
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            int size = 150_000;
            for (int sender = 1; sender <= 8; sender++) {
                byte[] message = new byte[size];
                Arrays.fill(message, (byte) sender);
                var _ = senders.submit(() -> {
                    for (int i = 0; i < 5; i++)
                        talk.send(ByteBuffer.wrap(message, 0, 1000), ByteBuffer.wrap(message, 1000, size - 1000));
                    return true;
                });
            }
            for (int i = 0; i < 40; i++) {
                byte[] echoed = new byte[size];
                talk.read(size).get(echoed);
                byte[] whole = new byte[size];
                Arrays.fill(whole, echoed[0]);
                assertThat(Arrays.equals(echoed, whole)).as("one message").isTrue();
            }
        }
    }

    @Test
    void bulkBothWaysAtOnceDoesNotLockUp() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo);
                Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<SshCalls.Talk> talks = List.of(
                    new SshCalls.Talk(link.openSftp()),
                    new SshCalls.Talk(link.openSftp()),
                    new SshCalls.Talk(link.openSftp()));
            byte[] block = new byte[1 << 20];
            new Random(1).nextBytes(block);
            int rounds = 40;
            for (SshCalls.Talk talk : talks) {
                var _ = threads.submit(() -> {
                    for (int i = 0; i < rounds; i++) talk.send(ByteBuffer.wrap(block));
                    return true;
                });
            }
            for (int i = 0; i < rounds; i++) {
                for (SshCalls.Talk talk : talks) {
                    byte[] echoed = new byte[block.length];
                    talk.read(block.length).get(echoed);
                    assertThat(Arrays.equals(echoed, block)).isTrue();
                }
            }
            talks.forEach(SshCalls.Talk::close);
        }
    }

    @Test
    void aReaderThatConsumesNothingStopsTheSender() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            Dialing dialing = to(listener, Echo.key());
            dialing = dialing.withTiming(dialing.timing().withStall(Duration.ofMillis(700)))
                    .withWindows(new dev.drey.ssh.Windows(256 << 10, 32 << 10));
            try (Link link = Dialler.dial(dialing, Prompts.NOBODY);
                    Channel channel = link.openSftp()) {
                channel.receive(new Receiver() {
                    @Override
                    public void data(ByteBuffer bytes) {}

                    @Override
                    public void closed(Optional<dev.drey.files.Failure> why) {}
                });
                assertThatThrownBy(() -> channel.send(ByteBuffer.allocate(64 << 20)))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo(Code.TIMEOUT));
            }
        }
    }

    @Test
    void anInterruptBeforeTheFirstByteLeavesTheChannelWhole() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo);
                Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> talk.send(ByteBuffer.allocate(10)))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.CANCELLED));
            assertThat(Thread.interrupted()).isTrue();
            talk.send(ByteBuffer.wrap(new byte[] {42}));
            assertThat(talk.read(1).get()).isEqualTo((byte) 42);
        }
    }

    @Test
    void opensshsClientIsServedWhatTheGuestKnowsAndNothingElse() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            assertThat(Echo.ssh(listener, "-s", "sftp")).contains("hello");
            assertThat(echo.callers.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(Echo.ssh(listener, "-s", "shout")).contains("hello").endsWith("status 0\n");
            assertThat(echo.callers.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertThat(Echo.ssh(listener, "register laptop"))
                    .contains("registered")
                    .endsWith("status 7\n");
            assertThat(Echo.ssh(listener, "-W", "127.0.0.1:" + listener.port())).contains("open failed");
            assertThat(Echo.ssh(listener, "-s", "other")).contains("subsystem request failed");
            assertThat(echo.callers).isEmpty();
        }
    }

    @Test
    void whoWantsAShellIsToldWhatThisIs() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            for (String wanted : List.of("echo shell", "")) {
                assertThat(Echo.ssh(listener, wanted))
                        .doesNotContain("shell\n")
                        .endsWith(Entrance.Guest.REFUSAL + "\nstatus 1\n");
            }
            assertThat(Echo.ssh(listener, "-A", "-X", "top")).endsWith(Entrance.Guest.REFUSAL + "\nstatus 1\n");
            assertThat(Echo.ssh(listener, "-tt", "top"))
                    .contains(Entrance.Guest.REFUSAL + "\r\n")
                    .endsWith("status 1\n");
            assertThat(echo.callers).isEmpty();
        }
    }

    @Test
    void whoIsPutOutIsGoneAndTheOthersStay() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo);
                Link byKey = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                Link byPassword = Dialler.dial(to(listener, Echo.password("rabbit")), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(byKey.openSftp())) {
            listener.end(
                    guest -> guest instanceof Echo.Caller caller && caller.proof() instanceof Entrance.Proof.Password);
            await().until(() -> !byPassword.isOpen());
            assertThat(echo.left.poll(10, TimeUnit.SECONDS).proof()).isInstanceOf(Entrance.Proof.Password.class);
            talk.send(ByteBuffer.wrap(new byte[] {42}));
            assertThat(talk.read(1).get()).isEqualTo((byte) 42);
            assertThat(listener.connections()).isEqualTo(1);
            assertThat(echo.left).isEmpty();
        }
    }

    @Test
    void theHostKeyIsMadeOnceForItsOwnerAlone() throws Exception {
        Path file = dir.resolve("hostkey");
        String first;
        try (Listener listener = Listener.open(Listening.LOOPBACK.withHostKey(file), echo)) {
            first = listener.hostKey().text();
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Child.run("ssh-keygen", "-y", "-f", file.toString())).startsWith(first);
        try (Listener again = Listener.open(Listening.LOOPBACK.withHostKey(file), echo)) {
            assertThat(again.hostKey().text()).isEqualTo(first);
        }
    }

    @Test
    void aHostKeyFileOfGarbageIsNamed() throws Exception {
        Path file = Files.writeString(dir.resolve("garbage"), "no key");
        assertThatThrownBy(() -> Listener.open(Listening.LOOPBACK.withHostKey(file), echo))
                .isInstanceOf(Failed.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void aTakenPortIsBusy() throws Exception {
        try (Listener listener = Listener.open(Listening.LOOPBACK, echo)) {
            assertThatThrownBy(() -> Listener.open(Listening.LOOPBACK.withPort(listener.port()), echo))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.BUSY));
        }
    }

    @Test
    void whoeverDoesNotLogInInTimeIsSentAway() throws Exception {
        Listening hurried = Listening.LOOPBACK.withLogin(Duration.ofMillis(400));
        try (Listener listener = Listener.open(hurried, echo);
                Socket silent = new Socket(Ports.LOOPBACK, listener.port())) {
            silent.setSoTimeout(10_000);
            while (silent.getInputStream().read() >= 0) {}
            await().until(() -> listener.connections() == 0);
        }
    }

    @Test
    void triesChannelsAndConnectionsAreLimited() throws Exception {
        Listening narrow = Listening.LOOPBACK.withChannels(2).withConnections(1).withTries(2);
        try (Listener listener = Listener.open(narrow, echo)) {
            SshAnswers stubborn = new SshAnswers();
            stubborn.password = Optional.of(Secret.of("hare"));
            Dialing guessing = to(listener, Credentials.NONE).withMaxAuthAttempts(10);
            assertThat(SshCalls.failure(guessing, stubborn).code()).isEqualTo(Code.AUTHENTICATION_FAILED);
            assertThat(stubborn.asked).hasSize(2);
            assertThat(echo.questions).hasValue(2);
            await().until(() -> listener.connections() == 0);
            try (Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY)) {
                Channel first = link.openSftp();
                link.openSftp();
                assertThatThrownBy(link::openSftp)
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo(Code.LIMIT_EXCEEDED));
                first.close();
                await().ignoreExceptions().until(() -> link.openSftp().isOpen());
                assertThat(SshCalls.failure(to(listener, Echo.key())).code()).isEqualTo(Code.CONNECTION_LOST);
            }
        }
    }

    /// All have been told apart before the first of them counts; several times, since it is a matter of
    /// microseconds. By key, since that takes a little more.
    @Test
    void loginsAtTheSameTimeDoNotPassTheLimit() throws Exception {
        int many = 6;
        CyclicBarrier together = new CyclicBarrier(many);
        Entrance waiting = (username, proof, from) -> {
            try {
                together.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
                throw new IllegalStateException(alone);
            }
            return echo.admit(username, proof, from);
        };
        try (Listener listener = Listener.open(Listening.LOOPBACK.withConnections(1), waiting)) {
            Dialing dialing = to(listener, Echo.key());
            for (int round = 0; round < 10; round++) {
                Queue<Link> links = new ConcurrentLinkedQueue<>();
                Queue<String> refusals = new ConcurrentLinkedQueue<>();
                try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (int i = 0; i < many; i++) threads.execute(() -> dial(dialing, links, refusals));
                }
                assertThat(links).hasSize(1).allMatch(Link::isOpen);
                assertThat(refusals).hasSize(many - 1).allMatch(words -> words.contains("too many connections"));
                links.forEach(Link::close);
                assertThat(echo.left.poll(10, TimeUnit.SECONDS)).isNotNull();
                await().until(() -> listener.connections() == 0);
                assertThat(echo.left).isEmpty();
            }
        }
    }

    private static void dial(Dialing dialing, Queue<Link> links, Queue<String> refusals) {
        try {
            links.add(Dialler.dial(dialing, Prompts.NOBODY));
        } catch (Failed refused) {
            refusals.add(refused.failure().message());
        }
    }

    @Test
    void whoHasLoggedInStaysWhenListeningEndsAndTheOthersGo() throws Exception {
        Listener listener = Listener.open(Listening.LOOPBACK, echo);
        try (Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp());
                Socket silent = new Socket(Ports.LOOPBACK, listener.port());
                Socket named = new Socket(Ports.LOOPBACK, listener.port())) {
            named.getOutputStream().write("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> listener.halfOpen() == 1 && listener.waiting() == 1);
            listener.stopListening();
            for (Socket socket : List.of(silent, named)) {
                socket.setSoTimeout(10_000);
                while (socket.getInputStream().read() >= 0) {}
            }
            await().until(() -> listener.connections() == 1);
            talk.send(ByteBuffer.wrap(new byte[] {42}));
            assertThat(talk.read(1).get()).isEqualTo((byte) 42);
            link.openSftp().close();
            assertThat(SshCalls.failure(to(listener, Echo.key())).code()).isEqualTo(Code.CONNECTION_REFUSED);
            listener.close();
            assertThat(talk.end(Duration.ofSeconds(10)).orElseThrow().code()).isEqualTo(Code.CONNECTION_LOST);
        }
    }

    @Test
    void closingEndsEveryConnectionAndLeavesNoThread() throws Exception {
        Listener listener = Listener.open(Listening.LOOPBACK, echo);
        try (Link link = Dialler.dial(to(listener, Echo.key()), Prompts.NOBODY);
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            listener.close();
            assertThat(talk.end(Duration.ofSeconds(10)).orElseThrow().code()).isEqualTo(Code.CONNECTION_LOST);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(SshFailuresIT.threads()).isEmpty());
    }
}
