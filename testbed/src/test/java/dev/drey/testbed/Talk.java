package dev.drey.testbed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A process that is talked to in JSON, one object a line. A thread of its own reads what it says.
final class Talk implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final List<Heard> all = new CopyOnWriteArrayList<>();
    private final Thread ear;

    Talk(Process process) {
        this.process = process;
        this.ear = Thread.ofVirtual().name("ear").start(this::listen);
    }

    private void listen() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) hear(object(line));
        } catch (IOException gone) {
            heard.add(new Heard(Map.of("gone", String.valueOf(gone.getMessage()))));
        }
    }

    private void hear(Heard said) {
        all.add(said);
        heard.add(said);
    }

    /// Everything that was said so far, taken or not.
    List<Heard> all() {
        return List.copyOf(all);
    }

    /// A line that is no JSON object is kept as it is, so that a test fails by it.
    private static Heard object(String line) {
        try {
            Heard heard = Heard.parse(line);
            if (heard.value() instanceof Map<?, ?>) return heard;
        } catch (RuntimeException malformed) {
            return new Heard(Map.of("malformed", line));
        }
        return new Heard(Map.of("malformed", line));
    }

    void say(Map<String, ?> object) {
        say(Heard.JSON.writeValueAsBytes(object));
    }

    /// Some bytes and a line's end.
    void say(byte[] line) {
        try {
            OutputStream out = process.getOutputStream();
            out.write(line);
            out.write('\n');
            out.flush();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// The next object that fits; others before it are dropped.
    Heard await(Predicate<Heard> fits) {
        long end = System.nanoTime() + LIMIT.toNanos();
        try {
            while (true) {
                Heard next = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) throw new AssertionError("nothing that fits was said within " + LIMIT);
                if (fits.test(next)) return next;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    /// What was said and not yet taken, when nothing more can come.
    List<Heard> rest() throws InterruptedException {
        ear.join(LIMIT);
        return List.copyOf(heard);
    }

    /// Says no more.
    void hangUp() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /// Waits for its end.
    int ended(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS))
            throw new AssertionError("still running after " + limit);
        return process.exitValue();
    }

    Process process() {
        return process;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
