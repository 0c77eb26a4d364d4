package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What no proper client says, and how the server leaves.
@Timeout(120)
class McpProtocolIT extends AtServer {
    private static void assertLives(McpLines lines) {
        assertThat(lines.ask("ping", Map.of()).map()).containsKey("result");
    }

    @Test
    void malformedLinesAreAnsweredAndLifeGoesOn() {
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Map<String, Integer> wrong = Map.of(
                    "not json", -32700,
                    "{\"jsonrpc\":\"2.0\"", -32700,
                    "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}]", -32700,
                    "{}", -32600,
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600,
                    "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}", -32600,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"a\"}", -32600,
                    "{\"jsonrpc\":\"1.0\",\"id\":\"b\",\"method\":\"ping\"}", -32600,
                    "{\"jsonrpc\":\"2.0\",\"id\":\"c\",\"method\":\"ping\",\"params\":[]}", -32602);
            wrong.forEach((line, code) -> {
                lines.talk().say(line.getBytes(StandardCharsets.UTF_8));
                Heard answer = lines.talk().await(said -> said.has("error"));
                assertThat(McpLines.error(answer).map()).as(line).containsEntry("code", code);
            });
            byte[] broken = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"p?\"}".getBytes(StandardCharsets.UTF_8);
            broken[34] = (byte) 0xff;
            lines.talk().say(broken);
            assertThat(lines.talk().await(said -> said.has("error")).map()).containsEntry("id", null);
            lines.talk().say("\r".getBytes(StandardCharsets.UTF_8));
            assertLives(lines);
        }
    }

    @Test
    void aLineOverSixteenMebibytesIsLeftOut() {
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            byte[] line = new byte[(16 << 20) + 1];
            Arrays.fill(line, (byte) 'x');
            lines.talk().say(line);
            Heard answer = lines.talk().await(said -> said.has("error"));
            assertThat(McpLines.error(answer).at("message").text()).contains("16 MiB");
            assertLives(lines);
        }
    }

    @Test
    void whatIsNoCallIsRefusedWithoutNamesOfClasses() {
        try (McpLines lines = McpLines.start(drey, "mcp")) {
            assertThat(McpLines.error(lines.ask("tools/list", Map.of()))
                            .at("message")
                            .text())
                    .contains("initialize");
            assertThat(McpLines.error(lines.ask("initialize", Map.of("protocolVersion", 7)))
                            .toString())
                    .contains("protocolVersion");
            lines.greet("2025-06-18");
            List<Heard> refused = new ArrayList<>();
            refused.add(lines.ask("tools/call", Map.of()));
            refused.add(lines.ask("tools/call", Map.of("name", 3)));
            refused.add(lines.ask("tools/call", Map.of("name", "sftp_raed")));
            refused.add(lines.ask("tools/call", Map.of("name", "sftp_read", "arguments", List.of())));
            refused.add(lines.ask("tools/call", Map.of("name", "sftp_read", "_meta", "x")));
            refused.add(lines.ask("no/such", Map.of()));
            refused.add(lines.ask("logging/setLevel", Map.of("level", "loud")));
            refused.add(lines.ask("initialize", Map.of("protocolVersion", "2025-06-18")));
            for (Heard answer : refused) {
                assertThat(answer.map()).containsKey("error");
                assertThat(answer.toString())
                        .doesNotContain("Exception")
                        .doesNotContain("io.modelcontext")
                        .doesNotContain("java.");
            }
            assertThat(refused.get(2).toString()).contains("did you mean sftp_read");
            assertLives(lines);
        }
    }

    @Test
    void clientsThatKnowNoStructuredContentGetItAsText() {
        try (McpLines lines = McpLines.start(drey, "mcp")) {
            lines.greet("2024-11-05");
            assertThat(lines.call("sftp_targets", Map.of()).at("content").text())
                    .contains("\"localRoots\"");
        }
        try (McpLines lines = McpLines.start(drey, "mcp")) {
            lines.greet("2025-06-18");
            assertThat(lines.call("sftp_targets", Map.of()).at("content").text())
                    .doesNotContain("localRoots");
        }
    }

    @Test
    void aThousandCallsAtOnceAreAllAnswered() throws IOException {
        Files.writeString(sshd.disk().resolve("seen"), "x");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Set<Object> open = new HashSet<>();
            for (int i = 0; i < 1000; i++)
                open.add(lines.beginCall("sftp_stat", Map.of("target", "box", "path", "seen")));
            while (!open.isEmpty()) {
                Heard answer =
                        lines.talk().await(said -> open.contains(said.map().get("id")));
                assertThat(answer.at("result").map()).containsEntry("isError", false);
                open.remove(answer.map().get("id"));
            }
        }
    }

    @Test
    void aCancelledCallIsNotAnsweredAndACancelOfAnythingElseIsNothing() throws Exception {
        Files.write(drey.work().resolve("big"), new byte[8 << 20]);
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Heard opened = lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")));
            int put = lines.beginCall(
                    "console_execute_command",
                    Map.of(
                            "sessionId", opened.at("sessionId").text(),
                            "command", "sftp-put",
                            "args", List.of("big", "cancelled"),
                            "options", Map.of("bandwidth", "1MiB")));
            Thread.sleep(1500);
            lines.cancel(put);
            lines.cancel(put);
            lines.cancel(424_242);
            assertLives(lines);
            lines.talk().hangUp();
            assertThat(lines.talk().ended(Duration.ofSeconds(20))).isZero();
            assertThat(lines.talk().rest()).noneMatch(said -> said.says("id", put));
            assertThat(sshd.disk().resolve("cancelled")).doesNotExist();
        }
    }

    @Test
    void atTheEndOfInputCallsUnderWayAreAnswered() throws Exception {
        Files.write(drey.work().resolve("big"), new byte[3 << 20]);
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Heard opened = lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")));
            int put = lines.beginCall(
                    "console_execute_command",
                    Map.of(
                            "sessionId", opened.at("sessionId").text(),
                            "command", "sftp-put",
                            "args", List.of("big", "finished"),
                            "options", Map.of("bandwidth", "1MiB")));
            lines.talk().hangUp();
            Heard answer = lines.answer(put);
            assertThat(answer.at("result").at("structuredContent").map()).containsEntry("exitCode", 0);
            assertThat(lines.talk().ended(Duration.ofSeconds(10))).isZero();
            assertThat(sshd.disk().resolve("finished")).hasSize(3 << 20);
        }
    }

    @Test
    void whatTakesLongerThanTenSecondsIsStoppedAndCanBeResumed() throws Exception {
        Files.write(drey.work().resolve("big"), new byte[40 << 20]);
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Heard opened = lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")));
            int put = lines.beginCall(
                    "console_execute_command",
                    Map.of(
                            "sessionId", opened.at("sessionId").text(),
                            "command", "sftp-put",
                            "args", List.of("big", "resumable"),
                            "options", Map.of("bandwidth", "1MiB", "background", true)));
            assertThat(lines.answer(put).toString()).contains("\"exitCode\":0");
            long began = System.nanoTime();
            lines.talk().hangUp();
            assertThat(lines.talk().ended(Duration.ofSeconds(25))).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(9));
        }
        assertThat(sshd.disk().resolve("resumable")).doesNotExist();
        DreyProgram.Run again = drey.run("put", "--json", "big", "box:resumable");
        assertThat(again.exit()).as("%s", again).isZero();
        assertThat(again.out()).containsPattern("\"resumedFrom\":[1-9]");
    }

    @Test
    void standardOutputCarriesNothingButMessages() throws Exception {
        try (McpLines lines = McpLines.greeted(drey, "mcp", "-vv")) {
            lines.data("sftp_list", Map.of("target", "box"));
            lines.call("sftp_read", Map.of("target", "local", "path", "/etc/passwd"));
            lines.talk().hangUp();
            assertThat(lines.talk().ended(Duration.ofSeconds(15))).isZero();
            assertThat(lines.talk().rest()).noneMatch(said -> said.has("malformed"));
        }
        assertThat(Files.readString(drey.complaints())).contains("jail refused");
    }
}
