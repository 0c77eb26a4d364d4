package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the words about pace and care change, seen in the requests that reach a real sftp-server behind a real sshd.
@Timeout(240)
class CliPaceIT {
    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;

    private static SftpTap tap;
    private static Sshd sshd;

    private DreyProgram drey;
    private Path here;
    private Path there;

    @BeforeAll
    static void startServer() {
        tap = SftpTap.open();
        sshd = Sshd.start(SshdOptions.USUAL.withSubsystem(tap.subsystem()).withLine("LogLevel DEBUG1"));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
        tap.close();
    }

    @BeforeEach
    void begin() throws IOException {
        tap.reset();
        drey = new DreyProgram().knowing(sshd);
        here = drey.work();
        there = Files.createDirectory(sshd.disk().resolve("t"));
    }

    @AfterEach
    void end() throws IOException {
        tap.release();
        drey.close();
        TempDir.delete(there);
    }

    private Run fine(String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isZero();
        return run;
    }

    private Going start(String... words) {
        return drey.start(Path.of("/dev/null"), words);
    }

    private static void ends(Going going) {
        Run run = going.finished(Duration.ofSeconds(60));
        assertThat(run.exit()).as("%s", run).isZero();
    }

    private Path file(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(here.resolve(name), bytes);
    }

    private Path tree(int files, int size) throws IOException {
        Files.createDirectory(here.resolve("tree"));
        for (int i = 0; i < files; i++) file("tree/" + i, size);
        return here.resolve("tree");
    }

    @Test
    void requestsAreAsLongAsChunkSizeSays() throws IOException {
        // The two go different ways.
        file("small", 200 * KIB);
        file("large", MIB);
        fine("put", "-o", "chunkSize=16KiB", "small", "large", "box:t");
        Files.createDirectory(here.resolve("back"));
        fine("get", "-o", "chunkSize=16KiB", "box:t/small", "box:t/large", "back");
        assertThat(tap.seen(TapPacket::isWrite))
                .hasSize(64 + 13)
                .allSatisfy(packet -> assertThat(packet.length()).isLessThanOrEqualTo(16 * KIB));
        assertThat(tap.seen(TapPacket::isRead))
                .hasSizeGreaterThanOrEqualTo(64 + 13)
                .allSatisfy(packet -> assertThat(packet.length()).isLessThanOrEqualTo(16 * KIB));
        assertThat(here.resolve("back/large")).hasSameBinaryContentAs(here.resolve("large"));
        assertThat(here.resolve("back/small")).hasSameBinaryContentAs(here.resolve("small"));
    }

    @Test
    void noMoreIsUnderWayThanWindowSizeSays() throws IOException {
        file("large", 2 * MIB);
        file("small", 200 * KIB);
        tap.hold(TapPacket::isWrite);
        Going put = start("put", "-o", "windowSize=128KiB", "-o", "chunkSize=32KiB", "large", "box:t/large");
        assertThat(settled(TapPacket::isWrite, 128 * KIB)).isEqualTo(128 * KIB);
        tap.release();
        ends(put);
        tap.hold(TapPacket::isRead);
        Going get = start("get", "-o", "windowSize=128KiB", "-o", "chunkSize=32KiB", "box:t/large", "back");
        assertThat(settled(TapPacket::isRead, 128 * KIB)).isEqualTo(128 * KIB);
        tap.release();
        ends(get);
        tap.hold(TapPacket::isWrite);
        Going small = start("put", "-o", "windowSize=64KiB", "-o", "chunkSize=32KiB", "small", "box:t/small");
        assertThat(settled(TapPacket::isWrite, 64 * KIB)).isEqualTo(64 * KIB);
        tap.release();
        ends(small);
    }

    /// How many bytes are under way when no more come.
    private static int settled(Predicate<TapPacket> which, int atLeast) {
        await().until(() -> underWay(which) >= atLeast);
        Pause.of(Duration.ofMillis(300));
        return underWay(which);
    }

    private static int underWay(Predicate<TapPacket> which) {
        return tap.unanswered(which).stream().mapToInt(TapPacket::length).sum();
    }

    private static org.awaitility.core.ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    @Test
    void asManyLargeFilesGoAtOnceAsConcurrencySays() throws IOException {
        tree(5, 1200 * KIB);
        assertThat(filesAtOnce(2, "put", "-r", "--concurrency", "2", "tree", "box:t/two"))
                .isEqualTo(2);
        assertThat(filesAtOnce(3, "put", "-r", "-o", "concurrency=3", "tree", "box:t/three"))
                .isEqualTo(3);
    }

    private long filesAtOnce(int atLeast, String... words) {
        tap.hold(TapPacket::isWrite);
        Going going = start(words);
        await().until(() -> filesUnderWay() >= atLeast);
        Pause.of(Duration.ofMillis(300));
        long files = filesUnderWay();
        tap.release();
        ends(going);
        return files;
    }

    private static long filesUnderWay() {
        return tap.unanswered(TapPacket::isWrite).stream()
                .map(TapPacket::file)
                .distinct()
                .count();
    }

    @Test
    void everyFileOfATreeIsSyncedWhenFsyncIsSaid() throws IOException {
        tree(3, 100);
        fine("put", "-r", "tree", "box:t/plain");
        assertThat(tap.seen(TapPacket::isSync)).isEmpty();
        fine("put", "-r", "--fsync", "tree", "box:t/synced");
        assertThat(tap.seen(TapPacket::isSync)).hasSize(3);
    }

    @Test
    void workThatWasInterruptedIsContinuedUnlessSaidOtherwise() throws IOException {
        Path large = file("large", 4 * MIB);
        // Whatever is sent behind this point never arrives; what lies more than a window before it was acknowledged.
        int cut = 3 * MIB;
        int window = MIB / 2;
        tap.endAt(packet -> packet.isWrite() && packet.offset() >= cut);
        for (String words : List.of("", "--no-resume", "-o resumeSupport=false")) {
            List<String> command = new ArrayList<>(List.of("put", "-o", "maxAttempts=1", "-o", "windowSize=" + window));
            Stream.of(words.split(" ", -1)).filter(word -> !word.isEmpty()).forEach(command::add);
            command.addAll(List.of("large", "box:t/large"));
            Run run = drey.run(command.toArray(String[]::new));
            assertThat(run.exit()).as("%s", run).isEqualTo(3);
            assertThat(firstOffset()).as(words).isZero();
        }
        tap.reset();
        assertThat(fine("put", "--json", "large", "box:t/large").out()).contains("\"provedBy\"");
        // Of what was acknowledged, at most 1 MiB is sent again.
        assertThat(firstOffset()).isGreaterThanOrEqualTo(cut - window - MIB);
        assertThat(there.resolve("large")).hasSameBinaryContentAs(large);
    }

    /// The lowest offset that was written since the last question.
    private static long firstOffset() {
        List<TapPacket> writes = tap.seen(TapPacket::isWrite);
        tap.forget();
        return writes.stream().mapToLong(TapPacket::offset).min().orElseThrow();
    }

    @Test
    void anAttributeThatIsRefusedFailsOnlyWhenStrict() throws IOException {
        file("new", 100);
        tap.flags("-P", "setstat,fsetstat");
        assertThat(fine("put", "-p", "new", "box:t/loose").err()).contains("not set");
        assertThat(there.resolve("loose")).exists();
        Run strict = drey.run("put", "-p", "--strict-attributes", "new", "box:t/strict");
        assertThat(strict.exit()).as("%s", strict).isEqualTo(1);
        assertThat(there.resolve("strict")).doesNotExist();
    }

    /// With full jitter each pause lies anywhere below its bound: a word that is not heard shows in a longer one.
    @Test
    void triesAndTheirPausesAreAsTheFieldsSay() throws IOException {
        file("new", 100);
        tap.endAt(TapPacket::isWrite);
        assertThat(pauses(12, "initialDelay=40", "backoffMultiplier=1")).allMatch(pause -> pause <= 40);
        assertThat(pauses(7, "initialDelay=20000", "maxDelay=30")).allMatch(pause -> pause <= 30);
    }

    /// The pauses between so many tries, milliseconds; the requests show that they were kept.
    private List<Long> pauses(int tries, String... fields) {
        List<String> words = new ArrayList<>(List.of("put", "--json", "-o", "maxAttempts=" + tries));
        for (String field : fields) words.addAll(List.of("-o", field));
        words.addAll(List.of("new", "box:t/new"));
        tap.forget();
        Run run = drey.run(words.toArray(String[]::new));
        assertThat(run.exit()).as("%s", run).isEqualTo(3);
        List<Long> pauses = run.lines().stream()
                .filter(line -> line.contains("transfer-retry"))
                .map(line -> Long.valueOf(line.replaceAll(".*\"delay\":(\\d+).*", "$1")))
                .toList();
        List<TapPacket> writes = tap.seen(TapPacket::isWrite);
        assertThat(writes).as("%s", run).hasSize(tries);
        assertThat(pauses).hasSize(tries - 1);
        for (int i = 0; i < pauses.size(); i++) {
            long apart = writes.get(i + 1).moment() - writes.get(i).moment();
            assertThat(Duration.ofNanos(apart)).isGreaterThanOrEqualTo(Duration.ofMillis(pauses.get(i)));
        }
        return pauses;
    }

    @Test
    void itIsTriedForAsLongAsRetryForSays() throws IOException {
        file("new", 100);
        tap.endAt(TapPacket::isWrite);
        Run once = drey.run("put", "--retry-for", "0s", "new", "box:t/new");
        assertThat(once.exit()).as("%s", once).isEqualTo(3);
        assertThat(tap.seen(TapPacket::isWrite)).hasSize(1);
        Run often =
                drey.run("put", "--retry-for", "1s", "-o", "initialDelay=20", "-o", "maxDelay=40", "new", "box:t/new");
        assertThat(often.exit()).as("%s", often).isEqualTo(3);
        assertThat(tap.seen(TapPacket::isWrite)).hasSizeGreaterThan(3);
    }

    @Test
    void aTransferEndsWhenItsTimeIsOver() throws IOException {
        file("large", 4 * MIB);
        Run run = drey.run("put", "--json", "-l", "200K", "-o", "transferTimeout=1s", "large", "box:t/large");
        assertThat(run.exit()).as("%s", run).isEqualTo(3);
        assertThat(run.out()).contains("\"failure\":\"TIMEOUT\"").contains("transferTimeout");
    }

    @Test
    void theServerMaySendPacketsAsLongAsPacketSizeSays() {
        fine("ls", "-o", "packetSize=64KiB", "box:t");
        assertThat(sshd.log()).containsPattern("ctype session rchan \\d+ win \\d+ max 65536");
    }

    /// On lines that are long enough for a second connection to help.
    @Test
    void noMoreConnectionsAreMadeThanMaxConnectionsSays() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(here.resolve("large").toFile(), "rw")) {
            sparse.setLength(400L * MIB);
        }
        drey.write("known", "far " + sshd.hostKey().publicLine() + "\n");
        try (Sshd plain = Sshd.start();
                Relay one = Relay.to(plain).delay(Duration.ofMillis(200));
                Relay two = Relay.to(plain).delay(Duration.ofMillis(200))) {
            drey.configured("servers:\n" + far("one", plain, one, 1) + far("two", plain, two, 2));
            start("put", "large", "one:one");
            start("put", "large", "two:two");
            await().until(() -> two.accepted() == 2);
            long enough = two.delivered(Way.TO_SERVER) + 16 * MIB;
            await().until(() -> one.delivered(Way.TO_SERVER) > enough);
            assertThat(one.accepted()).isEqualTo(1);
            assertThat(two.accepted()).isEqualTo(2);
            // The programs are stopped before their server.
            drey.close();
        }
    }

    private String far(String name, Sshd to, Relay line, int most) {
        return DreyProgram.server(name, to, ", hostKeyAlias: far, maxConnections: " + most)
                .replace("port: " + to.port(), "port: " + line.port())
                .replace(to.knownHostsFile().toString(), drey.home() + "/known");
    }
}
