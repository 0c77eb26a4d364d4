package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSchException;
import dev.drey.testbed.DoorVisit.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What people may see and do at the door, and how soon they may no longer.
@Timeout(120)
class DoorGrantsIT {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final HubFixture HUB = HubFixture.start();

    @AfterAll
    static void stop() {
        HUB.close();
    }

    private static DoorVisit visit(HubUser user, String target) throws JSchException {
        return DoorVisit.of(HUB.byKey(user, target));
    }

    private static Path box(String name, String text) throws IOException {
        Path file = HUB.box().resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static Refusal put(DoorVisit visit, String path) {
        return DoorVisit.refused(() ->
                visit.sftp().put(new ByteArrayInputStream("new".getBytes(StandardCharsets.UTF_8)), path));
    }

    @Test
    void twoUsersSeeTwoTrees() throws Exception {
        box("public/open", "for all");
        box("private/shut", "not for ben");
        Files.writeString(HUB.shed().resolve("spade"), "a spade");
        HubUser ben = HUB.user("ben");
        HUB.grant(ben, "box:/public", "read");
        HubUser cleo = HUB.user("cleo");
        HUB.grant(cleo, "tag:spare", "read,write,delete");
        HUB.grant(cleo, "local:" + HUB.ro(), "read");
        try (TempDir work = TempDir.create()) {
            List<String> everything = List.of(
                    "ls -1 /", "ls -1 /box", "ls -1 /box/public", "get /box/public/open " + work.resolve("open"));
            DoorClient.Said of = SftpClient.batch(HUB.byKey(ben, ""), everything, work.path());
            assertThat(lines(of.fine())).containsExactly("/box", "/box/public", "/box/public/open");
            assertThat(work.resolve("open")).hasContent("for all");
            List<String> cleos = List.of("ls -1 /", "ls -1 /shed", "rename /shed/spade /shed/rake", "ls -1 /shed");
            assertThat(lines(SftpClient.batch(HUB.byKey(cleo, ""), cleos, work.path())
                            .fine()))
                    .containsExactly("/local", "/shed", "/shed/spade", "/shed/rake");
            for (String hidden : List.of("ls /shed", "ls /local", "get /box/private/shut", "ls /box/private")) {
                DoorClient.Said said = SftpClient.batch(HUB.byKey(ben, ""), List.of(hidden), work.path());
                assertThat(said.status()).as(hidden).isEqualTo(1);
                assertThat(said.words()).as(hidden).containsIgnoringCase("not found");
            }
            DoorClient.Said written = SftpClient.batch(HUB.byKey(ben, "box"), List.of("rm /public/open"), work.path());
            assertThat(written.status()).isEqualTo(1);
            assertThat(written.words()).containsIgnoringCase("permission denied");
        }
        assertThat(HUB.box().resolve("public/open")).hasContent("for all");
    }

    /// What sftp printed, without its echo of the commands.
    private static List<String> lines(String said) {
        return said.lines().filter(line -> line.startsWith("/")).toList();
    }

    @Test
    void aGrantThatIsTakenBackStopsTheNextOperationAndOpenFiles() throws Exception {
        box("lent/book", "x".repeat(3_000_000));
        HubUser dora = HUB.user("dora");
        String grant = HUB.grant(dora, "box:/lent", "read,write");
        try (DoorVisit visit = visit(dora, "box");
                InputStream reading = visit.sftp().get("/lent/book")) {
            assertThat(visit.names("/lent")).containsExactly("book");
            assertThat(reading.read()).isEqualTo('x');
            HUB.asked("user", "revoke", "dora", grant);
            long began = System.nanoTime();
            assertThat(DoorVisit.refused(() -> reading.transferTo(OutputStream.nullOutputStream()))
                            .status())
                    .isEqualTo(ChannelSftp.SSH_FX_NO_SUCH_FILE);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            assertThat(DoorVisit.refused(() -> visit.names("/lent")).status())
                    .isEqualTo(ChannelSftp.SSH_FX_NO_SUCH_FILE);
            assertThat(put(visit, "/lent/new").status()).isEqualTo(ChannelSftp.SSH_FX_NO_SUCH_FILE);
        }
        assertThat(HUB.box().resolve("lent/new")).doesNotExist();
    }

    @Test
    void whoeverLosesTheKeyIsPutOutAndDoesNotComeInAgain() throws Exception {
        HubUser emil = HUB.user("emil");
        HUB.grant(emil, "box", "read");
        try (DoorVisit visit = visit(emil, "")) {
            assertThat(visit.names("/")).containsExactly("box");
            HUB.asked("user", "unkey", "emil", emil.key().fingerprint());
            assertIsPutOut(visit);
        }
        assertThatThrownBy(() -> visit(emil, "")).isInstanceOf(JSchException.class);
        try (DoorVisit visit = DoorVisit.of(HUB.bySecret(emil, "", emil.password()))) {
            assertThat(visit.names("/")).containsExactly("box");
        }
    }

    private static void assertIsPutOut(DoorVisit visit) {
        Awaitility.await()
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !visit.session().isConnected());
    }

    @Test
    void aTokenAPasswordAndALockAreOutAsSoon() throws Exception {
        HubUser fay = HUB.user("fay");
        HUB.grant(fay, "box", "read");
        String token = HUB.asked("token", "list", "fay", "--json").replaceAll("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        try (DoorVisit byToken = DoorVisit.of(HUB.bySecret(fay, "", fay.token()));
                DoorVisit byPassword = DoorVisit.of(HUB.bySecret(fay, "", fay.password()));
                DoorVisit byKey = visit(fay, "")) {
            HUB.asked("token", "revoke", token);
            assertIsPutOut(byToken);
            assertThat(byPassword.names("/")).containsExactly("box");
            HUB.asked("user", "passwd", "fay", "--none");
            assertIsPutOut(byPassword);
            assertThat(byKey.names("/")).containsExactly("box");
            HUB.asked("user", "lock", "fay");
            assertIsPutOut(byKey);
        }
        assertThatThrownBy(() -> DoorVisit.of(HUB.bySecret(fay, "", fay.token())))
                .isInstanceOf(JSchException.class);
        assertThatThrownBy(() -> visit(fay, "")).isInstanceOf(JSchException.class);
    }

    @Test
    void whatIsHiddenAnswersLikeWhatIsMissing() throws Exception {
        box("shown/file", "seen");
        box("hidden/file", "not seen");
        for (String there : List.of("hidden", "absent")) {
            Files.createSymbolicLink(HUB.box().resolve("shown/to-" + there), Path.of("../" + there));
            Files.createSymbolicLink(HUB.box().resolve("shown/by-" + there), Path.of("../" + there + "/../shown"));
        }
        HubUser gus = HUB.user("gus");
        HUB.grant(gus, "box:/shown", "read,write,delete");
        try (DoorVisit visit = visit(gus, "")) {
            for (String[] pair : new String[][] {
                {"/box/hidden", "/box/absent"},
                {"/box/hidden/file", "/box/absent/file"},
                {"/box/shown/to-hidden/file", "/box/shown/to-absent/file"},
                {"/box/shown/by-hidden/file", "/box/shown/by-absent/file"},
                {"/shed", "/none"},
                {"/shed/file", "/none/file"},
                {"/gone/file", "/none/file"}
            }) {
                assertSameAnswers(visit, pair[0], pair[1]);
            }
        }
        assertThat(HUB.box().resolve("hidden/file")).hasContent("not seen");
    }

    private static void assertSameAnswers(DoorVisit visit, String hidden, String missing) {
        List<DoorVisit.Attempt> ofHidden = attempts(visit, hidden);
        List<DoorVisit.Attempt> ofMissing = attempts(visit, missing);
        for (int i = 0; i < ofHidden.size(); i++) {
            Refusal one = DoorVisit.refused(ofHidden.get(i));
            Refusal other = DoorVisit.refused(ofMissing.get(i));
            assertThat(one.status()).as("%s, attempt %s", hidden, i).isEqualTo(other.status());
            assertThat(one.words().replace(hidden, "PATH"))
                    .as("%s, attempt %s", hidden, i)
                    .isEqualTo(other.words().replace(missing, "PATH"));
        }
    }

    private static List<DoorVisit.Attempt> attempts(DoorVisit visit, String path) {
        ChannelSftp sftp = visit.sftp();
        return List.of(
                () -> sftp.stat(path),
                () -> sftp.lstat(path),
                () -> sftp.ls(path),
                () -> sftp.readlink(path),
                () -> sftp.get(path).transferTo(OutputStream.nullOutputStream()),
                () -> sftp.rm(path),
                () -> sftp.rmdir(path),
                () -> sftp.chmod(0600, path),
                () -> sftp.rename(path, "/box/shown/taken"));
    }

    @Test
    void nothingIsRenamedFromOneTargetToAnother() throws Exception {
        box("mine", "stays");
        try (DoorVisit visit = visit(HUB.admin(), "")) {
            String there = "/local" + HUB.rw() + "/moved";
            Refusal refused = DoorVisit.refused(() -> visit.sftp().rename("/box/mine", there));
            assertThat(refused.status()).isEqualTo(ChannelSftp.SSH_FX_OP_UNSUPPORTED);
            assertThat(refused.words())
                    .contains("/box/mine", "from box to local nothing can be renamed", "copy it, then remove it");
        }
        assertThat(HUB.box().resolve("mine")).hasContent("stays");
        assertThat(HUB.rw().resolve("moved")).doesNotExist();
    }

    @Test
    void aFolderThatIsReadOnlyRefusesToBeWritten() throws Exception {
        String readme = HUB.ro() + "/readme";
        try (DoorVisit visit = visit(HUB.admin(), "local")) {
            ChannelSftp sftp = visit.sftp();
            List<DoorVisit.Attempt> attempts = List.of(
                    () -> sftp.put(new ByteArrayInputStream(new byte[1]), HUB.ro() + "/new"),
                    () -> sftp.put(new ByteArrayInputStream(new byte[1]), readme),
                    () -> sftp.rm(readme),
                    () -> sftp.rename(readme, HUB.ro() + "/other"),
                    () -> sftp.rename(readme, HUB.rw() + "/other"),
                    () -> sftp.chmod(0600, readme),
                    () -> sftp.mkdir(HUB.ro() + "/folder"),
                    () -> sftp.symlink(readme, HUB.ro() + "/link"),
                    () -> sftp.hardlink(readme, HUB.rw() + "/link"));
            for (DoorVisit.Attempt attempt : attempts) {
                assertThat(DoorVisit.refused(attempt).status()).isEqualTo(ChannelSftp.SSH_FX_PERMISSION_DENIED);
            }
            assertThat(visit.names(HUB.ro().toString())).containsExactly("readme");
        }
        assertThat(Path.of(readme)).hasContent("only to be read");
    }

    @Test
    void aPinnedPortAsksWhoComesAndHasNoOtherTarget() throws Exception {
        box("by-port", "through the port");
        HubUser hal = HUB.user("hal");
        var going = HUB.begin("port", "box");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.readString(going.out()).contains("\n"));
            int port = Integer.parseInt(Files.readString(going.out()).replaceAll("(?s)sftp -P (\\d+) .*", "$1"));
            Path known = HUB.knownHosts(port);
            DoorLogin anybody =
                    new DoorLogin("x", port, HUB.byKey(HUB.admin(), "").key(), "", known);
            try (DoorVisit visit = DoorVisit.of(anybody)) {
                assertThat(visit.names("/")).contains("by-port");
            }
            DoorLogin hals = new DoorLogin("ana", port, HUB.byKey(hal, "").key(), "", known);
            try (DoorVisit visit = DoorVisit.of(hals)) {
                assertThat(DoorVisit.refused(() -> visit.names("/")).status())
                        .isEqualTo(ChannelSftp.SSH_FX_NO_SUCH_FILE);
            }
            DoorLogin byPassword =
                    HUB.bySecret(HUB.admin(), "", HUB.admin().password()).at(port);
            assertThatThrownBy(() -> DoorVisit.of(byPassword)).isInstanceOf(JSchException.class);
            try (DoorVisit visit =
                    DoorVisit.of(HUB.bySecret(hal, "", HUB.admin().token()).at(port))) {
                assertThat(visit.names("/")).contains("by-port");
            }
            going.process().destroy();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> HUB.asked("port", "--list").isEmpty());
            assertThatThrownBy(() -> DoorVisit.of(anybody)).isInstanceOf(JSchException.class);
        } finally {
            going.process().destroyForcibly();
        }
    }

    @Test
    void onlyFilesAreServed() {
        try (TempDir work = TempDir.create()) {
            for (List<String> words : List.of(List.of("id"), List.<String>of())) {
                List<String> command = new ArrayList<>(List.of("ssh"));
                command.addAll(DoorClient.sshOptions(HUB.byKey(HUB.admin(), "")));
                command.addAll(List.of("-p", Integer.toString(HUB.port()), "ana@" + Ports.HOST));
                command.addAll(words);
                DoorClient.Said said = DoorClient.said(work.path(), List.of(), command);
                assertThat(said.status()).as(said.words()).isNotZero();
                assertThat(said.words())
                        .contains("it serves files over SFTP only")
                        .hasLineCount(1);
            }
        }
    }
}
