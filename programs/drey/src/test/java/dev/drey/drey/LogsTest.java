package dev.drey.drey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.drey.cli.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Setting up the log while another thread logs for the first time, as happens at a busy start.
@Timeout(60)
class LogsTest {
    @TempDir
    Path services;

    /// Found before ours, and slow.
    public static final class SlowStart extends ContextAwareBase implements Configurator {
        static final CountDownLatch BEGUN = new CountDownLatch(1);

        @Override
        public ExecutionStatus configure(LoggerContext context) {
            BEGUN.countDown();
            try {
                Thread.sleep(500);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
        }
    }

    /// The log's library is set up once in a process, so this is one.
    static final class Start {
        public static void main(String[] arguments) throws InterruptedException {
            Thread.ofPlatform().start(() -> LoggerFactory.getLogger("first").info("first"));
            SlowStart.BEGUN.await();
            Logs.set(Configuration.LogSettings.DEFAULTS);
            System.out.println("set");
        }
    }

    private static Level level(String asked, String logger) {
        LoggerContext context = new LoggerContext();
        Logs.set(context, new Configuration.LogSettings(asked, "text", Optional.empty(), 1 << 20, 1));
        return context.getLogger(logger).getEffectiveLevel();
    }

    /// What strangers send is written by classes of the library, and by those that we derive from them.
    @Test
    void theSshLibraryIsHeardOnlyByWhoAsksForIt() {
        for (String name : List.of("org.apache.sshd.x", "dev.drey.ssh.AcceptedSession", "dev.drey.ssh.CountedTries")) {
            for (String asked : List.of("error", "warn", "info"))
                assertThat(level(asked, name)).as(name + " at " + asked).isEqualTo(Level.OFF);
            for (String asked : List.of("debug", "trace"))
                assertThat(level(asked, name)).as(name + " at " + asked).isIn(Level.INFO, Level.WARN);
        }
        for (String asked : List.of("error", "warn", "info", "debug"))
            assertThat(level(asked, "dev.drey.ssh.ssh")).isEqualTo(Level.toLevel(asked));
    }

    @Test
    void theLogIsSetAlthoughAnotherThreadIsStillStartingIt() throws IOException, InterruptedException {
        Path entry = services.resolve("META-INF/services/" + Configurator.class.getName());
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, SlowStart.class.getName() + "\n");
        Path out = services.resolve("out");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        services + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                        Start.class.getName()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(out)).contains("set").doesNotContain("Exception");
        assertThat(process.exitValue()).isZero();
    }
}
