package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The line dies, or this process does, at one byte after the other; then the same command runs again.
@Timeout(120)
class CutTest {
    private static final int SIZE = 3_000_000;
    private static final int CUTS = 50;
    private static final Options ONCE = Options.DEFAULTS.withPace(once());

    @TempDir
    Path temp;

    private static Pace once() {
        Pace.Retry never = new Pace.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1));
        Pace usual = Pace.DEFAULTS;
        return new Pace(
                usual.bandwidth(), usual.concurrency(), usual.chunkSize(), usual.windowSize(), usual.limit(), never);
    }

    @Test
    void aPutThatIsCutAnywhereIsRightAfterTheNextRunAndSendsLittleAgain() throws IOException {
        for (int i = 0; i < CUTS; i++) cutPut(i, SIZE / CUTS * i + 1, false);
    }

    @Test
    void aPutWhoseProcessIsKilledAnywhereIsRightAfterTheNextRun() throws IOException {
        for (int i = 0; i < CUTS; i++) cutPut(1000 + i, SIZE / CUTS * i + 7, true);
    }

    @Test
    void aGetThatIsCutAnywhereIsRightAfterTheNextRunAndAsksForLittleAgain() throws IOException {
        for (int i = 0; i < CUTS; i++) cutGet(2000 + i, SIZE / CUTS * i + 1, false);
    }

    @Test
    void aGetWhoseProcessIsKilledAnywhereIsRightAfterTheNextRun() throws IOException {
        for (int i = 0; i < CUTS; i++) cutGet(3000 + i, SIZE / CUTS * i + 3, true);
    }

    private void cutPut(int seed, long at, boolean killed) throws IOException {
        Path state = temp.resolve("put" + seed);
        MemoryTree here = new MemoryTree();
        MemoryTree disk = new MemoryTree();
        Yard yard = new Yard(state, here, disk);
        byte[] bytes = Yard.bytes(SIZE + seed);
        byte[] old = Yard.bytes(1000);
        Yard.write(here, "/a", bytes);
        Yard.write(disk, "/b", old);
        yard.transfers();
        Snapshot snapshot = new Snapshot(state);
        Rigged line = new Rigged(disk, seed).without(Checksums.class).dyingAfter(at, snapshot::take);
        Throwable broken = catchThrowable(() -> yard.move(Yard.local(here, "/a"), Yard.remote(line, "/b"), ONCE));
        assertThat(broken).isInstanceOf(Failed.class);
        assertThat(Yard.read(disk, "/b")).as("old file after cut %d", seed).isEqualTo(old);
        if (killed) snapshot.restore();
        line.revive();
        long acknowledged = line.acknowledged();
        long before = written(line);
        Moved moved = yard.fresh().file(new Transfer("a", "b"), Yard.local(here, "/a"), Yard.remote(line, "/b"), ONCE);
        assertThat(Yard.read(disk, "/b")).as("cut %d at %d", seed, at).isEqualTo(bytes);
        assertThat(Yard.names(disk, "/")).containsExactly("b");
        long again = written(line) - before - (bytes.length - acknowledged);
        assertThat(again)
                .as(
                        "sent again after cut %d at %d: %s, acknowledged %d, from %d by %s",
                        seed, at, broken, acknowledged, moved.resumedFrom(), moved.provedBy())
                .isLessThanOrEqualTo(1 << 20);
        assertThat(moved.resumedFrom()).isGreaterThanOrEqualTo(acknowledged - (1 << 20));
    }

    private static long written(Rigged line) {
        return line.asked("write").stream().mapToLong(Rigged.Asked::length).sum();
    }

    private void cutGet(int seed, long at, boolean killed) throws IOException {
        Path state = temp.resolve("get" + seed);
        MemoryTree here = new MemoryTree();
        MemoryTree disk = new MemoryTree();
        Yard yard = new Yard(state, here, disk);
        byte[] bytes = Yard.bytes(SIZE + seed);
        Yard.write(disk, "/a", bytes);
        Instant old = Instant.now().minusSeconds(3600);
        disk.setAttributes(RemotePath.of("/a"), dev.drey.files.Changes.ofTimes(old, old));
        yard.transfers();
        Snapshot snapshot = new Snapshot(state);
        Rigged line = new Rigged(disk, seed).without(Checksums.class).dyingAfter(at, snapshot::take);
        if (seed % 2 == 0) line.shortReads(50_000);
        Throwable broken = catchThrowable(() -> yard.move(Yard.remote(line, "/a"), Yard.local(here, "/b"), ONCE));
        assertThat(broken).isInstanceOf(Failed.class);
        assertThat(Yard.names(here, "/")).doesNotContain("b");
        if (killed) snapshot.restore();
        line.revive();
        long noted = noted(state);
        long before = line.bytes();
        Moved moved = yard.fresh().file(new Transfer("a", "b"), Yard.remote(line, "/a"), Yard.local(here, "/b"), ONCE);
        assertThat(Yard.read(here, "/b")).as("cut %d at %d", seed, at).isEqualTo(bytes);
        assertThat(Yard.names(here, "/")).containsExactly("b");
        long asked = line.bytes() - before;
        assertThat(asked).isLessThanOrEqualTo(bytes.length - moved.resumedFrom() + (1 << 20) + 250_000);
        assertThat(moved.resumedFrom()).as("cut %d at %d", seed, at).isGreaterThanOrEqualTo(noted);
        long safe = Long.parseLong(((Failed) broken).failure().detail().getOrDefault("safeBytes", "0"));
        if (!killed)
            assertThat(moved.resumedFrom()).as("cut %d at %d", seed, at).isEqualTo(safe);
    }

    private static long noted(Path state) throws IOException {
        try (var all = Files.list(state)) {
            for (Path file : all.filter(f -> f.toString().endsWith(".journal")).toList()) {
                return Journal.read(file).orElseThrow().acknowledged();
            }
        }
        return 0;
    }

    /// The state directory as it was at the moment of death.
    private static final class Snapshot {
        private final Path directory;
        private final Map<Path, byte[]> files = new HashMap<>();

        Snapshot(Path directory) {
            this.directory = directory;
        }

        void take() {
            try (var all = Files.list(directory)) {
                for (Path file :
                        all.filter(f -> f.toString().endsWith(".journal")).toList()) {
                    files.put(file, Files.readAllBytes(file));
                }
            } catch (IOException trouble) {
                throw new UncheckedIOException(trouble);
            }
        }

        void restore() throws IOException {
            try (var all = Files.list(directory)) {
                List<Path> now =
                        all.filter(f -> f.toString().endsWith(".journal")).toList();
                for (Path file : now) Files.delete(file);
            }
            for (var file : files.entrySet()) Files.write(file.getKey(), file.getValue());
        }
    }
}
