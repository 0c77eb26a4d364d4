package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The protocol of 2026-07-28 by a client of our own, at a real server; all that is said is judged by the protocol's
/// schema.
@Timeout(120)
class McpStatelessIT extends AtTwoNames {
    @Test
    void aServerSaysWhatItIsAndSpeaks() {
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            Heard told = client.result("server/discover", Map.of());
            assertThat(told.at("supportedVersions").list().getFirst().text()).isEqualTo("2026-07-28");
            assertThat(told.at("supportedVersions").text()).contains("2025-11-25");
            assertThat(told.at("capabilities").map()).containsOnlyKeys("tools", "resources", "logging");
            assertThat(told.at("instructions").text()).contains("sftp_targets");
            assertThat(told.at("_meta").at("io.modelcontextprotocol/serverInfo").map())
                    .containsEntry("name", "drey");
        }
    }

    @Test
    void nobodyNeedsToBeGreeted() throws IOException {
        Files.writeString(there.resolve("a"), "hello");
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            assertThat(client.data("sftp_read", Map.of("path", name("a"))).map())
                    .containsEntry("content", "hello");
        }
    }

    @Test
    void versionsAndWhatARequestMustSayAreChecked() {
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            for (String version : List.of("1900-01-01", "2025-11-25", "2027-01-01", "")) {
                Heard error = client.askPlain(
                                "server/discover", Map.of("_meta", client.meta(Map.of(McpStateless.VERSION, version))))
                        .at("error");
                assertThat(error.map()).containsEntry("code", -32022);
                assertThat(error.at("data").map()).containsEntry("requested", version);
                assertThat(error.at("data").at("supported").text()).contains("2026-07-28");
            }
            for (String method : List.of("server/discover", "tools/list", "tools/call", "resources/read", "ping")) {
                for (Map<String, Object> less : List.<Map<String, Object>>of(
                        Map.of(),
                        Map.of("_meta", Map.of()),
                        Map.of("_meta", "x"),
                        Map.of("_meta", Map.of(McpStateless.VERSION, "2026-07-28")),
                        Map.of("_meta", Map.of(McpStateless.CAPABILITIES, Map.of())),
                        Map.of("_meta", client.meta(Map.of(McpStateless.CAPABILITIES, "all"))),
                        Map.of("_meta", client.meta(Map.of(McpStateless.LEVEL, "loud"))),
                        Map.of("_meta", client.meta(Map.of("progressToken", true))))) {
                    Heard error = client.askPlain(method, less).at("error");
                    assertThat(error.map()).as("%s %s", method, less).containsEntry("code", -32602);
                }
            }
        }
    }

    @Test
    void theListOfToolsIsTheSameInBothErasAndAtEveryTime() {
        try (McpStateless client = McpStateless.start(drey, "mcp");
                McpLines old = McpLines.greeted(drey, "mcp")) {
            Heard first = client.result("tools/list", Map.of());
            assertThat(first.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(32 << 10);
            assertThat(first.at("cacheScope").text()).isEqualTo("public");
            assertThat(first.at("ttlMs").number()).isPositive();
            client.data("sftp_targets", Map.of());
            assertThat(client.result("tools/list", Map.of()).toString()).isEqualTo(first.toString());
            Heard before = old.ask("tools/list", Map.of()).at("result");
            assertThat(first.at("tools").value()).isEqualTo(before.at("tools").value());
        }
    }

    @TestFactory
    Stream<DynamicTest> everyToolAnswersWellAndBadly() {
        McpStateless client = McpStateless.start(drey, "mcp");
        Path disk = sshd.disk();
        Path here = drey.work();
        return McpEveryToolIT.CASES.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    String tool = one.getKey();
                    McpEveryToolIT.Case known = one.getValue();
                    known.walk().go(new McpWalks(client, here), tool, Files.createTempDirectory(disk, "t"));
                    Heard unknown = client.call(tool, Map.of("zzz", "canary"));
                    assertThat(unknown.map()).containsEntry("isError", true);
                    assertThat(unknown.toString()).contains("takes no").doesNotContain("canary");
                    if (known.missing()) {
                        Heard missing = client.call(tool, known.least());
                        assertThat(missing.map()).containsEntry("isError", true);
                        assertThat(missing.at("structuredContent").at("error").map())
                                .containsEntry("failure", "NOT_FOUND");
                    }
                    client.judge();
                }))
                .onClose(client::close);
    }

    private static Heard run(McpStateless client, String session, String command, String... args) {
        return client.call(
                "console_execute_command", Map.of("sessionId", session, "command", command, "args", List.of(args)));
    }

    @Test
    void theConsoleAnswersWellAndBadlyToo() throws IOException {
        Files.writeString(there.resolve("a"), "hello");
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            String session = session(client);
            Heard read = run(client, session, "sftp-get-content", name("a"));
            assertThat(read.map()).containsEntry("isError", false);
            assertThat(read.at("structuredContent").map())
                    .containsEntry("exitCode", 0)
                    .containsEntry("output", "hello");
            Heard missing = run(client, session, "sftp-stat", name("none"));
            assertThat(missing.map()).containsEntry("isError", true);
            assertThat(missing.at("structuredContent").map()).containsEntry("exitCode", 1);
            assertThat(missing.at("structuredContent").at("error").map()).containsEntry("code", "ENOENT");
            assertThat(run(client, session, "sftp-lst").at("structuredContent").map())
                    .containsEntry("exitCode", 127);
            assertThat(client.data("console_list_sessions", Map.of()).toString())
                    .contains(session);
            client.data("console_stop_session", Map.of("sessionId", session));
            assertThat(run(client, session, "sftp-stat", name("a")).map()).containsEntry("isError", true);
            assertThat(client.call("console_create_session", Map.of("sftpOptions", Map.of("server", "bux")))
                            .toString())
                    .contains("did you mean");
        }
    }

    @Test
    void aThousandCallsAtOnceAreAllAnswered() throws IOException {
        Files.writeString(there.resolve("seen"), "x");
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            Set<Object> open = new HashSet<>();
            for (int i = 0; i < 1000; i++) {
                open.add(client.begin(
                        "tools/call", McpStateless.calling("sftp_stat", Map.of("path", name("seen"))), Map.of()));
            }
            while (!open.isEmpty()) {
                Heard answer =
                        client.talk().await(said -> open.contains(said.map().get("id")));
                assertThat(answer.at("result").map()).containsEntry("isError", false);
                open.remove(answer.map().get("id"));
            }
        }
    }

    private static String session(McpStateless client) {
        return client.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")))
                .at("sessionId")
                .text();
    }

    @Test
    void malformedAndOverlongLinesAreAnsweredAndLifeGoesOn() {
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            client.result("server/discover", Map.of());
            byte[] tooLong = new byte[(16 << 20) + 1];
            Arrays.fill(tooLong, (byte) 'x');
            for (byte[] line : List.of(
                    "not json".getBytes(StandardCharsets.UTF_8),
                    "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]".getBytes(StandardCharsets.UTF_8),
                    "{}".getBytes(StandardCharsets.UTF_8),
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}".getBytes(StandardCharsets.UTF_8),
                    "{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"ping\",\"params\":[]}"
                            .getBytes(StandardCharsets.UTF_8),
                    tooLong)) {
                client.talk().say(line);
                assertThat(client.talk()
                                .await(said -> said.has("error"))
                                .at("error")
                                .map())
                        .containsKeys("code", "message");
            }
            assertThat(client.result("server/discover", Map.of()).map()).isNotEmpty();
            for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                    Map.of(),
                    Map.of("name", 3),
                    Map.of("name", "sftp_raed"),
                    Map.of("name", "sftp_read", "arguments", "x"))) {
                Heard error = client.error("tools/call", wrong);
                assertThat(error.map()).as("%s", wrong).containsEntry("code", -32602);
                assertThat(error.toString()).doesNotContain("Exception").doesNotContain("dev.drey");
            }
        }
    }

    /// What every request of the new era says.
    private static Map<String, Object> meta() {
        return Map.of(McpStateless.VERSION, "2026-07-28", McpStateless.CAPABILITIES, Map.of());
    }

    private static Heard newEra(McpLines lines, String method) {
        return lines.ask(method, Map.of("_meta", meta(), "uri", "drey://events"));
    }

    @Test
    void whoProbesWithTheNewEraMayGoOnInTheOldOneAndInBoth() {
        try (McpLines lines = McpLines.start(drey, "mcp")) {
            assertThat(newEra(lines, "server/discover").at("result").map()).containsEntry("resultType", "complete");
            assertThat(newEra(lines, "ping").at("error").map()).containsEntry("code", -32601);
            assertThat(newEra(lines, "resources/subscribe").at("error").toString())
                    .contains("-32601")
                    .contains("subscriptions/listen");
            assertThat(lines.ask("tools/list", Map.of()).at("error").toString())
                    .contains("-32602")
                    .contains("initialize");
            assertThat(lines.greet("2025-11-25").at("result").map()).containsEntry("protocolVersion", "2025-11-25");
            assertThat(lines.ask("ping", Map.of()).map()).containsKey("result");
            assertThat(lines.data("sftp_targets", Map.of()).toString()).contains("box");
            assertThat(lines.call("sftp_targets", Map.of()).has("resultType")).isFalse();
            assertThat(newEra(lines, "tools/list").at("result").map()).containsEntry("resultType", "complete");
        }
    }

    @Test
    void whoWasGreetedIsToldThatTheNewErasMethodsAreNotItsOwn() {
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            for (String method : List.of("server/discover", "subscriptions/listen")) {
                assertThat(lines.ask(method, Map.of("notifications", Map.of()))
                                .at("error")
                                .map())
                        .as(method)
                        .containsEntry("code", -32601);
            }
            assertThat(newEra(lines, "server/discover").at("result").map()).containsEntry("resultType", "complete");
            assertThat(lines.ask("ping", Map.of()).map()).containsKey("result");
        }
    }
}
