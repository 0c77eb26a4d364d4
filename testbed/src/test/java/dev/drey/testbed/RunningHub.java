package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// `drey serve` as a process of its own, in a home of its own, with a folder of this machine as its target `local`.
/// Closing stops it as a service manager would and asserts that it left in order.
final class RunningHub implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final DreyProgram drey = new DreyProgram();
    private final int port = freePort();
    private final Path served = drey.mkdir("served");
    private Going going;

    /// @param more further lines of the configuration; `$PORT` is the door's port
    RunningHub(String more, String... words) {
        configured(more);
        this.going = start(words);
    }

    /// Writes the configuration anew.
    void configured(String more) {
        drey.configured("hub: { ssh: \"127.0.0.1:" + port + "\" }\nlocal: { roots: [ { path: " + served + " } ] }\n"
                + more.replace("$PORT", Integer.toString(port)));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Going start(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "serve";
        System.arraycopy(words, 0, all, 1, words.length);
        Going started = drey.start(Path.of("/dev/null"), all);
        Awaitility.await().atMost(START).pollInterval(Duration.ofMillis(50)).until(() -> {
            if (!started.process().isAlive()) throw new AssertionError("it ended: " + log(started));
            return Files.exists(drey.state().resolve("hub.sock"));
        });
        return started;
    }

    private static String log(Going started) {
        try {
            return Files.readString(started.err());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// What it said so far.
    String log() {
        return log(going);
    }

    DreyProgram drey() {
        return drey;
    }

    int port() {
        return port;
    }

    Path served() {
        return served;
    }

    Process process() {
        return going.process();
    }

    /// A command of the same home, that has to work.
    Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s: %s", List.of(words), run).isZero();
        return run;
    }

    /// Stops it in order, and starts it again.
    void restart(String... words) {
        stop();
        going = start(words);
    }

    /// Kills it, and starts it again.
    void killed() throws InterruptedException, IOException {
        going.process().destroyForcibly().waitFor();
        // The next start has to do with what a dead hub left, this name included.
        Files.deleteIfExists(drey.state().resolve("hub.sock"));
        going = start();
    }

    void stop() {
        going.process().destroy();
        Run run = going.finished(Duration.ofSeconds(30));
        assertThat(run.exit()).as("stopping: %s", run).isZero();
        assertThat(drey.state().resolve("hub.sock")).doesNotExist();
    }

    @Override
    public void close() {
        try {
            if (going.process().isAlive()) stop();
        } finally {
            drey.close();
        }
    }
}
