package dev.drey.drey;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.drey.cli.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
