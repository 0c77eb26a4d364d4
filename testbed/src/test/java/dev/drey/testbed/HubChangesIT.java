package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.ChannelSftp;
import dev.drey.testbed.DoorVisit.Refusal;
import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a hub makes of a configuration that changes, and of what it kept over a restart.
@Timeout(240)
class HubChangesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HubFixture HUB = HubFixture.start();
    private static final String USUAL = "[ { path: %s }, { path: %s, readOnly: true } ]".formatted(HUB.rw(), HUB.ro());

    @AfterAll
    static void stop() {
        HUB.close();
    }

    @AfterEach
    void asUsual() {
        HUB.serve(USUAL);
        reload("configuration read again");
    }

    private static void reload(String said) {
        int before = HUB.log().length();
        HUB.signal("HUP");
        Awaitility.await().atMost(LIMIT).until(() -> HUB.log().substring(before).contains(said));
    }

    @Test
    void aRootThatBecomesReadOnlyIsSoForWhoeverIsInAndForOpenFiles() throws Exception {
        Path half = HUB.rw().resolve("half");
        try (DoorVisit looking = DoorVisit.of(HUB.byKey(HUB.admin(), "local"));
                DoorVisit visit = DoorVisit.of(HUB.byKey(HUB.admin(), "local"))) {
            assertThat(looking.names(HUB.rw().toString())).isEmpty();
            OutputStream writing = visit.sftp().put(half.toString());
            writing.write(new byte[200_000]);
            writing.flush();
            HUB.serve("[ { path: %s, readOnly: true }, { path: %s, readOnly: true } ]".formatted(HUB.rw(), HUB.ro()));
            reload("configuration read again");
            long before = Files.size(half);
            Refusal refused = DoorVisit.refused(() -> {
                for (int i = 0; i < 20; i++) writing.write(new byte[100_000]);
                writing.flush();
            });
            assertThat(refused.words()).contains("what is served there has changed");
            assertThat(Files.size(half)).isEqualTo(before);
            assertThat(DoorVisit.refused(() -> looking.sftp().mkdir(HUB.rw() + "/new"))
                            .status())
                    .isEqualTo(ChannelSftp.SSH_FX_PERMISSION_DENIED);
            assertThat(looking.names(HUB.rw().toString())).containsExactly("half");
        }
        assertThat(HUB.rw().resolve("new")).doesNotExist();
        Files.delete(half);
    }

    @Test
    void aRootThatIsTakenAwayIsTakenFromWhoeverIsInAndFromOpenFiles() throws Exception {
        Files.write(HUB.rw().resolve("book"), new byte[5_000_000]);
        try (DoorVisit looking = DoorVisit.of(HUB.byKey(HUB.admin(), "local"));
                DoorVisit visit = DoorVisit.of(HUB.byKey(HUB.admin(), "local"));
                InputStream reading = visit.sftp().get(HUB.rw() + "/book")) {
            assertThat(looking.names(HUB.rw().toString())).containsExactly("book");
            assertThat(reading.read()).isZero();
            HUB.serve("[ { path: %s } ]".formatted(HUB.ro()));
            reload("configuration read again");
            assertThat(DoorVisit.refused(() -> reading.transferTo(OutputStream.nullOutputStream()))
                            .words())
                    .contains("what is served there has changed");
            assertThat(DoorVisit.refused(() -> looking.names(HUB.rw().toString()))
                            .status())
                    .isEqualTo(ChannelSftp.SSH_FX_PERMISSION_DENIED);
            assertThat(looking.names(HUB.ro().toString())).containsExactly("readme");
        }
        Files.delete(HUB.rw().resolve("book"));
    }

    @Test
    void aRefusedConfigurationChangesTheLogAsLittleAsTheRest() throws Exception {
        HUB.configureBadly("log: { level: debug }\nlocal: { roots: [ { path: /nowhere/at/all } ] }\n");
        reload("the configuration stays as it was");
        int before = HUB.log().length();
        try (DoorVisit visit = DoorVisit.of(HUB.byKey(HUB.admin(), "local"))) {
            assertThat(visit.names(HUB.ro().toString())).containsExactly("readme");
        }
        assertThat(HUB.log().substring(before)).doesNotContain(" DEBUG ");
    }

    /// What the hub keeps itself by, in a folder that it serves.
    @Test
    void aHubServesNothingOfItsOwn() throws Exception {
        Path ours = Files.createDirectories(HUB.rw().resolve("ours"));
        Path key = KeyFile.make(ours.resolve("rsa"), KeyFile.Kind.RSA_2048, "").privateKey();
        Path plain = Files.writeString(ours.resolve("plain"), "anybody's\n");
        String log = "log: { file: %s }\n".formatted(ours.resolve("hub.log"));
        try (DreyProgram drey = new DreyProgram()) {
            Path config = ours.resolve("drey.yaml");
            int port = Ports.free();
            Files.writeString(
                    config,
                    "hub: { ssh: '127.0.0.1:%d', store: 'sqlite:%s', hostKeys: [ %s ] }\n%slocal: { roots: [ { path: %s } ] }\nservers: { far: { host: h, username: u, privateKey: %s } }\n"
                            .formatted(port, ours.resolve("kept.db"), key, log, ours, client(ours)));
            Going going = drey.start(Path.of("/dev/null"), "serve", "--config", config.toString());
            try {
                Awaitility.await()
                        .atMost(LIMIT)
                        .until(() -> Files.exists(drey.state().resolve("hub.sock")));
                KeyFile admin = KeyFile.make(drey.home().resolve("tmp/key"), KeyFile.Kind.ED25519, "");
                Run made = drey.run(
                        "user", "add", "ana", "--admin", admin.publicKey().toString());
                assertThat(made.exit()).as("%s", made).isZero();
                Run stored = drey.run("servers", "--hub", "add", "x", "host=h", "password=canary");
                assertThat(stored.exit()).as("%s", stored).isZero();
                List<String> refused = new ArrayList<>();
                List<String> shown = new ArrayList<>();
                for (Path file : files(ours)) {
                    Path got = drey.work().resolve("got");
                    Run run = sftp(drey, admin, port, "get " + file + " " + got + "\n");
                    (run.exit() == 0 ? shown : refused).add(file.getFileName().toString());
                }
                assertThat(refused)
                        .contains("kept.db", "kept.db-wal", "kept.db.lock", "drey-master-key", "rsa", "client")
                        .contains("hub.log", "drey.yaml");
                assertThat(shown).containsExactlyInAnyOrder("plain", "rsa.pub", "client.pub");
                Run over = sftp(drey, admin, port, "put " + plain + " " + ours + "/kept.db-journal\n");
                assertThat(over.exit()).as("%s", over).isNotZero();
            } finally {
                going.process().destroy();
                assertThat(going.finished(LIMIT).exit()).isZero();
            }
        }
    }

    private static Path client(Path folder) {
        return KeyFile.make(folder.resolve("client"), KeyFile.Kind.ED25519, "").privateKey();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var all = Files.list(folder)) {
            return all.sorted().toList();
        }
    }

    private static Run sftp(DreyProgram drey, KeyFile key, int port, String batch) {
        List<String> command = new ArrayList<>(List.of("sftp", "-q", "-F", "/dev/null", "-b", "-"));
        command.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
        command.addAll(
                List.of("-o", "IdentitiesOnly=yes", "-i", key.privateKey().toString()));
        command.addAll(List.of("-P", Integer.toString(port), "ana@local@127.0.0.1"));
        return drey.other(command, batch.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsOpenIsListedWhileItIs() throws Exception {
        Files.write(HUB.rw().resolve("book"), new byte[5_000_000]);
        HubUser ben = HUB.user("ben");
        HUB.grant(ben, "local:" + HUB.rw(), "read,write,delete");
        try (DoorVisit visit = DoorVisit.of(HUB.byKey(ben, ""));
                InputStream reading = visit.sftp().get("/local" + HUB.rw() + "/book")) {
            assertThat(reading.read()).isZero();
            String listed = HUB.asked("transfers", "--hub");
            assertThat(listed)
                    .startsWith("reading\t")
                    .contains("local:" + HUB.rw() + "/book\tben from 127.0.0.1:")
                    .hasLineCount(1);
            assertThat(HUB.asked("transfers", "--hub", "--json"))
                    .contains("\"state\":\"reading\"", "\"user\":\"ben\"", "\"bytes\":");
        }
        Awaitility.await()
                .atMost(LIMIT)
                .until(() -> HUB.asked("transfers", "--hub").isEmpty());
        HUB.asked("user", "remove", "ben");
        Files.delete(HUB.rw().resolve("book"));
    }

    @Test
    void aKeptPortIsThereAgainAndStaysKeptWhenItCannotBeOpened() throws Exception {
        int port = Ports.free();
        HUB.asked("port", "box", "--persist", "--port", Integer.toString(port));
        Path file = HUB.state().resolve("ports");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        HUB.stop();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            HUB.startAgain();
            assertThat(taken.isBound()).isTrue();
            assertThat(HUB.asked("port", "--list")).contains(port + "\tbox\tkept, it could not be opened again");
            String second = HUB.asked("port", "shed", "--persist", "--json").replaceAll(".*\"port\":(\\d+).*", "$1");
            assertThat(Files.readString(file)).contains(port + " box\n").contains(second + " shed\n");
            HUB.asked("port", "--close", second);
            HUB.stop();
        }
        HUB.startAgain();
        assertThat(HUB.asked("port", "--list")).isEqualTo(port + "\tbox\tkept");
        HUB.knownHosts(port);
        try (DoorVisit visit = DoorVisit.of(HUB.byKey(HUB.admin(), "").at(port))) {
            assertThat(visit.names("/")).isNotEmpty();
        }
        HUB.asked("port", "--close", Integer.toString(port));
        assertThat(Files.readString(file)).isEmpty();
    }

    @Test
    void theAuditKeepsAsManyLinesAsItIsTold() throws Exception {
        StringBuilder batch = new StringBuilder();
        IntStream.range(0, 1_300)
                .forEach(i -> batch.append("-mkdir ")
                        .append(HUB.rw())
                        .append("/d")
                        .append(i)
                        .append('\n'));
        try (TempDir work = TempDir.create()) {
            SftpClient.batch(
                            HUB.byKey(HUB.admin(), "local"),
                            batch.toString().lines().toList(),
                            work.path())
                    .fine();
        }
        long lines = HUB.asked("audit", "--limit", "100000").lines().count();
        assertThat(lines).as("read in several parts").isGreaterThan(1_300);
        List<String> newest = HUB.asked("audit", "--limit", "1200").lines().toList();
        assertThat(newest).hasSize(1_200);
        assertThat(newest.stream().map(line -> line.split(" ", 2)[0])).isSorted();
        HUB.stop();
        HUB.set(", audit: { lines: 1000 }");
        HUB.startAgain();
        Awaitility.await().atMost(LIMIT).until(() -> HUB.log().contains("old lines of the audit are forgotten"));
        assertThat(HUB.asked("audit", "--limit", "100000").lines().count()).isLessThanOrEqualTo(1_000);
        HUB.stop();
        HUB.set("");
        HUB.startAgain();
        for (int i = 0; i < 1_300; i++) Files.delete(HUB.rw().resolve("d" + i));
    }

    @Test
    void hostKeysAndProxiesAreLookedAtBeforeAHubStarts() throws Exception {
        Path key = KeyFile.make(HUB.work().resolve("more-rsa"), KeyFile.Kind.RSA_2048, "")
                .privateKey();
        HUB.stop();
        HUB.set(", hostKeys: [ %s ]".formatted(key));
        HUB.startAgain();
        String scanned = Child.run("ssh-keyscan", "-t", "rsa", "-p", Integer.toString(HUB.port()), Ports.HOST);
        assertThat(scanned).contains(Files.readString(Path.of(key + ".pub")).split(" ", -1)[1]);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        Run open = HUB.run("serve", "--check");
        assertThat(open.exit()).isNotZero();
        assertThat(open.err()).contains("chmod 600 " + key);
        reload("the configuration stays as it was: the host key");
        HUB.set(", trustedProxies: [ 10.0.0.0/99 ]");
        Run wrong = HUB.run("serve", "--check");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("10.0.0.0/99").doesNotContain("Exception");
        HUB.set("");
    }
}
