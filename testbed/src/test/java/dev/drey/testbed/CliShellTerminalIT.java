package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey shell` with somebody at the terminal.
@Timeout(240)
class CliShellTerminalIT {
    private static final String PROMPT = "drey> ";
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001bOA";

    private static Sshd sshd;

    private DreyProgram drey;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        drey = new DreyProgram().knowing(sshd);
        there = Files.createDirectory(sshd.disk().resolve("t"));
    }

    @AfterEach
    void end() throws IOException {
        drey.close();
        TempDir.delete(there);
    }

    private Run typed(String... steps) {
        Run run = Typist.at(drey, List.of(steps), "shell", "box:t");
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    @Test
    void linesAreRunAndAFailureEndsNothing() {
        typed(PROMPT, "rm none\r", "No such file", "", PROMPT, "mkdir made\r", PROMPT, "bye\r");
        assertThat(there.resolve("made")).isDirectory();
    }

    @Test
    void namesThereAndHereAreCompleted() throws IOException {
        Files.writeString(there.resolve("a long name"), "its content");
        Files.createDirectory(there.resolve("folder"));
        drey.write("work/unique-local", "sent");
        Run run = typed(PROMPT, "ca\ta\t\r", "its content", "", PROMPT, "put uni\tfol\t\r", PROMPT, CTRL_D);
        assertThat(there.resolve("folder/unique-local")).as("%s", run).hasContent("sent");
    }

    @Test
    void ctrlCClearsTheLineAndTheShellStays() {
        typed(PROMPT, "mkdir never", "never", CTRL_C, PROMPT, "mkdir made\r", PROMPT, "exit\r");
        assertThat(there.resolve("never")).doesNotExist();
        assertThat(there.resolve("made")).isDirectory();
    }

    @Test
    void ctrlCStopsATransferAndTheShellStays() throws IOException {
        Files.write(drey.work().resolve("big"), new byte[20_000_000]);
        Run run = typed(PROMPT, "put --bwlimit=300K big\r", "%", CTRL_C, PROMPT, "mkdir made\r", PROMPT, "exit\r");
        assertThat(there.resolve("made")).isDirectory();
        assertThat(there.resolve("big")).doesNotExist();
        assertThat(run.out()).contains("cancelled");
    }

    @Test
    void aLineThatBrokeIsMadeAgainUnderTheNextCommand() throws IOException {
        Path signal = drey.home().resolve("signal");
        Thread killer = Thread.ofVirtual().start(() -> {
            while (!Files.exists(signal)) Pause.of(java.time.Duration.ofMillis(50));
            sshd.killSessions();
            drey.write("killed", "");
        });
        typed(
                PROMPT,
                "!touch " + signal + "; while [ ! -e " + drey.home().resolve("killed") + " ]; do sleep 0.1; done\r",
                PROMPT,
                "mkdir made\r",
                PROMPT,
                "mkdir made2\r",
                PROMPT,
                "exit\r");
        assertThat(killer.isAlive()).isFalse();
        assertThat(there.resolve("made2")).isDirectory();
    }

    @Test
    void historyIsKeptForItsOwnerAlone() throws IOException {
        typed(PROMPT, "mkdir first\r", PROMPT, "!true\r", PROMPT, "bye\r");
        Path history = drey.state().resolve("shell_history");
        assertThat(history).content().contains("mkdir first", "!true");
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        Files.delete(there.resolve("first"));
        Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("rw-rw-rw-"));
        typed(PROMPT, UP + UP + UP + "\r", PROMPT, "bye\r");
        assertThat(there.resolve("first")).isDirectory();
        assertThat(Files.getPosixFilePermissions(history)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aTreeIsRemovedOnlyAfterAYes() throws IOException {
        Files.createDirectories(there.resolve("d/sub"));
        typed(
                PROMPT,
                "rm -r d\r",
                "[y/N]",
                "n\r",
                PROMPT,
                "ls\r",
                "d",
                "",
                PROMPT,
                "rm -r d\r",
                "[y/N]",
                "y\r",
                PROMPT,
                "bye\r");
        assertThat(there.resolve("d")).doesNotExist();
    }
}
