package dev.drey.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
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
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A control line over a real Unix socket, both ends.
@Timeout(60)
class ControlLineTest {
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
        return switch (operation) {
            case Operation.Administer(Administration.ShowUser(var user)) ->
                throw Failure.of(Failure.Code.NOT_FOUND, "there is no user '" + user + "'")
                        .thrown();
            case Operation.Administer(Administration.ListUsers _) -> throw new IllegalStateException("a fault");
            case Operation.Administer(Administration.ListPorts _) ->
                new Outcome.Administered(new HubReport.Ports(List.of()));
            default -> new Outcome.Administered(new HubReport.Done());
        };
    }

    private Asking dialled() throws Failed {
        return Asking.over(Socket.dial(file).orElseThrow(), () -> {});
    }

    @Test
    void questionsAreAnsweredAndFailuresArrive() throws Failed {
        try (Asking line = dialled()) {
            assertThat(line.ask(new Administration.ListPorts(), HubReport.Ports.class)
                            .ports())
                    .isEmpty();
            assertThatThrownBy(() -> line.ask(new Administration.ShowUser("bob"), HubReport.UserShown.class))
                    .hasMessage("there is no user 'bob'");
            assertThatThrownBy(() -> line.ask(new Administration.ListUsers(), HubReport.Users.class))
                    .hasMessageContaining("the hub failed at this")
                    .hasMessageNotContaining("a fault");
            assertThat(line.ask(new Administration.RemoveUser("x"), HubReport.Done.class))
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
            assertThat(line.ask(new Administration.ListPorts(), HubReport.Ports.class))
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
    void aLineThatIsTooLongEndsIt() throws Exception {
        String line = "x".repeat(Lines.LONGEST + 10);
        assertThat(said(100, line)).last().asString().contains("a line was too long");
    }
}
