package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// No secret that a call or the configuration brings comes back: not in results, errors, events or the log.
@Timeout(180)
class McpSecretsIT {
    private static final String RIGHT = "kanarienvogel-right";
    private static final String WRONG = "kanarienvogel-wrong";
    private static final String PHRASE = "kanarienvogel-phrase";
    private static final String ODD = "kanarienvogel-odd";

    private static Map<String, Object> options(Sshd sshd, Map<String, Object> more) {
        Map<String, Object> options =
                new HashMap<>(Map.of("host", sshd.host(), "port", sshd.port(), "username", "dreyms"));
        options.putAll(more);
        return Map.of("sftpOptions", options);
    }

    /// Calls that go well and calls that do not, each with a secret in it; answers asked for are given.
    private static void say(McpLines lines, Sshd sshd, String locked) {
        assertThat(lines.data("console_create_session", options(sshd, Map.of("password", RIGHT)))
                        .map())
                .containsEntry("status", "connected");
        lines.call("console_create_session", options(sshd, Map.of("password", WRONG)));
        lines.call("console_create_session", options(sshd, Map.of("privateKey", locked, "passphrase", PHRASE)));
        lines.call("console_create_session", options(sshd, Map.of("privateKey", locked, "passphrase", WRONG)));
        lines.call("console_create_session", options(sshd, Map.of("password", RIGHT, "pasword", ODD)));
        lines.call("console_create_session", options(sshd, Map.of("password", List.of(ODD))));
        lines.call("console_create_session", options(sshd, Map.of("password", RIGHT, "port", ODD)));
        lines.call(
                "console_create_session",
                options(sshd, Map.of("connection", Map.of("password", ODD), "password", RIGHT)));
        lines.call(
                "console_create_session",
                options(sshd, Map.of("host", "127.0.0.1", "port", Ports.free(), "password", RIGHT)));
        lines.call("sftp_list", Map.of("target", "box"));
        lines.call("sftp_list", Map.of("target", "wrong"));
        lines.call("sftp_list", Map.of("target", "sftp://u:" + ODD + "@127.0.0.1"));
        lines.ask("resources/read", Map.of("uri", "sftp://u:" + ODD + "@127.0.0.1/x"));
        lines.ask("tools/call", Map.of("name", "console_create_session", "arguments", List.of(RIGHT)));
        lines.ask("initialize", Map.of("password", ODD));
        lines.talk().say(("{\"jsonrpc\":\"2.0\",\"password\":\"" + ODD + "\"").getBytes(StandardCharsets.UTF_8));
        List<Heard> resources = lines.ask("resources/list", Map.of())
                .at("result")
                .at("resources")
                .list();
        assertThat(resources).hasSizeGreaterThan(2);
        for (Heard one : resources)
            lines.ask("resources/read", Map.of("uri", one.at("uri").text()));
    }

    private static List<String> secretLines(Path key) throws IOException {
        return Files.readAllLines(key).stream()
                .filter(line -> !line.startsWith("-----") && line.length() > 30)
                .toList();
    }

    @Test
    void secretsAreNeitherSaidNorWrittenDown() throws IOException {
        try (Sshd sshd = Sshd.start(SshdOptions.USUAL.withLogin("dreyms", RIGHT));
                DreyProgram drey = new DreyProgram()) {
            KeyFile key = KeyFile.make(drey.home().resolve("tmp/locked"), KeyFile.Kind.ED25519, PHRASE);
            drey.mkdir(".ssh");
            drey.write(".ssh/known_hosts", String.join("\n", sshd.knownHosts()) + "\n");
            String box = "host: " + sshd.host() + ", port: " + sshd.port() + ", username: dreyms, password: ";
            drey.configured("log: { level: trace }\nservers:\n  box: { " + box + RIGHT + " }\n  wrong: { " + box + WRONG
                    + " }\n");
            List<String> canaries = new ArrayList<>(List.of(RIGHT, WRONG, PHRASE, ODD));
            canaries.addAll(secretLines(key.privateKey()));
            Path log = drey.home().resolve("tmp/log");
            String said;
            try (McpLines lines = McpLines.start(drey, "mcp", "--log-file", log.toString())) {
                lines.greet("2024-11-05", Map.of());
                lines.ask("logging/setLevel", Map.of("level", "debug"));
                say(lines, sshd, Files.readString(key.privateKey()));
                said = lines.talk().all().toString();
            }
            assertThat(said)
                    .contains("connection-established")
                    .contains("authentication-error")
                    .contains("notifications/message");
            assertThat(said).doesNotContain(canaries);
            assertThat(Files.readString(log)).contains("TRACE");
            assertThat(Files.readString(log)).doesNotContain(canaries);
            assertThat(Files.readString(drey.complaints())).doesNotContain(canaries);
            try (Stream<Path> state = Files.exists(drey.state()) ? Files.walk(drey.state()) : Stream.empty()) {
                for (Path file : state.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain(canaries);
                }
            }
        }
    }
}
