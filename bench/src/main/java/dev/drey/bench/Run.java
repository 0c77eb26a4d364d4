package dev.drey.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// One run of a program from its start to its end, which the calling thread waits for.
///
/// @param seconds until it had ended
/// @param stopped whether it was killed because its time was over
/// @param start, said the first and the last of what it said, each on one line
public record Run(double seconds, int status, boolean stopped, String start, String said) {
    private static final int SHOWN = 300;

    /// What happens beside a run, again and again until it ends.
    public interface Watch {
        /// @param pid of the program
        void look(long pid);

        Watch NOTHING = pid -> {};
    }

    /// Runs a command with no input; both outputs go to `log`.
    ///
    /// @param environment all of it
    /// @param limit afterwards it is killed with all it started
    /// @param every how often the watch looks
    public static Run of(
            List<String> command,
            Map<String, String> environment,
            Path log,
            Duration limit,
            Duration every,
            Watch watch)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        boolean stopped = false;
        try {
            while (!process.waitFor(every.toNanos(), TimeUnit.NANOSECONDS)) {
                watch.look(process.pid());
                stopped = System.nanoTime() - start > limit.toNanos();
                if (stopped) break;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            if (stopped) kill(process);
            int status = process.waitFor();
            String said = Files.readString(log, StandardCharsets.ISO_8859_1);
            return new Run(seconds, status, stopped, first(said), last(said));
        } finally {
            kill(process);
        }
    }

    private static void kill(Process process) {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private static String first(String said) {
        return said.strip().lines().findFirst().orElse("");
    }

    private static String last(String said) {
        String all = said.strip().replaceAll("\\s+", " ");
        return all.length() <= SHOWN ? all : "… " + all.substring(all.length() - SHOWN);
    }

    /// @throws IOException unless it ended by itself and well
    Run orFail(String name, Duration limit) throws IOException {
        if (stopped) throw new IOException(String.format(Locale.ROOT, "%s: not done in %d s", name, limit.toSeconds()));
        if (status != 0) throw new IOException(name + ": status " + status + ": " + said);
        return this;
    }
}
