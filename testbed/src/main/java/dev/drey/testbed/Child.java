package dev.drey.testbed;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A child process with everything it starts, killed as a tree when closed. What it says on stderr goes to a file.
public final class Child implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /// Starts a daemon: no input, both outputs to `log`.
    public static Child daemon(String name, Path log, List<String> command) {
        ProcessBuilder builder = builder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(Path.of("/dev/null").toFile());
        return new Child(name, start(builder), log);
    }

    /// Starts a process whose stdin and stdout are ours, stderr to `log`.
    public static Child onPipes(String name, Path log, List<String> command) {
        ProcessBuilder builder = builder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Child(name, start(builder), log);
    }

    /// Runs a command to its end and gives what it printed, both outputs together.
    ///
    /// @throws IllegalStateException when it fails or takes longer than a minute
    public static String run(String... command) {
        try (TempDir dir = TempDir.create();
                Child child = daemon(command[0], dir.resolve("out"), List.of(command))) {
            int status = child.await(Duration.ofMinutes(1));
            String said = child.log();
            if (status != 0) throw new IllegalStateException(String.join(" ", command) + ": " + status + "\n" + said);
            return said;
        }
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().keySet().removeIf(key -> key.startsWith("SSH_") || key.equals("JAVA_TOOL_OPTIONS"));
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Process process() {
        return process;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /// Waits for the end and gives the exit status.
    public int await(Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " ran", e);
        }
        throw new IllegalStateException(name + " still runs after " + limit + "\n" + log());
    }

    /// What the process has said so far.
    public String log() {
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills what the process has started, at once and without farewell (SIGKILL), and leaves itself alive.
    public void killChildren() {
        process.descendants().toList().forEach(ProcessHandle::destroyForcibly);
    }

    /// Sends a signal to the process and all it has started, such as `STOP` and `CONT`.
    public void signal(String signal) {
        List<String> pids = tree().map(handle -> Long.toString(handle.pid())).toList();
        run(Stream.concat(Stream.of("kill", "-" + signal), pids.stream()).toArray(String[]::new));
    }

    private Stream<ProcessHandle> tree() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
    }

    /// Kills the whole tree and waits until it is gone.
    @Override
    public void close() {
        List<ProcessHandle> tree = tree().toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        await(GRACE);
        for (ProcessHandle handle : tree) {
            handle.onExit().orTimeout(GRACE.toSeconds(), TimeUnit.SECONDS).join();
        }
        closeStreams();
    }

    private void closeStreams() {
        for (Closeable stream :
                List.<Closeable>of(process.getInputStream(), process.getOutputStream(), process.getErrorStream())) {
            try {
                stream.close();
            } catch (IOException brokenPipe) {
                // What was still to be flushed was meant for the process that has just been killed.
            }
        }
    }
}
