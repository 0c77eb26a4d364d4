package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The commands that ask a hub, at one that really runs: each option has an effect that can be seen.
@Timeout(300)
class HubCommandsIT {
    private static final byte[] PASSWORD = "correct horse battery staple\n".getBytes(StandardCharsets.UTF_8);

    private static RunningHub hub;
    private static Sshd sshd;
    private static Path key;

    @BeforeAll
    static void startHub() throws IOException {
        sshd = Sshd.start();
        hub = new RunningHub("servers:\n" + DreyProgram.server("box", sshd, ", tags: [shop]"));
        key = hub.drey().home().resolve("key.pub");
        Files.writeString(key, KeyFile.client().publicLine() + "\n");
        hub.fine("user", "add", "ana", "--admin", key.toString());
        Files.writeString(hub.served().resolve("seen.txt"), "seen");
    }

    @AfterAll
    static void stopHub() {
        hub.close();
        sshd.close();
    }

    private static Run fine(String... words) {
        return hub.fine(words);
    }

    private static void fails(int exit, String said, String... words) {
        Run run = hub.drey().run(words);
        assertThat(run.exit()).as("%s: %s", List.of(words), run).isEqualTo(exit);
        assertThat(run.err()).contains(said).doesNotContain("Exception", "dev.drey");
    }

    /// Stock sftp at the door.
    private static Run sftp(String as, String batch, String... options) {
        List<String> command = new ArrayList<>(List.of("sftp", "-q", "-F", "/dev/null", "-b", "-"));
        command.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
        command.addAll(List.of(
                "-o", "IdentitiesOnly=yes", "-i", KeyFile.client().privateKey().toString()));
        command.addAll(List.of(options));
        command.add(as + "@127.0.0.1");
        return hub.drey().other(command, batch.getBytes(StandardCharsets.UTF_8));
    }

    private static Run atDoor(String as, String batch) {
        return sftp(as, batch, "-P", Integer.toString(hub.port()));
    }

    @Test
    void theFirstAdminIsMadeThroughTheSocketAndComesInByKey() {
        assertThat(fine("user", "list").out()).contains("ana\tadmin\t1 key");
        assertThat(atDoor("ana", "ls local" + hub.served() + "\n").out()).contains("seen.txt");
        assertThat(atDoor("ana@local", "ls " + hub.served() + "\n").out()).contains("seen.txt");
        assertThat(atDoor("ana", "ls\n").out()).contains("local").contains("box");
    }

    @Test
    void aUserSeesWhatIsGrantedUntilItIsTakenBack() {
        fine("user", "add", "bob");
        assertThat(hub.drey().fed(PASSWORD, "user", "passwd", "bob", "--stdin").exit())
                .isZero();
        String grant =
                fine("user", "grant", "bob", "tag:shop", "read,write").out().strip();
        Run shown = fine("user", "show", "bob");
        assertThat(shown.out()).contains("password").contains("grant " + grant + " tag:shop:/ read,write");
        fine("user", "key", "bob", second().toString());
        assertThat(bob("ls\n").out()).contains("box").doesNotContain("local");
        fine("user", "revoke", "bob", grant);
        assertThat(bob("ls\n").out()).doesNotContain("box");
        fine("user", "passwd", "bob", "--none");
        assertThat(fine("user", "show", "bob").out()).doesNotContain("password");
        fine("user", "lock", "bob");
        assertThat(bob("ls\n").exit()).isNotZero();
        fine("user", "unlock", "bob");
        fine("user", "unkey", "bob", DoorKeys.fingerprint(second()));
        assertThat(bob("ls\n").exit()).isNotZero();
        fine("user", "remove", "bob");
        fails(1, "there is no user 'bob'", "user", "show", "bob");
    }

    private static Path second() {
        return DoorKeys.second(hub.drey().home());
    }

    private static Run bob(String batch) {
        String file = second().toString().replace(".pub", "");
        List<String> command = new ArrayList<>(List.of("sftp", "-q", "-F", "/dev/null", "-b", "-", "-i", file));
        command.addAll(List.of("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"));
        command.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "PasswordAuthentication=no"));
        command.addAll(List.of("-P", Integer.toString(hub.port()), "bob@127.0.0.1"));
        return hub.drey().other(command, batch.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theLastAdminStays() {
        fails(1, "the only admin who can come in", "user", "lock", "ana");
        fails(1, "the only admin who can come in", "user", "role", "ana", "user");
        fails(1, "the only admin who can come in", "user", "remove", "ana");
    }

    @Test
    void tokensHaveALabelRightsTargetsAnEndAndAreRevoked() {
        Run made = fine(
                "token",
                "add",
                "ana",
                "--label",
                "nightly",
                "--rights",
                "read",
                "--target",
                "lo*",
                "--expires",
                "2h",
                "--json");
        assertThat(made.out())
                .contains("\"label\":\"nightly\"")
                .contains("\"rights\":[\"read\"]")
                .contains("\"targets\":[\"lo*\"]")
                .contains("\"administer\":false")
                .contains("\"expires\"")
                .contains("\"secret\":\"drey_");
        Run second = fine("token", "add", "ana", "--administer", "-q");
        assertThat(second.out()).startsWith("drey_");
        assertThat(second.err()).isEmpty();
        Run listed = fine("token", "list", "ana");
        assertThat(listed.out()).contains("(nightly)").doesNotContain("drey_");
        for (String line : listed.lines()) fine("token", "revoke", line.split(" ", -1)[0]);
        assertThat(fine("token", "list", "ana").out()).isEmpty();
    }

    @Test
    void theAuditIsAskedByUserTargetPathTimeAndNumber() {
        assertThat(atDoor(
                                "ana",
                                "get local" + hub.served() + "/seen.txt "
                                        + hub.drey().work() + "/got\n")
                        .exit())
                .isZero();
        Run all = fine("audit", "--user", "ana", "--target", "local", "--since", "1h", "--json");
        assertThat(all.out())
                .contains("\"action\":\"read\"")
                .contains("\"path\":\"" + hub.served() + "/seen.txt\"")
                .contains("\"bytes\":4")
                .contains("\"result\":\"ok\"");
        assertThat(fine("audit", "--user", "nobody").out()).isEmpty();
        assertThat(atDoor("ana@box", "ls /\n").exit()).isZero();
        assertThat(fine("audit", "--target", "box").out())
                .contains(" connect box ")
                .doesNotContain("seen.txt");
        assertThat(fine("audit", "--path", "/elsewhere").out()).isEmpty();
        assertThat(fine("audit", "--path", hub.served().toString()).out()).contains("seen.txt");
        assertThat(fine("audit", "--since", "2099-01-01T00:00:00Z").out()).isEmpty();
        assertThat(fine("audit", "--limit", "1").lines()).hasSize(1);
        fails(2, "--limit takes", "audit", "--limit", "0");
        fails(2, "is neither 2h", "audit", "--since", "yesterdayT");
    }

    @Test
    void nobodyWritesLinesOfTheirOwnIntoTheAudit() {
        String forged = "x\n2026-01-01T00:00:00Z root remove-user ok from socket: ben";
        fails(1, "does not exist", "user", "lock", forged);
        fails(2, "one line of plain text", "token", "add", "ana", "--label", forged);
        fails(2, "no name or label is that long", "user", "lock", "y".repeat(60_000));
        List<String> lines = fine("audit", "--limit", "20").lines();
        assertThat(lines).noneMatch(line -> line.startsWith("2026-01-01T"));
        assertThat(lines).anyMatch(line -> line.contains("lock-user NOT_FOUND") && line.contains("x\\n2026"));
        assertThat(lines).allMatch(line -> line.length() < 2_000);
    }

    @Test
    void aPinnedPortIsOneTargetWhileTheCommandRuns() {
        Going going = hub.drey().start(Path.of("/dev/null"), "port", "local", "--json");
        String said = awaitLine(going);
        int port = Integer.parseInt(said.replaceAll("(?s).*\"port\":(\\d+).*", "$1"));
        Run listed = sftp("whoever", "ls " + hub.served() + "\n", "-P", Integer.toString(port));
        assertThat(listed.out()).contains("seen.txt");
        assertThat(fine("port", "--list").out()).contains(port + "\tlocal");
        going.process().destroy();
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !fine("port", "--list").out().contains(Integer.toString(port)));
    }

    private static String awaitLine(Going going) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.readString(going.out()).contains("\n"));
        try {
            return Files.readString(going.out());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aKeptPortStaysUntilItIsClosed() {
        Run opened = fine("port", "box", "--persist", "--json");
        String port = opened.out().replaceAll("(?s).*\"port\":(\\d+).*", "$1");
        fails(1, "Address already in use", "port", "box", "--port", port);
        assertThat(fine("port", "--list").out()).contains(port + "\tbox\tkept");
        fine("port", "--close", port);
        assertThat(fine("port", "--list").out()).doesNotContain(port);
        fails(1, "there is no pinned port", "port", "--close", port);
        fails(1, "there is no target 'nobody'", "port", "nobody");
    }

    @Test
    void serversOfTheHubComeAndGo() throws IOException {
        Path secret = hub.drey().home().resolve("secret");
        Files.writeString(secret, "hush-hush\n");
        fine(
                "servers",
                "--hub",
                "add",
                "kept",
                "host=127.0.0.1",
                "port=" + sshd.port(),
                "username=" + sshd.user(),
                "password=file:" + secret,
                "--tag",
                "store");
        Run listed = fine("servers", "--hub", "list", "--json");
        assertThat(listed.out())
                .contains("\"name\":\"kept\"")
                .contains("\"origin\":\"store\"")
                .contains("\"tags\":[\"store\"]")
                .contains("\"origin\":\"configuration\"")
                .doesNotContain("hush");
        assertThat(atDoor("ana", "ls\n").out()).contains("kept");
        fails(2, "stands in the hub's configuration", "servers", "--hub", "add", "box", "host=h");
        fails(2, "'box' stands in the hub's configuration", "servers", "--hub", "remove", "box");
        fine("servers", "--hub", "remove", "kept");
        assertThat(fine("servers", "--hub").out()).doesNotContain("kept");
        fails(2, "nothing for -n to show", "servers", "--hub", "remove", "kept", "-n");
        fails(2, "--tag belongs to add", "servers", "--hub", "list", "--tag", "t");
        fails(2, "no remoteHub is configured", "servers", "--hub", "-P", "22");
        fails(2, "-i is about a connection", "user", "list", "-i", "key");
        fails(2, "nothing to say --yes to", "transfers", "--hub", "--yes");
        fails(2, "--tag belongs to --hub", "servers", "add", "x", "host=h", "--tag", "t");
    }

    @Test
    void transfersOfTheHubAreListed() {
        assertThat(fine("transfers", "--hub").out()).isEmpty();
        fails(1, "there is no running transfer", "transfers", "--hub", "cancel", "t-1");
        fails(2, "takes list, pause", "transfers", "--hub", "clean");
    }

    @Test
    void aHubTellsWhetherItCouldRun() throws IOException {
        hub.drey()
                .write(
                        "other.yaml",
                        "hub: { ssh: \"127.0.0.1:1\", store: \"sqlite:"
                                + hub.drey().home() + "/other.db\" }\n");
        Run checked = fine(
                "serve",
                "--check",
                "--config",
                hub.drey().home().resolve("other.yaml").toString());
        assertThat(checked.out())
                .contains("other.db")
                .contains("door: 127.0.0.1:1")
                .contains("no mistakes");
        hub.drey().write("wrong.yaml", "hub: { shh: 1 }\n");
        Path wrong = hub.drey().home().resolve("wrong.yaml");
        fails(
                2,
                "wrong.yaml:1: there is no key 'shh'; did you mean ssh?",
                "serve",
                "--check",
                "--config",
                wrong.toString());
        assertThat(fine("serve", "--check").out()).contains("hub.db").contains("no mistakes");
        Files.writeString(
                hub.drey().home().resolve("other.db"), "this is no database, and long enough to be one".repeat(40));
        Run damaged = hub.drey()
                .run(
                        "serve",
                        "--check",
                        "--config",
                        hub.drey().home().resolve("other.yaml").toString());
        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.out()).contains("other.db").doesNotContain("no mistakes");
    }

    @Test
    void theLogOfAHubGoesWhereItIsSaid() {
        try (RunningHub other = new RunningHub("", "-v", "-v", "--log-file", "hub.log")) {
            Path log = other.drey().work().resolve("hub.log");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> Files.readString(log).contains("serves"));
            assertThat(other.log()).isEmpty();
        }
    }

    @Test
    void whereNoHubRunsItIsSaid() {
        try (DreyProgram alone = new DreyProgram()) {
            Run run = alone.run("user", "list");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.err()).contains("no hub runs on this machine").contains("drey serve");
        }
    }
}
