package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// OpenSSH's own `sftp` as the client: of our server, and, for comparison, of OpenSSH's.
@Timeout(120)
class SftpServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final byte[] CONTENT = random(3_000_000);

    private final TempDir dir = TempDir.create();
    private final Path remote = dir.resolve("remote");
    private final Path local = dir.resolve("local");
    private int runs;

    /// How a session ended and what it left.
    private record Outcome(String said, Map<String, String> remote, Map<String, String> local) {}

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void twoEmptyPlaces() throws IOException {
        for (Path place : List.of(remote, local)) {
            TempDir.delete(place);
            Files.createDirectory(place);
        }
    }

    @AfterEach
    void nothingStays() {
        dir.close();
    }

    /// A program that `sftp -D` can start: a path without words behind it.
    private Path script(String name, String command) throws IOException {
        Path script = dir.resolve(name);
        Files.writeString(script, "#!/bin/sh\nexec " + command + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private Path ours(String tree) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return script(
                "ours",
                java + " -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp '"
                        + path + "' dev.drey.testbed.ServeStdio " + tree + " 2>>'" + dir.resolve("ours.log") + "'");
    }

    private Path theirs() throws IOException {
        return script("theirs", SftpServer.PROGRAM + " -d " + remote);
    }

    private String sftp(Path server, String... commands) throws IOException {
        Path batch = dir.resolve("batch");
        Files.write(batch, List.of(commands));
        Path log = dir.resolve("said-" + runs++);
        List<String> words = List.of(
                "sh", "-c", "cd '" + local + "' && umask 022 && exec sftp -b '" + batch + "' -D '" + server + "'");
        try (Child child = Child.daemon("sftp", log, words)) {
            child.await(LIMIT);
            return child.log();
        }
    }

    /// The same commands to both servers, from the same start.
    private Outcome same(String... commands) throws IOException {
        prepare();
        Outcome theirs = outcome(sftp(theirs(), commands));
        twoEmptyPlaces();
        prepare();
        Outcome ours = outcome(sftp(ours(remote.toString()), commands));
        assertThat(timeless(ours.said())).isEqualTo(timeless(theirs.said()));
        assertThat(ours.remote()).isEqualTo(theirs.remote());
        assertThat(ours.local()).isEqualTo(theirs.local());
        return ours;
    }

    /// The two runs may fall into two minutes.
    private static String timeless(String said) {
        return said.replaceAll("(?m)\\d\\d:\\d\\d (?=[a-d]$)", "hh:mm ");
    }

    private void prepare() throws IOException {
        Files.write(local.resolve("big"), CONTENT);
        Files.writeString(local.resolve("small"), "small\n");
        Files.write(local.resolve("start"), java.util.Arrays.copyOf(CONTENT, 1_000_000));
        Path tree = Files.createDirectories(local.resolve("tree/sub/empty"));
        Files.writeString(tree.resolveSibling("f1"), "one");
        Files.writeString(tree.resolveSibling("name with blank"), "two");
        Files.writeString(tree.resolveSibling("ünï-☃"), "three");
    }

    private Outcome outcome(String said) throws IOException {
        return new Outcome(said, tree(remote), tree(local));
    }

    /// Every path with its kind, mode, and content's hash.
    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) all.put(root.relativize(path).toString(), about(path));
        }
        return all;
    }

    private static String about(Path path) throws IOException {
        var mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        String kind = Integer.toOctalString((int) mode);
        if (Files.isSymbolicLink(path)) return kind + " -> " + Files.readSymbolicLink(path);
        if (Files.isDirectory(path)) return kind;
        var links = Files.getAttribute(path, "unix:nlink");
        return kind + " " + links + " " + java.util.Arrays.hashCode(Files.readAllBytes(path));
    }

    @Test
    void filesGoUpAndComeBack() throws IOException {
        Outcome outcome = same(
                "put big up",
                "get up down",
                "rename up moved",
                "put -p small",
                "put -f small synced",
                "get -p small again",
                "rm small");
        assertThat(Files.readAllBytes(local.resolve("down"))).isEqualTo(CONTENT);
        assertThat(outcome.remote()).containsOnlyKeys("", "moved", "synced");
    }

    @Test
    void treesGoUpAndComeBack() throws IOException {
        Outcome outcome = same("put -Rp tree", "get -Rp tree back", "rm tree/sub/f1", "rmdir tree/sub/empty");
        assertThat(outcome.local()).containsKeys("back/sub/empty", "back/sub/ünï-☃", "back/sub/name with blank");
    }

    @Test
    void linksAndModesAreMade() throws IOException {
        Outcome outcome = same(
                "put small f",
                "ln -s f link",
                "ln f hard",
                "chmod 4755 f",
                "mkdir d",
                "chmod 3770 d",
                "chown 12 f",
                "chgrp 34 f",
                "rename f d/g",
                "cp hard copy",
                "pwd",
                "cd d",
                "pwd");
        assertThat(outcome.remote().get("link")).endsWith("-> f");
        assertThat(outcome.remote().get("d/g")).startsWith("100");
        assertThat(outcome.remote().get("d")).isEqualTo("43770");
    }

    @Test
    void interruptedTransfersAreResumed() throws IOException {
        Outcome outcome = same("put start big", "reput big big", "lmkdir x", "get big x/whole", "reget big start");
        assertThat(Files.readAllBytes(remote.resolve("big"))).isEqualTo(CONTENT);
        assertThat(Files.readAllBytes(local.resolve("start"))).isEqualTo(CONTENT);
        assertThat(outcome.said()).doesNotContain("Couldn't");
    }

    @Test
    void directoriesAreListedAlike() throws IOException {
        same(
                "put small b",
                "put big a",
                "ln -s a c",
                "mkdir d",
                "put small d/.hidden",
                "chmod 4711 b",
                "chmod 1777 d",
                "ls",
                "ls -l",
                "ls -ln",
                "ls -1S",
                "ls d",
                "ls b*",
                "ls none");
    }

    @Test
    void refusalsAreToldAlike() throws IOException {
        Outcome outcome = same(
                "mkdir d",
                "put small d/f",
                "-mkdir d",
                "-rmdir d",
                "-rm none",
                "-rm d",
                "-get none",
                "-rename none other",
                "-rmdir d/f",
                "-ln -s f d/f",
                "-chmod 600 none",
                "-put small none/f",
                "-cd d/f",
                "-ln none hard");
        assertThat(outcome.remote()).containsOnlyKeys("", "d", "d/f");
    }

    @Test
    void theRoomOfTheDiskIsTold() throws IOException {
        String said = sftp(ours(remote.toString()), "df -h", "df");
        assertThat(said).contains("%Capacity").containsPattern("\\d+%");
    }

    @Test
    void aTreeInMemoryIsServed() throws IOException {
        prepare();
        String said = sftp(
                ours("memory"),
                "mkdir a",
                "mkdir a/b",
                "put big a/b/c",
                "get a/b/c back",
                "ls -l a/b",
                "df",
                "cp a/b/c d");
        assertThat(said).contains("3000000").contains("root");
        assertThat(Files.readAllBytes(local.resolve("back"))).isEqualTo(CONTENT);
    }
}
