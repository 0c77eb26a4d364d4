package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// [SuitesCases] at the door of a hub that really runs, in the hub's own disk: an admin as `ana@local`,
/// somebody who may only read as `reader@local`, and a pinned port for the scripts that say a user's name
/// themselves.
class DoorSuitesIT extends SuitesCases {
    private static final Pattern PORT = Pattern.compile("sftp -P (\\d+) ");

    private final TempDir dir = TempDir.create("rwxr-xr-x");
    private final Path disk = Daemon.folder(dir, "sftp");
    private final HubFixture hub = HubFixture.over("[ { path: %s }, { path: /, readOnly: true } ]".formatted(disk));
    private final UnderTest found = found();

    private UnderTest found() {
        HubUser reader = hub.user("reader");
        hub.grant(reader, "local", "read");
        Matcher port = PORT.matcher(hub.asked("port", "local", "--persist"));
        if (!port.find()) throw new IllegalStateException("no port was told");
        return new UnderTest(
                hub.port(),
                Integer.parseInt(port.group(1)),
                hostKey(),
                hub.admin().key().privateKey(),
                reader.key().privateKey(),
                disk,
                "ana@local",
                "ana@local",
                "reader@local",
                // It opens /dev/zero. A hub's disk opens no devices, whoever asks.
                Map.of("TestClientWriteToROFile", "/dev/zero: it is a FIFO, a socket or a device"));
    }

    /// The hub's own key with the public half beside it, which the suite wants.
    private Path hostKey() {
        try {
            Path copy = Files.copy(hub.state().resolve("host_key"), dir.resolve("host_key"));
            Files.writeString(dir.resolve("host_key.pub"), hub.hostKey() + "\n");
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    UnderTest server() {
        return found;
    }

    @Test
    void openSshsScriptsAreEight() {
        assertThat(scripts()).hasSize(8);
    }

    @Override
    void stopServer() {
        try (dir) {
            hub.close();
        }
    }
}
