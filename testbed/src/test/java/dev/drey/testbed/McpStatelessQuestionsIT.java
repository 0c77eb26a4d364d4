package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a person is asked in the protocol of 2026-07-28: the answer to a call is the question, and the call is made
/// again with what was filled in.
@Timeout(120)
class McpStatelessQuestionsIT {
    private static final String CANARY = "kanarienvogel-asked";

    private Sshd sshd;
    private DreyProgram drey;
    private Path there;

    @BeforeEach
    void begin() throws IOException {
        sshd = Sshd.start();
        there = Files.createTempDirectory(sshd.disk(), "t");
        drey = new DreyProgram();
        drey.mkdir(".ssh");
        configured("");
    }

    @AfterEach
    void end() {
        drey.close();
        sshd.close();
    }

    /// `box`, whose key is known, and `new`, whose key is not.
    private void configured(String more) {
        drey.configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "") + "  new: { host: "
                + sshd.host() + ", port: " + sshd.port() + ", username: " + sshd.user() + ", privateKey: "
                + sshd.clientKey().privateKey() + ", agent: none, basePath: " + sshd.disk() + " }\n" + more);
    }

    private Map<String, Object> deleting(String tree) throws IOException {
        Files.createDirectories(there.resolve(tree));
        for (int i = 0; i < 3; i++) Files.writeString(there.resolve(tree + "/f" + i), "content");
        return McpStateless.calling("sftp_delete", Map.of("path", there.getFileName() + "/" + tree, "recursive", true));
    }

    private static Heard asked(McpStateless client, Map<String, Object> call) {
        Heard asking = client.result("tools/call", call);
        assertThat(asking.map()).as("%s", asking).containsEntry("resultType", "input_required");
        return asking;
    }

    private static Heard error(Heard answer) {
        assertThat(answer.at("result").map()).as("%s", answer).containsEntry("isError", true);
        return answer.at("result").at("structuredContent").at("error");
    }

    private static void assertRefused(Heard answer, String reason) {
        assertThat(answer.at("error").map()).as("%s", answer).containsEntry("code", -32602);
        assertThat(answer.at("error").at("data").map()).containsEntry("reason", reason);
        assertThat(answer.at("error").at("message").text()).contains("nothing was done");
    }

    @Test
    void aTreeIsRemovedWhenThePersonAgreesAndNeverElse() throws IOException {
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Map<String, Object> call = deleting("tree");
            Heard asking = asked(client, call);
            assertThat(asking.at("inputRequests").text()).contains("f0, f1, f2");
            Map<String, Object> yes = McpStateless.filled(asking, "agree", true);
            String name = yes.keySet().iterator().next();
            for (Map<String, Object> no : List.<Map<String, Object>>of(
                    McpStateless.filled(asking, "agree", false),
                    Map.of(name, Map.of("action", "decline")),
                    Map.of(name, Map.of("action", "cancel")))) {
                assertThat(error(client.again(asked(client, call), call, no)).map())
                        .containsEntry("failure", "NOT_ALLOWED");
            }
            assertThat(client.again(asked(client, call), call, Map.of())
                            .at("result")
                            .map())
                    .as("what is missing is asked for again")
                    .containsEntry("resultType", "input_required");
            assertThat(there.resolve("tree/f2")).exists();
            Heard done = client.again(asking, call, yes).at("result");
            assertThat(done.at("structuredContent").map()).containsEntry("deleted", 4);
            assertThat(there.resolve("tree")).doesNotExist();
            assertThat(client.talk().all()).noneMatch(said -> said.says("method", "elicitation/create"));
        }
    }

    @Test
    void aStateThatWasTouchedOrIsForAnotherCallOrProcessServesNothing() throws IOException {
        try (McpStateless client = McpStateless.asking(drey, "mcp");
                McpStateless other = McpStateless.asking(drey, "mcp")) {
            Map<String, Object> call = deleting("tree");
            Map<String, Object> second = deleting("second");
            Heard asking = asked(client, call);
            Map<String, Object> yes = McpStateless.filled(asking, "agree", true);
            String state = asking.at("requestState").text();
            for (int at : new int[] {0, state.length() / 2, state.length() - 2}) {
                String touched =
                        state.substring(0, at) + (state.charAt(at) == 'A' ? 'B' : 'A') + state.substring(at + 1);
                assertRefused(client.again(new Heard(Map.of("requestState", touched)), call, yes), "forged");
            }
            assertRefused(other.again(asking, call, yes), "forged");
            assertRefused(client.again(asking, second, yes), "other-call");
            Map<String, Object> moved = new LinkedHashMap<>(call);
            moved.put("name", "sftp_stat");
            assertRefused(client.again(asking, moved, yes), "other-call");
            assertThat(there.resolve("tree/f0")).exists();
            assertThat(there.resolve("second/f0")).exists();
            assertThat(client.again(asking, call, yes).at("result").map()).containsEntry("isError", false);
            deleting("tree");
            assertRefused(client.again(asking, call, yes), "used");
            assertThat(there.resolve("tree/f0")).exists();
        }
    }

    @Test
    void whatHasChangedSinceThePersonWasAskedIsNotRemoved() throws IOException {
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Map<String, Object> call = deleting("tree");
            Heard asking = asked(client, call);
            Files.writeString(there.resolve("tree/dear"), "dear");
            Heard refused = error(client.again(asking, call, McpStateless.filled(asking, "agree", true)));
            assertThat(refused.map()).containsEntry("failure", "CONFLICT");
            assertThat(there.resolve("tree/dear")).exists();
            assertThat(there.resolve("tree/f0")).exists();
        }
    }

    @Test
    void whereNobodyCanBeAskedThePlanAndTheLineToRunAreShown() throws IOException {
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            Map<String, Object> call = deleting("tree");
            Heard plan = client.result("tools/call", call).at("structuredContent");
            assertThat(plan.at("plan").map()).containsEntry("count", 3);
            assertThat(client.data(
                                    "sftp_delete",
                                    Map.of(
                                            "path",
                                            there.getFileName() + "/tree",
                                            "recursive",
                                            true,
                                            "confirmToken",
                                            plan.at("confirmToken").text()))
                            .map())
                    .containsEntry("deleted", 4);
            Heard refused = client.data("sftp_list", Map.of("target", "new")).at("error");
            assertThat(refused.map()).containsEntry("failure", "HOST_KEY_UNKNOWN");
            assertThat(refused.at("message").text())
                    .contains("drey trust new")
                    .contains(sshd.hostKey().fingerprint());
            assertThat(client.talk().all().toString()).doesNotContain("input_required");
        }
    }

    @Test
    void theConsoleAsksTooWhereEveryChangeIsAgreedTo() throws IOException {
        configured("mcp:\n  confirm: always\n");
        Files.writeString(there.resolve("a"), "content");
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            String session = client.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")))
                    .at("sessionId")
                    .text();
            Map<String, Object> call = McpStateless.calling(
                    "console_execute_command",
                    Map.of("sessionId", session, "command", "sftp-rm", "args", List.of(there.getFileName() + "/a")));
            Heard asking = asked(client, call);
            assertThat(there.resolve("a")).exists();
            Heard refused = client.again(asked(client, call), call, McpStateless.filled(asking, "agree", false));
            assertThat(error(refused).map()).containsEntry("failure", "NOT_ALLOWED");
            assertThat(there.resolve("a")).exists();
            Heard done = client.again(asking, call, McpStateless.filled(asking, "agree", true));
            assertThat(done.at("result").at("structuredContent").map()).containsEntry("exitCode", 0);
            assertThat(there.resolve("a")).doesNotExist();
        }
    }

    private static final Map<String, Object> LIST = McpStateless.calling("sftp_list", Map.of("target", "new"));

    private Path known() {
        return drey.home().resolve(".ssh/known_hosts");
    }

    @Test
    void aHostsKeyIsTrustedOnceOrWrittenDownOrRefused() throws IOException {
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard asking = asked(client, LIST);
            assertThat(asking.at("inputRequests").text())
                    .contains(sshd.hostKey().fingerprint())
                    .contains("ssh-ed25519");
            Heard refused = error(client.again(asking, LIST, McpStateless.filled(asking, "trust", "refuse")));
            assertThat(refused.map()).containsEntry("failure", "HOST_KEY_UNKNOWN");
            assertThat(refused.at("message").text()).contains("drey trust new");
            Heard second = asked(client, LIST);
            assertThat(client.again(second, LIST, McpStateless.filled(second, "trust", "once"))
                            .at("result")
                            .map())
                    .containsEntry("isError", false);
            assertThat(known()).doesNotExist();
            assertThat(client.result("tools/call", LIST).map())
                    .as("the connection is there")
                    .containsEntry("isError", false);
        }
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard asking = asked(client, LIST);
            assertThat(client.again(asking, LIST, McpStateless.filled(asking, "trust", "remember"))
                            .at("result")
                            .map())
                    .containsEntry("isError", false);
            assertThat(Files.readString(known())).contains("ssh-ed25519");
        }
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            assertThat(client.result("tools/call", LIST).map()).containsEntry("isError", false);
        }
    }

    @Test
    void aKeyAndThenAPlanMayBeAskedForByOneCall() throws IOException {
        deleting("tree");
        Map<String, Object> call = McpStateless.calling(
                "sftp_delete", Map.of("target", "new", "path", there.getFileName() + "/tree", "recursive", true));
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard key = asked(client, call);
            Heard plan = client.again(key, call, McpStateless.filled(key, "trust", "once"))
                    .at("result");
            Heard done = client.again(plan, call, McpStateless.filled(plan, "agree", true));
            assertThat(done.at("result").at("structuredContent").map()).containsEntry("deleted", 4);
            assertThat(there.resolve("tree")).doesNotExist();
        }
    }

    @Test
    void aHostThatOnlyACallDescribesIsRememberedByThisProcessAloneAndItsPasswordIsNeverSaid()
            throws InterruptedException {
        try (Sshd other = Sshd.start(SshdOptions.USUAL.withLogin("dreyms", CANARY));
                McpStateless client = McpStateless.asking(drey, "mcp")) {
            Map<String, Object> options = new LinkedHashMap<>(
                    Map.of("host", other.host(), "port", other.port(), "username", "dreyms", "password", CANARY));
            Map<String, Object> call = McpStateless.calling("console_create_session", Map.of("sftpOptions", options));
            Heard asking = asked(client, call);
            Heard opened = client.again(asking, call, McpStateless.filled(asking, "trust", "remember"));
            assertThat(opened.at("result").at("structuredContent").map()).containsEntry("status", "connected");
            // Another connection, since compression is agreed anew.
            options.put("compression", true);
            assertThat(client.data("console_create_session", Map.of("sftpOptions", options))
                            .map())
                    .containsEntry("status", "connected");
            other.killSessions();
            Thread.sleep(300);
            int unasked = client.begin(
                    "tools/call",
                    McpStateless.calling("console_create_session", Map.of("sftpOptions", options)),
                    Map.of(McpStateless.CAPABILITIES, Map.of()));
            assertThat(client.answer(unasked).at("result").map())
                    .as("what is remembered needs nobody to ask")
                    .containsEntry("isError", false);
            assertThat(known()).doesNotExist();
            String state = asking.at("requestState").text();
            byte[] body = Base64.getUrlDecoder().decode(state.substring(0, state.indexOf('.')));
            assertThat(new String(body, StandardCharsets.UTF_8))
                    .contains(other.host())
                    .doesNotContain(CANARY);
            assertThat(client.talk().all().toString()).doesNotContain(CANARY);
        }
    }

    @Test
    void aConnectionThatIsMadeAgainAsksInTheNameOfTheCallAtHand() throws Exception {
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard asking = asked(client, LIST);
            client.again(asking, LIST, McpStateless.filled(asking, "trust", "once"));
            sshd.killSessions();
            Thread.sleep(300);
            Heard second = asked(client, LIST);
            assertThat(client.again(second, LIST, McpStateless.filled(second, "trust", "once"))
                            .at("result")
                            .map())
                    .containsEntry("isError", false);
        }
    }

    @Test
    void aHostThatShowsAnotherKeyThanThePersonWasAskedAboutIsNotTrusted() {
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard asking = asked(client, LIST);
            sshd.kill();
            SshdOptions other =
                    SshdOptions.USUAL.withHostKeys(KeyFile.Kind.ECDSA_256).withLine("Port " + sshd.port());
            try (Sshd impostor = Sshd.start(other)) {
                Heard refused = error(client.again(asking, LIST, McpStateless.filled(asking, "trust", "remember")));
                assertThat(refused.map()).containsEntry("failure", "HOST_KEY_CHANGED");
                assertThat(refused.at("message").text())
                        .contains(sshd.hostKey().fingerprint())
                        .contains(impostor.hostKey().fingerprint());
                assertThat(known()).doesNotExist();
                assertThat(asked(client, LIST).at("inputRequests").text())
                        .contains(impostor.hostKey().fingerprint());
            }
        }
    }

    @Test
    void aResourceMayAskToo() throws IOException {
        Files.writeString(there.resolve("a"), "hello");
        Map<String, Object> read = Map.of("uri", "sftp://new/" + there.getFileName() + "/a");
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard asking = client.result("resources/read", read);
            assertThat(asking.map()).containsEntry("resultType", "input_required");
            Map<String, Object> other = Map.of("uri", "sftp://new/" + there.getFileName() + "/b");
            Map<String, Object> once = McpStateless.filled(asking, "trust", "once");
            assertRefused(client.ask("resources/read", McpStateless.retried(asking, other, once)), "other-call");
            Heard contents = client.result("resources/read", McpStateless.retried(asking, read, once));
            assertThat(contents.at("contents").at(0).map()).containsEntry("text", "hello");
        }
    }

    @Test
    void neitherAPasswordNorAPassphraseIsAskedFor() throws IOException {
        KeyFile locked = KeyFile.make(drey.home().resolve("locked"), KeyFile.Kind.ED25519, CANARY);
        String common = "host: " + sshd.host() + ", port: " + sshd.port() + ", knownHostsFile: " + sshd.knownHostsFile()
                + ", agent: none, identitiesOnly: true, username: " + sshd.user();
        configured("  locked: { " + common + ", privateKey: " + locked.privateKey() + " }\n");
        try (McpStateless client = McpStateless.asking(drey, "mcp")) {
            Heard error = client.data("sftp_list", Map.of("target", "locked")).at("error");
            assertThat(error.map()).containsEntry("failure", "AUTHENTICATION_FAILED");
            assertThat(error.at("message").text()).contains("nobody can be asked");
            assertThat(client.talk().all().toString()).doesNotContain("input_required");
        }
    }
}
