package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the person behind a client is asked, and what happens where nobody can be.
@Timeout(120)
class McpQuestionsIT {
    private static final String CANARY = "kanarienvogel-elicited";
    private static Sshd sshd;

    private DreyProgram drey;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start(SshdOptions.USUAL.withLogin("dreymq", CANARY));
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() {
        drey = new DreyProgram();
    }

    @AfterEach
    void end() {
        drey.close();
    }

    private static Map<String, Object> options(Map<String, Object> more) {
        Map<String, Object> options = new HashMap<>(
                Map.of("host", sshd.host(), "port", sshd.port(), "username", "dreymq", "password", CANARY));
        options.putAll(more);
        return Map.of("sftpOptions", options);
    }

    private TypeScriptClient answering(Map<String, Object> answers) {
        drey.with("CLIENT_ANSWERS", Heard.JSON.writeValueAsString(answers));
        return TypeScriptClient.start(drey, "mcp");
    }

    private static List<Heard> asked(TypeScriptClient client) {
        return client.ask("asked", Map.of()).at("result").at("asked").list();
    }

    private static Heard error(Heard result) {
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        return result.at("structuredContent").at("error");
    }

    private static String trustLine() {
        return "drey trust '[" + sshd.host() + "]:" + sshd.port() + "'";
    }

    @Test
    void aKeyThatIsRememberedIsRememberedForThisCallerAlone() {
        try (TypeScriptClient client = answering(Map.of("trust", "remember"))) {
            assertThat(client.data("console_create_session", options(Map.of())).map())
                    .containsEntry("status", "connected");
            // Another connection, since compression is agreed anew.
            assertThat(client.data("console_create_session", options(Map.of("compression", true)))
                            .map())
                    .containsEntry("status", "connected");
            List<Heard> asked = asked(client);
            assertThat(asked).hasSize(1);
            assertThat(asked.getFirst().at("message").text())
                    .contains(sshd.hostKey().fingerprint())
                    .contains("ssh-ed25519");
        }
        assertThat(drey.home().resolve(".ssh/known_hosts")).doesNotExist();
        try (TypeScriptClient next = answering(Map.of("trust", "once"))) {
            assertThat(next.data("console_create_session", options(Map.of())).map())
                    .containsEntry("status", "connected");
            assertThat(asked(next)).hasSize(1);
        }
    }

    @Test
    void ofAConfiguredServerTheKeyIsWrittenDown() throws IOException {
        drey.mkdir(".ssh");
        drey.configured("servers:\n  asked: { host: " + sshd.host() + ", port: " + sshd.port()
                + ", username: dreymq, password: " + CANARY + " }\n");
        try (TypeScriptClient client = answering(Map.of("trust", "remember"))) {
            assertThat(client.data("sftp_list", Map.of("target", "asked")).has("error"))
                    .isFalse();
            assertThat(asked(client)).hasSize(1);
        }
        assertThat(Files.readString(drey.home().resolve(".ssh/known_hosts"))).contains("ssh-ed25519");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(lines.data("sftp_list", Map.of("target", "asked")).has("error"))
                    .isFalse();
        }
    }

    @Test
    void whoRefusesOrCannotBeAskedGetsTheLineToRun() {
        try (TypeScriptClient client = answering(Map.of("trust", "refuse"))) {
            Heard refused = error(client.call("console_create_session", options(Map.of())));
            assertThat(refused.map()).containsEntry("failure", "HOST_KEY_UNKNOWN");
            assertThat(refused.at("message").text()).contains(trustLine());
        }
        try (TypeScriptClient client = answering(Map.of("other", "x"))) {
            assertThat(error(client.call("console_create_session", options(Map.of())))
                            .toString())
                    .contains(trustLine());
        }
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Heard refused = error(lines.call("console_create_session", options(Map.of())));
            assertThat(refused.map()).containsEntry("failure", "HOST_KEY_UNKNOWN");
            assertThat(refused.at("message").text())
                    .contains(trustLine())
                    .contains(sshd.hostKey().fingerprint());
            assertThat(lines.talk().all()).noneMatch(said -> said.says("method", "elicitation/create"));
        }
    }

    @Test
    void neitherAPasswordNorAPassphraseIsAskedInAForm() throws IOException {
        KeyFile locked = KeyFile.make(drey.home().resolve("locked"), KeyFile.Kind.ED25519, "kanarienvogel-passphrase");
        sshd.authorize(locked);
        String common = "host: " + sshd.host() + ", port: " + sshd.port() + ", knownHostsFile: " + sshd.knownHostsFile()
                + ", agent: none, identitiesOnly: true";
        drey.configured("servers:\n  prompt: { " + common + ", username: dreymq }\n  locked: { " + common
                + ", username: " + sshd.user() + ", privateKey: " + locked.privateKey() + " }\n");
        try (TypeScriptClient client = answering(Map.of("answer", CANARY))) {
            for (var target : Map.of(
                            "prompt", "nobody can be asked for a password",
                            "locked", "needs a passphrase and nobody can be asked")
                    .entrySet()) {
                Heard error = client.data("sftp_list", Map.of("target", target.getKey()))
                        .at("error");
                assertThat(error.map()).containsEntry("failure", "AUTHENTICATION_FAILED");
                assertThat(error.at("message").text()).contains(target.getValue());
            }
            assertThat(asked(client)).isEmpty();
        }
    }
}
