package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes wrong at the door and behind it: each ends within its time, with words for a person, with
/// old files whole where a client lets them be, and with nothing left open in the hub. Two clients meet
/// it: OpenSSH's `sftp`, which writes into the file itself, and Drey, which writes beside it.
@Timeout(180)
class DoorMishapsIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String OLD = "what was there before\n";
    private static final int LARGE = 24 << 20;

    /// Kilobits each second, so that a large file takes ten seconds and something can happen meanwhile.
    private static final String SLOWLY = "20000";

    private final HubFixture hub = HubFixture.start();
    private final DreyProgram drey = new DreyProgram();
    private Map<String, Integer> threads = Map.of();

    /// Both servers' ways have been gone once, so that what a hub keeps for good is there.
    @BeforeEach
    void begin() throws IOException {
        try (TempDir work = TempDir.create()) {
            DoorLogin login = hub.byKey(hub.admin(), "");
            SftpClient.batch(login, List.of("ls /box", "ls /local" + hub.rw()), work.path())
                    .fine();
        }
        drey.configured("servers:\n" + doorServer("box", "/")
                + doorServer("local", hub.rw().toString()));
        sized("large", LARGE);
        threads = hub.threads();
    }

    private Path sized(String name, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return Files.write(drey.work().resolve(name), bytes);
    }

    /// The door as one of Drey's own servers.
    private String doorServer(String target, String base) {
        return "  %s: { host: %s, port: %d, username: '%s@%s', privateKey: %s, knownHostsFile: %s, basePath: %s, maxAttempts: 1 }\n"
                .formatted(
                        target,
                        Ports.HOST,
                        hub.port(),
                        HubFixture.ADMIN,
                        target,
                        hub.admin().key().privateKey(),
                        hub.knownHosts(),
                        base);
    }

    @AfterEach
    void end() {
        try (hub;
                drey) {
            assertThat(drey.running()).isEmpty();
        }
    }

    private void assertAtRest() {
        hub.assertAtRest(threads);
        Leftovers.assertNobodyHolds(drey.work());
    }

    private DoorClient.Said sftp(String target, String... lines) throws IOException {
        try (TempDir work = TempDir.create()) {
            long began = System.nanoTime();
            DoorClient.Said said = SftpClient.batch(hub.byKey(hub.admin(), target), List.of(lines), work.path());
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT);
            return said;
        }
    }

    /// A transfer by `sftp` that takes its time.
    private Child slowly(String target, TempDir work, String line) {
        DoorLogin login = hub.byKey(hub.admin(), target);
        Path batch = Daemon.write(work.resolve("batch"), line + "\n");
        List<String> command = new ArrayList<>(List.of("sftp", "-l", SLOWLY));
        command.addAll(DoorClient.sshOptions(login));
        command.addAll(List.of("-P", Integer.toString(login.port()), "-b", batch.toString()));
        command.add(login.username() + "@" + login.host());
        return Child.daemon("sftp", work.resolve("said"), command);
    }

    private static void awaitBytes(Path file) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Files.exists(file) && Files.size(file) > 1 << 20);
    }

    /// A put by Drey that takes its time.
    private Going putting(String name, String target) {
        return drey.start(Path.of("/dev/null"), "put", "--bwlimit", "2M", name, target + ":old");
    }

    private static Path sideFile(Path folder) {
        return Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> grown(folder), Optional::isPresent)
                .orElseThrow();
    }

    private static Optional<Path> grown(Path folder) throws IOException {
        for (Path part : parts(folder)) {
            if (Files.size(part) > 1 << 20) return Optional.of(part);
        }
        return Optional.empty();
    }

    private static List<Path> parts(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(".drey-part")).toList();
        }
    }

    @Test
    void aTargetThatNobodyHasIsNotFound() throws IOException {
        for (String target : List.of("nope", "BOXX", "..", "")) {
            DoorClient.Said said = sftp(target.isEmpty() ? " " : target, "ls");
            assertThat(said.status()).as(said.words()).isEqualTo(255);
            assertThat(said.words()).contains("No such file or directory").doesNotContain("Exception");
        }
        assertAtRest();
    }

    @Test
    void aServerThatCannotBeReachedIsListedAndSaysSo() throws IOException {
        assertThat(sftp("", "ls -1 /").fine()).contains("gone");
        DoorClient.Said alone = sftp("gone", "ls");
        assertThat(alone.status()).isEqualTo(255);
        assertThat(alone.words()).contains("127.0.0.1 port 1 refuses connections");
        DoorClient.Said below = sftp("", "ls /gone");
        assertThat(below.status()).isEqualTo(1);
        assertThat(sftp("", "ls -1 /box").status()).as("others are not held up").isZero();
        assertAtRest();
    }

    @Test
    void aServerThatDiesInTheMiddleOfAReadEndsItWithAnError() throws IOException {
        Files.copy(drey.work().resolve("large"), hub.box().resolve("large"));
        try (TempDir work = TempDir.create();
                Child get = slowly("box", work, "get /large " + work.resolve("back"))) {
            awaitBytes(work.resolve("back"));
            hub.sshd().kill();
            assertThat(get.await(LIMIT)).as(get.log()).isEqualTo(1);
            assertThat(get.log()).doesNotContain("Exception");
            assertThat(Files.size(work.resolve("back"))).isLessThan(LARGE);
        }
        hub.sshd().startAgain();
        assertThat(sftp("box", "ls -1 /").fine()).contains("large");
        assertAtRest();
    }

    /// OpenSSH's sftp writes into the file itself: what is there then is a part of the new one, as
    /// without a hub.
    @Test
    void aServerThatDiesInTheMiddleOfAWriteEndsItWithAnError() throws IOException {
        Files.writeString(hub.box().resolve("other"), OLD);
        Path source = drey.work().resolve("large");
        try (TempDir work = TempDir.create();
                Child put = slowly("box", work, "put " + source + " /new")) {
            awaitBytes(hub.box().resolve("new"));
            hub.sshd().kill();
            assertThat(put.await(LIMIT)).as(put.log()).isIn(1, 255);
        }
        hub.sshd().startAgain();
        assertThat(hub.box().resolve("other")).hasContent(OLD);
        sftp("box", "reput " + source + " /new").fine();
        assertThat(Files.mismatch(hub.box().resolve("new"), source)).isEqualTo(-1);
        assertAtRest();
    }

    @Test
    void aServerThatDiesUnderDreysOwnPutKeepsTheOldFileAndWhatWasSent() throws IOException {
        Files.writeString(hub.box().resolve("old"), OLD);
        Going put = putting("large", "box");
        Path part = sideFile(hub.box());
        hub.sshd().kill();
        Run ended = put.finished(LIMIT);
        assertThat(ended.exit()).as("%s", ended).isNotZero();
        assertThat(ended.err()).doesNotContain("Exception");
        assertThat(hub.box().resolve("old")).hasContent(OLD);
        assertThat(part).exists();
        hub.sshd().startAgain();
        assertGoesOn("large", "box", hub.box());
        assertAtRest();
    }

    /// The next run takes up the side file, and then the new file is there, whole and alone.
    private void assertGoesOn(String name, String target, Path folder) throws IOException {
        Run again = drey.run("put", name, target + ":old");
        assertThat(again.exit()).as("%s", again).isZero();
        assertThat(Files.mismatch(folder.resolve("old"), drey.work().resolve(name)))
                .isEqualTo(-1);
        assertThat(parts(folder)).isEmpty();
    }

    @Test
    void aHubThatIsKilledInTheMiddleOfAPutLosesNothing() throws IOException {
        HubUser ben = hub.user("ben");
        hub.grant(ben, "box", "read");
        Files.writeString(hub.rw().resolve("old"), OLD);
        Going put = putting("large", "local");
        sideFile(hub.rw());
        hub.kill();
        Run ended = put.finished(LIMIT);
        assertThat(ended.exit()).as("%s", ended).isNotZero();
        assertThat(hub.rw().resolve("old")).hasContent(OLD);
        hub.startAgain();
        assertThat(hub.asked("user", "list")).contains("ana\tadmin", "ben\tuser");
        assertThat(hub.asked("user", "show", "ben")).contains(ben.key().fingerprint(), "box:/ read");
        assertGoesOn("large", "local", hub.rw());
        Leftovers.assertNobodyHolds(hub.rw());
    }

    /// Four megabytes of each are still to come when the signal does, at two megabytes each second.
    @Test
    void aHubThatIsToldToStopLetsTransfersEnd() throws IOException {
        Files.writeString(hub.rw().resolve("old"), OLD);
        Path source = sized("small", 8 << 20);
        try (TempDir work = TempDir.create();
                Child stock = slowly("box", work, "put " + source + " /stock")) {
            Going put = putting("small", "local");
            awaitBytes(hub.box().resolve("stock"));
            sideFile(hub.rw());
            long began = System.nanoTime();
            Run stopped = hub.stop();
            assertThat(stopped.exit()).as("%s", stopped).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(9));
            assertThat(put.finished(LIMIT).exit()).as("%s", put).isZero();
            assertThat(stock.await(LIMIT)).as(stock.log()).isZero();
        }
        assertThat(Files.mismatch(hub.rw().resolve("old"), source)).isEqualTo(-1);
        assertThat(Files.mismatch(hub.box().resolve("stock"), source)).isEqualTo(-1);
        assertThat(parts(hub.rw())).isEmpty();
        assertAllEnded();
    }

    @Test
    void aHubThatIsToldToStopEndsTransfersAfterAMomentAndItself() throws IOException {
        Files.writeString(hub.rw().resolve("old"), OLD);
        Path source = sized("huge", 48 << 20);
        try (TempDir work = TempDir.create();
                Child stock = slowly("box", work, "put " + source + " /stock")) {
            Going put = putting("huge", "local");
            awaitBytes(hub.box().resolve("stock"));
            Path part = sideFile(hub.rw());
            long kept = Files.size(part);
            long began = System.nanoTime();
            Run stopped = hub.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
            assertThat(stopped.exit()).as("%s", stopped).isZero();
            assertThat(stopped.err())
                    .contains("stopping; transfers that run have a moment to end", "stopped")
                    .doesNotContain("were lost");
            assertThat(put.finished(LIMIT).exit()).isNotZero();
            assertThat(stock.await(LIMIT)).isNotZero();
            assertThat(Files.size(part)).as("it went on").isGreaterThan(kept + (8 << 20));
        }
        assertThat(hub.rw().resolve("old")).hasContent(OLD);
        assertAllEnded();
        hub.startAgain();
        assertThat(hub.asked("audit", "--limit", "20").lines())
                .as("what was cut stands in the audit")
                .anyMatch(line -> line.contains(" write local:" + hub.rw() + "/.old."))
                .anyMatch(line -> line.contains(" write box:/stock "));
        assertGoesOn("huge", "local", hub.rw());
    }

    private void assertAllEnded() {
        Leftovers.assertNobodyHolds(hub.rw());
        Leftovers.assertNobodyHolds(hub.box());
        assertThat(hub.state().resolve("hub.sock")).doesNotExist();
    }

    @Test
    void aChangedConfigurationIsTakenUpWithoutEndingAnybody() throws Exception {
        try (DoorVisit visit = DoorVisit.of(hub.byKey(hub.admin(), ""))) {
            assertThat(visit.names("/")).containsExactly("box", "gone", "local", "shed");
            hub.configure(DreyProgram.server("fresh", hub.sshd(), ""));
            hub.signal("HUP");
            awaitLog("configuration read again: 5 targets");
            assertThat(visit.names("/")).containsExactly("box", "fresh", "gone", "local", "shed");
            assertThat(visit.names("/fresh")).isEqualTo(visit.names("/box"));
            hub.configure("");
            hub.signal("HUP");
            awaitLog("configuration read again: 4 targets");
            assertThat(visit.names("/")).containsExactly("box", "gone", "local", "shed");
            assertThat(DoorVisit.refused(() -> visit.names("/fresh")).words()).contains("No such file");
        }
        assertAtRest();
    }

    @Test
    void aConfigurationWithAMistakeLeavesTheHubAsItWas() throws Exception {
        try (DoorVisit visit = DoorVisit.of(hub.byKey(hub.admin(), ""))) {
            for (String text : List.of(
                    "servrs: { a: { host: b } }\n",
                    "servers: [\n",
                    "local: { roots: [ { path: /nowhere/at/all } ] }\n")) {
                int before = hub.log().length();
                hub.configureBadly(text);
                hub.signal("HUP");
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> hub.log().substring(before).contains("the configuration stays as it was: "));
                assertThat(visit.names("/")).containsExactly("box", "gone", "local", "shed");
                assertThat(visit.names("/local" + hub.ro())).containsExactly("readme");
            }
        }
        // The programs that ask the hub read the same file.
        hub.configure("");
        assertThat(hub.asked("user", "list")).contains("ana\tadmin");
        assertAtRest();
    }

    private void awaitLog(String words) {
        Awaitility.await().atMost(LIMIT).until(() -> hub.log().contains(words));
    }
}
