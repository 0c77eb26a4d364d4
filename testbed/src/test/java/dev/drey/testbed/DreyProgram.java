package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The real program, run as a process of its own from the class path of the tests, in a home that is empty but for the
/// configuration a test writes. Closing kills what still runs and removes the home.
final class DreyProgram implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TempDir home = TempDir.create();
    private final List<Process> started = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>();
    private int count;

    /// What a run came to.
    ///
    /// @param raw what it wrote, each byte as one character
    /// @param took how long it ran, the JVM's start included
    record Run(int exit, String raw, String err, Duration took) {
        byte[] bytes() {
            return raw.getBytes(StandardCharsets.ISO_8859_1);
        }

        String out() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        List<String> lines() {
            return out().lines().toList();
        }

        @Override
        public String toString() {
            return "exit " + exit + "\nout: " + out() + "\nerr: " + err;
        }
    }

    /// A run that goes on.
    record Going(Process process, Path out, Path err, long began) {
        Run finished(Duration limit) {
            try {
                if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
                    throw new AssertionError("still running after " + limit + "\n" + Files.readString(err));
                }
                return new Run(
                        process.exitValue(),
                        new String(Files.readAllBytes(out), StandardCharsets.ISO_8859_1),
                        new String(Files.readAllBytes(err), StandardCharsets.UTF_8),
                        Duration.ofNanos(System.nanoTime() - began));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    DreyProgram() {
        mkdir("tmp");
        mkdir("work");
    }

    Path home() {
        return home.path();
    }

    /// Where relative local paths start.
    Path work() {
        return home.resolve("work");
    }

    /// Where journals and the like would lie.
    Path state() {
        return home.resolve(".local/state/drey");
    }

    /// Writes the usual configuration file.
    DreyProgram configured(String yaml) {
        mkdir(".config/drey");
        return write(".config/drey/config.yaml", yaml);
    }

    /// Makes a server known as `box`, whose paths start in its own folder.
    DreyProgram knowing(Sshd sshd) {
        return configured("servers:\n" + server("box", sshd, ""));
    }

    /// The lines of one server for the configuration file.
    ///
    /// @param more further fields, such as `, readyTimeout: 2s`
    static String server(String name, Sshd sshd, String more) {
        return "  %s: { host: %s, port: %d, username: %s, privateKey: %s, knownHostsFile: %s, basePath: %s%s }\n"
                .formatted(
                        name,
                        sshd.host(),
                        sshd.port(),
                        sshd.user(),
                        sshd.clientKey().privateKey(),
                        sshd.knownHostsFile(),
                        sshd.disk(),
                        more);
    }

    /// A file below the home, for its owner alone.
    DreyProgram write(String name, String text) {
        try {
            Files.writeString(home.resolve(name), text);
            Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Sets a variable for every run that follows.
    DreyProgram with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Path mkdir(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run run(String... words) {
        return start(Path.of("/dev/null"), words).finished(LIMIT);
    }

    Run fed(byte[] input, String... words) {
        try {
            Path file = Files.write(home.resolve("tmp/input"), input);
            return start(file, words).finished(LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Going start(Path input, String... words) {
        return start(DreyStart.words(), input, words);
    }

    /// Somebody else's program, which is given the program as one word: a script that becomes it.
    ///
    /// @param before words of that program, before ours
    Run by(List<String> before, String... words) {
        StringBuilder script = new StringBuilder("#!/bin/sh\nexec");
        for (String word : DreyStart.words()) script.append(" '").append(word).append('\'');
        script.append(" '-Duser.home=").append(home.path()).append("' dev.drey.drey.Main \"$@\"\n");
        write("drey", script.toString());
        Path launcher = home.resolve("drey");
        if (!launcher.toFile().setExecutable(true)) throw new IllegalStateException(launcher + " cannot be run");
        List<String> command = new ArrayList<>(before);
        command.add(launcher.toString());
        command.addAll(List.of(words));
        return launch(command, Path.of("/dev/null")).finished(LIMIT);
    }

    /// Another program, in the same home.
    Run other(List<String> command, byte[] input) {
        try {
            Path file = Files.write(home.resolve("tmp/input"), input);
            return launch(command, file).finished(LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A run at a terminal of so many columns; what it wrote to either stream is in `out`.
    Run inTerminal(int columns, String... words) {
        List<String> whole = new ArrayList<>(DreyStart.words());
        whole.add("-Duser.home=" + home.path());
        whole.add("dev.drey.drey.Main");
        whole.addAll(List.of(words));
        StringBuilder command = new StringBuilder("stty cols " + columns + " && TERM=xterm exec");
        for (String word : whole) {
            command.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return launch(List.of("script", "-qefc", command.toString(), "/dev/null"), Path.of("/dev/null"))
                .finished(LIMIT);
    }

    Going start(List<String> java, Path input, String... words) {
        // A shell that runs us in the background has us ignore SIGINT, and a program inherits that: then no Ctrl-C is
        // heard.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.addAll(java);
        command.add("-Duser.home=" + home.path());
        command.add("dev.drey.drey.Main");
        command.addAll(List.of(words));
        return launch(command, input);
    }

    /// A run that is talked to: its input and output are pipes, what it complains of goes to a file.
    ///
    /// @param before words that start it, such as those of a client
    Process talking(List<String> before, String... words) {
        List<String> command = new ArrayList<>(before);
        command.addAll(DreyStart.words());
        command.add("-Duser.home=" + home.path());
        command.add("dev.drey.drey.Main");
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work().toFile())
                .redirectError(complaints().toFile());
        return started(builder);
    }

    /// What the last run that is talked to complains of.
    Path complaints() {
        return home.resolve("tmp/complaints");
    }

    private Going launch(List<String> command, Path input) {
        int number = ++count;
        Path out = home.resolve("tmp/out-" + number);
        Path err = home.resolve("tmp/err-" + number);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work().toFile())
                .redirectInput(input.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        return new Going(started(builder), out, err, System.nanoTime());
    }

    private Process started(ProcessBuilder builder) {
        var environment = builder.environment();
        environment.keySet().removeIf(DreyProgram::isOurs);
        environment.put("HOME", home.path().toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.putAll(variables);
        try {
            Process process = builder.start();
            started.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What would make the program behave otherwise on a developer's machine.
    private static boolean isOurs(String variable) {
        return variable.startsWith("SSH_")
                || variable.startsWith("XDG_")
                || variable.startsWith("DREY_")
                || variable.equals("VISUAL")
                || variable.equals("EDITOR")
                || variable.equals("PAGER")
                || variable.equals("TMPDIR")
                || variable.startsWith("JAVA_")
                || variable.equals("JDK_JAVA_OPTIONS")
                || variable.equals("_JAVA_OPTIONS");
    }

    /// The processes that have not ended yet.
    List<Process> running() {
        return started.stream().filter(Process::isAlive).toList();
    }

    @Override
    public void close() {
        try (home) {
            for (Process process : started) {
                process.destroyForcibly()
                        .onExit()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join();
            }
        }
    }
}
