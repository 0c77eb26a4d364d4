package dev.drey.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KnownHostsFileTest {
    private static final HostName HOST = HostName.of("Host.Example.com", 2222);

    @TempDir
    Path temp;

    @Test
    void aRememberedKeyIsTrustedFromThenOn() throws IOException {
        Path path = temp.resolve("new/.ssh/known_hosts");
        new KnownHostsFile(path).remember(HOST, Keys.ONE, false);
        assertThat(Files.readString(path)).isEqualTo("[host.example.com]:2222 " + Keys.ONE.text() + "\n");
        assertThat(mode(path)).isEqualTo("rw-------");
        assertThat(mode(temp.resolve("new/.ssh"))).isEqualTo("rwx------");
        assertThat(check(path, HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void aHashedNameDoesNotShowItself() throws IOException {
        Path path = temp.resolve("known_hosts");
        new KnownHostsFile(path).remember(HOST, Keys.ONE, true);
        assertThat(Files.readString(path)).startsWith("|1|").doesNotContain("example");
        assertThat(check(path, HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
        assertThat(check(path, HOST, Keys.TWO)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void aLastLineWithoutItsLineFeedIsNotGluedTo() throws IOException {
        Path path = temp.resolve("known_hosts");
        Files.writeString(path, "a " + Keys.TWO.text());
        new KnownHostsFile(path).remember(HOST, Keys.ONE, false);
        assertThat(Files.readAllLines(path)).hasSize(2);
        assertThat(check(path, HostName.of("a", 22), Keys.TWO)).isInstanceOf(Verdict.Trusted.class);
        assertThat(check(path, HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void namesThatWouldMeanSomethingElseAreRefused() {
        KnownHostsFile file = new KnownHostsFile(temp.resolve("known_hosts"));
        for (String name : List.of("*", "a,b", "a b", "a\nb * ssh-x", "@revoked", "#a", "!a", "|1|a", "", "[a]")) {
            Failed failed =
                    catchThrowableOfType(Failed.class, () -> file.remember(HostName.of(name, 22), Keys.ONE, false));
            assertThat(failed.code()).as(name).isEqualTo(Failure.Code.INVALID_ARGUMENT);
            HostName alias = new HostName("fine", 22, Optional.of(name));
            assertThat(catchThrowableOfType(Failed.class, () -> file.remember(alias, Keys.ONE, true)))
                    .as(name)
                    .isNotNull();
        }
        assertThat(temp.resolve("known_hosts")).doesNotExist();
    }

    @Test
    void forgettingRemovesTheHostsLinesAndLeavesTheRestByteForByte() throws IOException {
        Path path = temp.resolve("known_hosts");
        String keep = "# note\r\n\n@revoked * " + Keys.TWO.text() + "\nother " + Keys.ONE.text() + " \t\nbroken line";
        Files.writeString(path, "[host.example.com]:2222 " + Keys.ONE.text() + "\n" + keep);
        new KnownHostsFile(path).remember(HOST, Keys.THREE, true);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
        List<KnownHost> gone = new KnownHostsFile(path).forget(HOST);
        assertThat(gone).extracting(KnownHost::key).containsExactly(Keys.ONE, Keys.THREE);
        assertThat(Files.readString(path)).isEqualTo(keep + "\n");
        assertThat(mode(path)).isEqualTo("rw-r--r--");
        assertThat(new KnownHostsFile(path).forget(HOST)).isEmpty();
        assertThat(names()).containsExactly("known_hosts");
    }

    @Test
    void forgettingFollowsALinkAndKeepsIt() throws IOException {
        Path real = temp.resolve("real");
        Path link = Files.createSymbolicLink(temp.resolve("known_hosts"), real);
        new KnownHostsFile(link).remember(HOST, Keys.ONE, false);
        new KnownHostsFile(link).forget(HOST);
        assertThat(link).isSymbolicLink();
        assertThat(real).isEmptyFile();
        assertThat(new KnownHostsFile(temp.resolve("missing")).forget(HOST)).isEmpty();
    }

    @Test
    void keysRememberedAtTheSameMomentAreAllThere() throws Exception {
        Path path = temp.resolve("known_hosts");
        List<Future<?>> all;
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            all = IntStream.range(0, 200)
                    .<Future<?>>mapToObj(i -> many.submit(() -> {
                        new KnownHostsFile(path).remember(HostName.of("host" + i, 22), Keys.ONE, i % 2 == 0);
                        return i;
                    }))
                    .toList();
        }
        for (Future<?> one : all) one.get();
        KnownHosts known = KnownHosts.read(List.of(path));
        assertThat(known.problems()).isEmpty();
        for (int i = 0; i < 200; i++) {
            assertThat(known.check(HostName.of("host" + i, 22), Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
        }
    }

    @Test
    void filesThatAreMissingOrOddHoldNothing() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder"));
        KnownHosts known = KnownHosts.read(List.of(temp.resolve("missing"), folder, Path.of("/dev/null")));
        assertThat(known.problems()).extracting(KnownHosts.Problem::file).containsExactly(folder);
        assertThat(known.check(HOST, Keys.ONE)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void aFileOverSixteenMebibytesIsRefused() throws IOException {
        Path path = temp.resolve("known_hosts");
        try (var file = Files.newByteChannel(
                path, java.nio.file.StandardOpenOption.CREATE_NEW, java.nio.file.StandardOpenOption.WRITE)) {
            file.position(KnownHosts.LARGEST_FILE).write(java.nio.ByteBuffer.wrap(new byte[] {1}));
        }
        Failed failed = catchThrowableOfType(Failed.class, () -> KnownHosts.read(List.of(path)));
        assertThat(failed.code()).isEqualTo(Failure.Code.LIMIT_EXCEEDED);
        assertThat(failed.getMessage()).contains(path.toString(), "16 MiB");
    }

    private static Verdict check(Path path, HostName host, HostKey key) throws IOException {
        return KnownHosts.read(List.of(path)).check(host, key);
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(temp)) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
