package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.sftp.client.SftpClient;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.MovedTree;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Pace;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import dev.drey.transfer.Transfers;
import dev.drey.transfer.TreeOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whole trees to and from OpenSSH's `sftp-server`.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TreeTransferIT {
    private static final Instant OLD = Instant.parse("2024-02-29T01:02:03Z");

    private TempDir dir;
    private SftpServerPipes server;
    private LocalTree near;

    @BeforeEach
    void start() {
        dir = TempDir.create();
        server = SftpServerPipes.start();
        near = new LocalTree(dir.path());
    }

    @AfterEach
    void stop() {
        near.close();
        server.close();
        dir.close();
    }

    private MovedTree move(Transfer transfer, End from, End to, Observer observer) throws Failed {
        Options.Keeping usual = Options.Keeping.DEFAULTS;
        Options exact = Options.DEFAULTS
                .withKeeping(new Options.Keeping(
                        true, true, false, false, OptionalInt.empty(), usual.uid(), usual.gid(), false))
                .withPace(quick());
        return new Transfers(dir.resolve("state"), observer, Bandwidth.UNLIMITED, 4, ShellHash.NONE)
                .tree(transfer, from, to, exact, TreeOptions.DEFAULTS);
    }

    private static Pace quick() {
        Pace usual = Pace.DEFAULTS;
        Pace.Retry retry = new Pace.Retry(2, Duration.ofMillis(10), Duration.ofMillis(20), 2, Duration.ofSeconds(5));
        return new Pace(usual.bandwidth(), 8, usual.chunkSize(), usual.windowSize(), usual.limit(), retry);
    }

    private End here(String name) {
        return new End(near, LocalTree.path(dir.resolve(name)), "local", true);
    }

    private End there(FileTree far, String name) {
        return new End(far, LocalTree.path(dir.resolve(name)), "pipes", false);
    }

    private Path file(Path path, byte[] content) throws IOException {
        Files.write(path, content);
        Files.setLastModifiedTime(path, FileTime.from(OLD));
        return path;
    }

    /// Every path with its mode, its time to the second (not of links), and what it holds.
    private static Map<String, String> seen(Path root) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all::iterator)
                seen.put(root.relativize(path).toString(), look(path));
        }
        return seen;
    }

    private static List<String> differences(Path left, Path right) throws IOException {
        Map<String, String> one = seen(left);
        Map<String, String> other = seen(right);
        Set<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(one.get(name), other.get(name)))
                .map(name -> name + ": " + one.get(name) + " / " + other.get(name))
                .toList();
    }

    private static String look(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) return "-> " + Files.readSymbolicLink(path);
        String facts = PosixFilePermissions.toString(Files.getPosixFilePermissions(path)) + " "
                + Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .getEpochSecond();
        return Files.isDirectory(path) ? facts : facts + " " + java.util.Arrays.hashCode(Files.readAllBytes(path));
    }

    private void makeTree(Path root) throws IOException {
        byte[] large = new byte[5 << 20];
        new Random(7).nextBytes(large);
        for (int d = 0; d < 20; d++) {
            Path below = Files.createDirectories(root.resolve("d" + d).resolve("e"));
            for (int f = 0; f < 50; f++) {
                file(
                        below.resolve("f" + f),
                        ("content " + d + " " + f).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        for (String odd :
                new String[] {"a b", "\"q'", "new\nline", "😀", "c:d", "-rf", "...", "n".repeat(255), "b\\s"}) {
            file(root.resolve(odd), new byte[] {1});
        }
        file(root.resolve("large"), large);
        file(root.resolve("none"), new byte[0]);
        Files.setPosixFilePermissions(
                file(root.resolve("tool"), new byte[9]), PosixFilePermissions.fromString("r-xr-x--x"));
        Files.createDirectories(root.resolve("empty").resolve("too"));
        Files.createSymbolicLink(root.resolve("d0").resolve("link"), Path.of("../large"));
        Files.setPosixFilePermissions(root.resolve("d1"), PosixFilePermissions.fromString("r-xr-x---"));
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                Files.setLastModifiedTime(
                        path, FileTime.from(OLD.plusSeconds(path.toString().length())));
            }
        }
    }

    @Test
    void aTreeGoesThereAndBackAndIsTheSame() throws Exception {
        makeTree(dir.resolve("src"));
        try (FileTree far = SftpClient.over(server)) {
            MovedTree put = move(new Transfer("a", "b"), here("src"), there(far, "far"), Observer.NOBODY);
            assertThat(put.failures()).isEmpty();
            assertThat(put.warnings()).isEmpty();
            assertThat(put.files()).isEqualTo(1012);
            assertThat(differences(dir.resolve("far"), dir.resolve("src"))).isEmpty();
            MovedTree get = move(new Transfer("b", "c"), there(far, "far"), here("back"), Observer.NOBODY);
            assertThat(get.failures()).isEmpty();
            assertThat(differences(dir.resolve("back"), dir.resolve("src"))).isEmpty();
            // Once more over what is there, replacing every file.
            assertThat(move(new Transfer("a", "b"), here("src"), there(far, "far"), Observer.NOBODY)
                            .failures())
                    .isEmpty();
            assertThat(differences(dir.resolve("far"), dir.resolve("src"))).isEmpty();
        }
        makeRemovable(dir.path());
    }

    private static void makeRemovable(Path root) throws IOException {
        for (String top : new String[] {"src", "far", "back"}) {
            Path readOnly = root.resolve(top).resolve("d1");
            if (Files.exists(readOnly))
                Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("rwxr-x---"));
        }
    }

    @Test
    void afterTheServerDiedTheSameCommandGoesOn() throws Exception {
        Path source = Files.createDirectory(dir.resolve("src"));
        for (int i = 0; i < 1500; i++) file(source.resolve("f" + i), new byte[2000]);
        CountDownLatch some = new CountDownLatch(300);
        Observer counting = event -> {
            if (event instanceof TransferEvent.FileCompleted) some.countDown();
        };
        Thread killer = Thread.ofPlatform().daemon().start(() -> {
            try {
                if (some.await(30, TimeUnit.SECONDS)) server.killServers();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        try (FileTree far = SftpClient.over(server)) {
            MovedTree broken = move(new Transfer("a", "b"), here("src"), there(far, "far"), counting);
            assertThat(broken.isWhole()).isFalse();
            assertThat(broken.files()).isBetween(300L, 1499L);
        }
        assertThat(killer.join(Duration.ofSeconds(10))).isTrue();
        try (FileTree far = SftpClient.over(server)) {
            MovedTree again = move(new Transfer("a", "b"), here("src"), there(far, "far"), Observer.NOBODY);
            assertThat(again.failures()).isEmpty();
            assertThat(again.files()).isEqualTo(1500);
            assertThat(again.resumedBytes()).isGreaterThanOrEqualTo(200 * 2000);
        }
        assertThat(differences(dir.resolve("far"), source)).isEmpty();
    }

    @Test
    void aCancelWhileTheServerStandsStillEndsSoonAndLeavesNothingUnderAFinalName() throws Exception {
        Path source = Files.createDirectory(dir.resolve("src"));
        for (int i = 0; i < 500; i++) file(source.resolve("f" + i), new byte[5000]);
        Transfer reins = new Transfer("a", "b");
        CountDownLatch some = new CountDownLatch(20);
        AtomicReference<Failure.Code> end = new AtomicReference<>(Failure.Code.INTERNAL);
        try (FileTree far = SftpClient.over(server)) {
            Thread mover = Thread.ofVirtual().start(() -> {
                try {
                    move(reins, here("src"), there(far, "far"), event -> {
                        if (event instanceof TransferEvent.FileCompleted) some.countDown();
                    });
                } catch (Failed failed) {
                    end.set(failed.code());
                }
            });
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            server.freeze();
            long begun = System.nanoTime();
            reins.cancel();
            assertThat(mover.join(Duration.ofSeconds(12))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
            server.killServers();
        }
        assertThat(end.get()).isEqualTo(Failure.Code.CANCELLED);
        for (Map.Entry<String, String> entry : seen(dir.resolve("far")).entrySet()) {
            if (entry.getKey().startsWith(".") || entry.getKey().isEmpty()) continue;
            assertThat(Files.size(dir.resolve("far").resolve(entry.getKey()))).isEqualTo(5000);
        }
    }

    @Test
    void aTargetThatIsAFileFailsTheWhole() throws Exception {
        Files.createDirectory(dir.resolve("src"));
        file(dir.resolve("src").resolve("x"), new byte[1]);
        file(dir.resolve("far"), new byte[1]);
        try (FileTree far = SftpClient.over(server)) {
            MovedTree moved = move(new Transfer("a", "b"), here("src"), there(far, "far"), Observer.NOBODY);
            assertThat(moved.isWhole()).isFalse();
            assertThatThrownBy(() -> move(new Transfer("a", "b"), here("gone"), there(far, "far2"), Observer.NOBODY))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Failure.Code.NOT_FOUND));
        }
    }
}
