package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A program of this machine that the operator has listed (`console.localCommands`), run without a shell in the
/// first folder that may be touched, without input and without the environment's secrets.
///
/// The call's thread waits for it; two more read what it says. It is not kept to the folders: whoever lists a
/// program trusts it with whatever its arguments name.
final class LocalProgram {
    /// How long one may run where a call says nothing.
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /// Bytes of each output that are kept.
    private static final int KEPT = 1 << 20;

    /// What a program that has ended may have left open is not waited for.
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private static final Set<String> VARIABLES =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    private final Desk desk;
    private final ToolCall call;
    private final String name;
    private final Settings settings;

    LocalProgram(Desk desk, ToolCall call, String name) {
        this.desk = desk;
        this.call = call;
        this.name = name;
        this.settings = desk.settings();
    }

    /// @throws Failed NOT_ALLOWED, or that there is no such command
    Said run() throws Failed {
        check();
        List<String> words = words();
        Optional<Said> asked = CommandConsent.ask(desk, call, () -> Optional.of(plan(words)));
        if (asked.isPresent()) return asked.get();
        Duration limit = Duration.ofMillis(call.arguments().whole("timeout", LIMIT.toMillis()));
        return end(start(words), limit);
    }

    private void check() throws Failed {
        if (!settings.localCommands().contains(name)) throw unlisted();
        if (settings.readOnly()) {
            throw refused(name + " is a program of this machine, and this server is read-only (mcp.readOnly)");
        }
        if (settings.roots().isEmpty()) {
            throw refused(name + " needs a folder of this machine to run in, and none may be touched"
                    + " (drey mcp --root DIR allows one)");
        }
        if (!call.arguments().object("options").values().isEmpty()) {
            throw Targets.wrong(name + " is a program of this machine and takes no options; use args");
        }
    }

    private List<String> words() throws Failed {
        List<String> words = new ArrayList<>(List.of(name));
        for (Object arg : call.arguments().list("args")) words.add(String.valueOf(arg));
        if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
            throw Targets.wrong(name + ": an argument cannot hold a NUL");
        }
        return words;
    }

    /// Nobody knows what a program does: it is told as it would be run.
    private static Plan plan(List<String> words) {
        return Plan.of("run a program of this machine: " + String.join(" ", Echo.of(words)), 0, List.of(), words);
    }

    private Failed unlisted() {
        String shown = Echo.of(name);
        List<String> listed = settings.localCommands();
        String allowed = listed.isEmpty() ? "none may be run" : "only " + String.join(", ", listed) + " may be run";
        return Failure.of(
                        Failure.Code.NOT_FOUND,
                        "'" + shown + "' would be a program of this machine, and " + allowed
                                + " (console.localCommands lists them); commands here begin with sftp-")
                .with("command", "unknown")
                .thrown();
    }

    private static Failed refused(String words) {
        return Failure.of(Failure.Code.NOT_ALLOWED, words).thrown();
    }

    private Process start(List<String> words) throws Failed {
        String folder = settings.roots().getFirst();
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(new File(folder)).redirectInput(new File("/dev/null"));
        builder.environment().keySet().retainAll(VARIABLES);
        try {
            return builder.start();
        } catch (IOException missing) {
            throw Failure.of(
                            Failure.Code.NOT_FOUND,
                            name + " cannot be started in " + folder + ": is it installed, and may it be run?")
                    .with("command", "unknown")
                    .thrown(missing);
        }
    }

    private Said end(Process process, Duration limit) throws Failed {
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Failure.of(
                                Failure.Code.TIMEOUT,
                                name + " was stopped: it ran longer than " + limit.toMillis() + " ms (timeout)")
                        .withKind(Failure.Kind.PERMANENT)
                        .thrown();
            }
            return new Said(process.exitValue(), output.text(), errors.text(), Map.of());
        } catch (InterruptedException cancelled) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, name + " was cancelled and stopped")
                    .thrown(cancelled);
        } finally {
            kill(process.toHandle());
            process.onExit()
                    .completeOnTimeout(process, LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }

    /// With all that it has started: first itself, so that it starts no more.
    private static void kill(ProcessHandle process) {
        List<ProcessHandle> children = process.children().toList();
        process.destroyForcibly();
        children.forEach(LocalProgram::kill);
    }

    /// What is read of one output: all of it, so that the program does not wait, but not all of it is kept.
    private static final class Output {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread reader;
        private long lost;

        Output(InputStream in) {
            reader = Thread.ofVirtual().name("drey-program").start(() -> read(in));
        }

        private void read(InputStream in) {
            byte[] some = new byte[8192];
            try (in) {
                for (int n = in.read(some); n >= 0; n = in.read(some)) keep(some, n);
            } catch (IOException closed) {
                // What was read until then is told.
            }
        }

        private synchronized void keep(byte[] some, int n) {
            int room = Math.min(n, KEPT - kept.size());
            kept.write(some, 0, room);
            lost += n - room;
        }

        String text() throws InterruptedException {
            reader.join(LAST_WORDS);
            synchronized (this) {
                String text = kept.toString(StandardCharsets.UTF_8);
                return lost == 0 ? text : text + "\n… (" + lost + " bytes more are left out)";
            }
        }
    }
}
