package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.sftp.client.SftpClient;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Moved;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Proof;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One file between the real disk and OpenSSH's own `sftp-server`.
@Timeout(120)
class FileMoveOnPipesIT {
    private static final int SIZE = 24_000_000;
    private static final int KILLS = 6;

    private TempDir dir;
    private SftpServerPipes server;
    private Transfers transfers;

    @BeforeEach
    void start() throws IOException {
        dir = TempDir.create();
        server = SftpServerPipes.start();
        transfers = new Transfers(dir.resolve("state"), Observer.NOBODY, Bandwidth.UNLIMITED, 8, ShellHash.NONE);
        byte[] bytes = new byte[SIZE];
        new Random(5).nextBytes(bytes);
        Files.write(dir.resolve("a"), bytes);
        Files.setPosixFilePermissions(dir.resolve("a"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.setLastModifiedTime(dir.resolve("a"), FileTime.from(Instant.parse("2021-03-04T05:06:07Z")));
    }

    @AfterEach
    void stop() {
        server.close();
        dir.close();
    }

    private Moved move(FileTree remote, boolean put, String from, String to, Options options) throws Failed {
        try (LocalTree local = new LocalTree(dir.path())) {
            RemotePath source = RemotePath.of(dir.resolve(from).toString());
            RemotePath target = RemotePath.of(dir.resolve(to).toString());
            End here = new End(local, put ? source : target, "local", true);
            End there = new End(remote, put ? target : source, "pipes", false);
            Transfer transfer = new Transfer(from, to);
            return transfers.file(transfer, put ? here : there, put ? there : here, options);
        }
    }

    private static Options limited(long bytesPerSecond) {
        Pace usual = Pace.DEFAULTS;
        Pace.Retry never = new Pace.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1));
        return Options.DEFAULTS.withPace(new Pace(
                Bandwidth.of(bytesPerSecond),
                usual.concurrency(),
                usual.chunkSize(),
                usual.windowSize(),
                usual.limit(),
                never));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(dir.path())) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileGoesThereAndBackWithModeAndTime() throws IOException {
        try (FileTree remote = SftpClient.over(server)) {
            Moved put = move(remote, true, "a", "b", Options.DEFAULTS.withVerify(true));
            Moved got = move(remote, false, "b", "c", Options.DEFAULTS.withVerify(true));
            assertThat(put.verifiedBy()).contains(Proof.REREAD);
            assertThat(put.atomic() && got.atomic()).isTrue();
            assertThat(put.warnings()).isEmpty();
        }
        for (String name : List.of("b", "c")) {
            Path file = dir.resolve(name);
            assertThat(Files.mismatch(dir.resolve("a"), file)).isEqualTo(-1);
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(Files.getLastModifiedTime(dir.resolve("a")));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rwxr-x---");
        }
        assertThat(names()).containsExactly("a", "b", "c", "state");
    }

    @Test
    void aServerKilledAtAnyMomentLeavesTheOldFileAndTheNextRunGoesOn() throws IOException {
        for (int i = 0; i < KILLS; i++) {
            boolean put = i % 2 == 0;
            Files.writeString(dir.resolve("b"), "old");
            killedMeanwhile(put, 200L + 150L * i);
            assertThat(Files.readString(dir.resolve("b"))).isEqualTo("old");
            try (FileTree remote = SftpClient.over(server)) {
                Moved moved = move(remote, put, "a", "b", Options.DEFAULTS);
                assertThat(moved.resumedFrom()).isPositive();
                assertThat(moved.provedBy()).contains(Proof.JOURNAL);
            }
            assertThat(Files.mismatch(dir.resolve("a"), dir.resolve("b"))).isEqualTo(-1);
            assertThat(names()).containsExactly("a", "b", "state");
            Files.delete(dir.resolve("b"));
        }
    }

    private void killedMeanwhile(boolean put, long millis) throws IOException {
        try (FileTree remote = SftpClient.over(server)) {
            AtomicReference<String> ended = new AtomicReference<>("");
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    move(remote, put, "a", "b", limited(12_000_000));
                    ended.set("moved");
                } catch (Failed failed) {
                    ended.set(failed.code().name());
                }
            });
            await().atMost(Duration.ofSeconds(20)).until(this::isSideFileGrown);
            await().pollDelay(Duration.ofMillis(millis))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> true);
            server.killServers();
            await().atMost(Duration.ofSeconds(30)).until(() -> !thread.isAlive());
            assertThat(ended.get()).isEqualTo("CONNECTION_LOST");
        }
    }

    private boolean isSideFileGrown() throws IOException {
        for (String name : names()) {
            if (name.endsWith(".drey-part") && Files.size(dir.resolve(name)) > 2_500_000) return true;
        }
        return false;
    }
}
