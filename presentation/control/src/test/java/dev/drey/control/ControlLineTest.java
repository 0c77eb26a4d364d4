package dev.drey.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.operations.Administration;
import dev.drey.operations.HubReport;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A control line over a real Unix socket, both ends.
@Timeout(60)
class ControlLineTest {
    /// In JSON more than the line's window, 4 MiB.
    private static final List<HubReport.ServerLine> MANY = IntStream.range(0, 60_000)
            .mapToObj(i -> new HubReport.ServerLine("server-" + i, "ana@host-" + i, "store", Set.of("spare")))
            .toList();

    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static final AtomicInteger SLOW = new AtomicInteger();

    @TempDir
    Path folder;

    private Socket socket;
    private Path file;

    @BeforeEach
    void listen() throws Failed {
        file = folder.resolve("state/hub.sock");
        socket = Socket.open(file, channel -> Hearing.hear(channel, "test", ControlLineTest::answer));
    }

    @AfterEach
    void stop() {
        socket.close();
    }

    private static Outcome answer(Operation operation) throws Failed {
        if (!(operation instanceof Operation.Administer(Administration what))) throw new IllegalStateException("other");
        return switch (what) {
            case Administration.ShowUser(var user) ->
                throw Failure.of(Failure.Code.NOT_FOUND, "there is no user '" + user + "'")
                        .thrown();
            case Administration.ListUsers list -> throw new IllegalStateException("a fault");
            case Administration.ListPorts list -> new Outcome.Administered(new HubReport.Ports(List.of()));
            case Administration.ListServers list -> new Outcome.Administered(new HubReport.Servers(MANY));
            case Administration.ClosePort wanted -> slowly();
            default -> new Outcome.Administered(new HubReport.Done());
        };
    }

    private static Outcome slowly() {
        BEGUN.incrementAndGet();
        try {
            TimeUnit.MILLISECONDS.sleep(700);
            SLOW.incrementAndGet();
            return new Outcome.Administered(new HubReport.Done());
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Asking dialled() throws Failed {
        return Asking.over(Socket.dial(file).orElseThrow(), () -> {});
    }

    private static <R extends HubReport> R ask(Asking line, Administration what, Class<R> kind) throws Failed {
        return kind.cast(((Outcome.Administered) line.ask(new Operation.Administer(what))).report());
    }

    @Test
    void questionsAreAnsweredAndFailuresArrive() throws Failed {
        try (Asking line = dialled()) {
            assertThat(ask(line, new Administration.ListPorts(), HubReport.Ports.class)
                            .ports())
                    .isEmpty();
            assertThatThrownBy(() -> ask(line, new Administration.ShowUser("bob"), HubReport.UserShown.class))
                    .hasMessage("there is no user 'bob'");
            assertThatThrownBy(() -> ask(line, new Administration.ListUsers(), HubReport.Users.class))
                    .hasMessageContaining("the hub failed at this")
                    .hasMessageNotContaining("a fault");
            assertThat(ask(line, new Administration.RemoveUser("x"), HubReport.Done.class))
                    .isNotNull();
        }
    }

    @Test
    void nobodyElseMayOpenIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThatThrownBy(() -> Socket.open(file, channel -> {})).hasMessageContaining("another hub runs already");
        socket.close();
        assertThat(file).doesNotExist();
        assertThat(Socket.dial(file)).isEmpty();
    }

    @Test
    void whatADeadHubLeftIsReplaced() throws Exception {
        socket.close();
        try (var dead = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(file));
        }
        assertThat(file).exists();
        assertThat(Socket.dial(file)).isEmpty();
        socket = Socket.open(file, channel -> Hearing.hear(channel, "test", ControlLineTest::answer));
        try (Asking line = dialled()) {
            assertThat(ask(line, new Administration.ListPorts(), HubReport.Ports.class))
                    .isNotNull();
        }
    }

    /// What the hub says, so many lines or up to its end.
    private List<String> said(int most, String... lines) throws Exception {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(file));
                OutputStream out = Channels.newOutputStream(raw);
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line : lines) out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            List<String> said = new ArrayList<>();
            try {
                for (String line; said.size() < most && (line = in.readLine()) != null; ) said.add(line);
            } catch (SocketException reset) {
                // What it had not read when it closed the line.
                return said;
            }
            return said;
        }
    }

    @Test
    void garbageIsAnsweredAndEndsTheLineWhenItGoesOn() throws Exception {
        assertThat(said(5, "no json", "[]", "{\"id\":\"x\"}", "{\"id\":7,\"operation\":\"rm\"}"))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line).doesNotContain("Exception"))
                .first()
                .asString()
                .contains("\"control\":1");
        String[] many = new String[40];
        java.util.Arrays.fill(many, "garbage");
        assertThat(said(100, many)).hasSize(11);
    }

    @Test
    void anAnswerMayBeLongerThanTheWindow() throws Failed {
        try (Asking line = dialled()) {
            assertThat(ask(line, new Administration.ListServers(), HubReport.Servers.class)
                            .servers())
                    .isEqualTo(MANY);
        }
    }

    @Test
    void aLineIsNotOverBeforeItsAnswersAre() throws Exception {
        AtomicInteger slowAtTheEnd = new AtomicInteger(-1);
        CountDownLatch heard = new CountDownLatch(1);
        Path other = folder.resolve("other/hub.sock");
        int before = SLOW.get();
        try (Socket slow = Socket.open(other, channel -> {
            Hearing.hear(channel, "test", ControlLineTest::answer);
            slowAtTheEnd.set(SLOW.get());
            heard.countDown();
        })) {
            try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(other))) {
                String asked = "{\"id\":1,\"operation\":\"closePort\",\"data\":{\"port\":7}}\n";
                raw.write(ByteBuffer.wrap(asked.repeat(3).getBytes(StandardCharsets.UTF_8)));
                while (BEGUN.get() < 3) TimeUnit.MILLISECONDS.sleep(10);
            }
            assertThat(slow).isNotNull();
            assertThat(heard.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(slowAtTheEnd).hasValue(before + 3);
    }

    @Test
    void manyShortLinesTakeNoMoreRoomThanTheirBytes() throws Exception {
        Recorded channel = new Recorded();
        Lines lines = new Lines(channel, Lines.LONGEST);
        byte[] empty = new byte[1 << 21];
        java.util.Arrays.fill(empty, (byte) '\n');
        for (int i = 0; i < empty.length; i += 1 << 15) lines.data(ByteBuffer.wrap(empty, i, 1 << 15));
        assertThat(channel.credited)
                .as("nothing is credited before it is taken")
                .isZero();
        for (int i = 0; i < empty.length; i++) assertThat(lines.next()).hasValue("");
        assertThat(channel.credited).isEqualTo(empty.length);
        lines.data(ByteBuffer.wrap("ab".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> lines.next(Duration.ofMillis(50))).hasMessageContaining("has not answered");
        assertThat(channel.credited).isEqualTo(empty.length + 2);
        lines.data(ByteBuffer.wrap("c\nd".getBytes(StandardCharsets.UTF_8)));
        assertThat(lines.next()).hasValue("abc");
        assertThat(channel.credited).isEqualTo(empty.length + 4);
        lines.closed(Optional.empty());
        assertThat(lines.next()).as("half a line is none").isEmpty();
    }

    /// Counts what it is credited for.
    private static final class Recorded implements Channel {
        private long credited;

        @Override
        public void receive(Receiver receiver) {}

        @Override
        public void send(ByteBuffer... parts) {}

        @Override
        public void consumed(int bytes) {
            credited += bytes;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aLineThatIsTooLongEndsIt() throws Exception {
        String line = "x".repeat(Lines.LONGEST + 10);
        assertThat(said(100, line)).last().asString().contains("a line was too long");
    }
}
