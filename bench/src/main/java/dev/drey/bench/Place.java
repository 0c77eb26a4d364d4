package dev.drey.bench;

import dev.drey.testbed.TempDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A folder of this comparison's own on some file system: sources that stay, and a place where each run's
/// result comes to stand and is taken away again.
final class Place implements AutoCloseable {
    /// A file system in memory, so that no disk is measured.
    static final Path MEMORY = Path.of("/dev/shm");

    /// Two files of 4 GiB, and as much again for the programs.
    private static final long ROOM = 16L << 30;

    private static final int TRIES = 20;
    private static final Duration AGAIN = Duration.ofMillis(50);

    private final Path root;
    private int results;

    Place(Path parent) throws IOException {
        this.root = Files.createTempDirectory(parent, "drey-bench-").toRealPath();
    }

    static boolean isMemoryRoomy() throws IOException {
        if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) return false;
        for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
            if (line.startsWith("MemAvailable:")) return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10 > ROOM;
        }
        return false;
    }

    Path root() {
        return root;
    }

    Path source(String name) {
        return root.resolve(name);
    }

    /// A name in a fresh directory, for one run's result.
    Path result() throws IOException {
        Path folder = root.resolve("result-" + results++);
        return Files.createDirectory(folder).resolve("result");
    }

    /// Takes a result away with all that was left beside it; a program that was just killed may still be
    /// writing there.
    void clear(Path result) {
        Path folder = result.getParent() == null ? result : result.getParent();
        for (int tried = 1; ; tried++) {
            try {
                TempDir.delete(folder);
                return;
            } catch (IOException still) {
                if (tried == TRIES) throw new UncheckedIOException("cannot remove " + folder, still);
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    /// Takes a source away that no further row needs.
    void drop(Path source) throws IOException {
        TempDir.delete(source);
    }

    @Override
    public void close() {
        try {
            TempDir.delete(root);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + root, e);
        }
    }
}
