package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;

/// A server process on a free loopback port with a folder of its own; tries another port when one has been taken.
final class Daemon implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int PORT_TRIES = 5;

    private final TempDir dir;
    private final int port;
    private final Child child;

    private Daemon(TempDir dir, int port, Child child) {
        this.dir = dir;
        this.port = port;
        this.child = child;
    }

    /// @param dir closed with the daemon, and when it cannot be started
    /// @param command the words that start it on a port; may write files first
    static Daemon start(TempDir dir, String name, IntFunction<List<String>> command) {
        for (int tried = 1; ; tried++) {
            int port = Ports.free();
            Child child = Child.daemon(name, dir.resolve("log"), command.apply(port));
            try {
                Ports.awaitListening(child, port, START_LIMIT);
                return new Daemon(dir, port, child);
            } catch (IllegalStateException failed) {
                boolean taken = child.log().toLowerCase(java.util.Locale.ROOT).contains("address already in use");
                child.close();
                if (taken && tried < PORT_TRIES) continue;
                dir.close();
                throw failed;
            }
        }
    }

    /// Makes a folder that everybody may write.
    static Path folder(TempDir dir, String name) {
        try {
            Path folder = Files.createDirectory(dir.resolve(name));
            Files.setAttribute(folder, "unix:mode", 0777);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    Child child() {
        return child;
    }

    @Override
    public void close() {
        try (dir) {
            child.close();
        }
    }
}
