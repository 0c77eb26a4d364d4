package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Resources and log messages: what happens at a real server, read by the official TypeScript SDK.
@Timeout(120)
class McpEventsIT extends AtServer {
    private static Heard read(TypeScriptClient client, String uri) {
        Heard answer = client.ask("readResource", Map.of("uri", uri));
        if (answer.has("error")) throw new AssertionError(uri + ": " + answer);
        return answer.at("result").at("contents").at(0);
    }

    private static List<Heard> events(TypeScriptClient client, String uri) {
        return Heard.parse(read(client, uri).at("text").text()).at("events").list();
    }

    private static List<String> names(List<Heard> events) {
        return events.stream().map(event -> event.at("event").text()).toList();
    }

    private static Heard refused(TypeScriptClient client, String method, String uri) {
        return client.ask(method, Map.of("uri", uri)).at("error");
    }

    private static String notices(TypeScriptClient client) {
        return client.ask("notices", Map.of()).at("result").toString();
    }

    @Test
    void theEventsOfASessionAreAResourceAndWhoSubscribesIsToldOfNews() throws IOException {
        drey.write("work/a", "hello");
        Path there = Files.createTempDirectory(sshd.disk(), "e");
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            String id = client.session("box");
            String uri = "drey://sessions/" + id + "/events";
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> names(events(client, uri)).contains("connection-established"));
            assertThat(client.ask("subscribeResource", Map.of("uri", uri)).has("error"))
                    .isFalse();
            assertThat(notices(client)).doesNotContain("resources/updated").contains("resources/list_changed");
            client.run(id, "sftp-put", "a", there + "/a");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> notices(client)
                            .contains("\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"" + uri));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> names(events(client, uri)).contains("transfer-complete"));
            List<Heard> events = events(client, uri);
            assertThat(names(events)).startsWith("connection-established", "transfer-started");
            Heard session = events.getFirst().at("session");
            assertThat(session.map()).containsEntry("sessionId", id);
            assertThat(session.at("config").map())
                    .containsEntry("host", sshd.host())
                    .containsEntry("port", sshd.port())
                    .containsEntry("privateKey", true);
            assertThat(events.getFirst().map())
                    .containsEntry("fingerprint", sshd.hostKey().fingerprint());
            Heard complete = events.stream()
                    .filter(one -> one.says("event", "transfer-complete"))
                    .findFirst()
                    .orElseThrow();
            assertThat(complete.map()).containsEntry("size", 5).containsEntry("atomic", true);
            assertThat(complete.at("destination").text()).contains(there + "/a");
            assertThat(client.ask("listResources", Map.of()).toString())
                    .contains(uri)
                    .contains("drey://targets");
        }
    }

    /// The first event of that name, awaited.
    private static Heard event(TypeScriptClient client, String session, String name) {
        String uri = "drey://sessions/" + session + "/events";
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> events(client, uri).stream()
                                .filter(one -> one.says("event", name))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    @Test
    void aTransferThatFailedIsToldWithWhatWasAskedSoThatItCanBeTriedAgain() throws IOException {
        drey.write("work/a", "hello");
        Path there = Files.createTempDirectory(sshd.disk(), "e");
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            String id = client.session("box");
            client.run(id, "sftp-put", List.of("a", there + "/none/a"), Map.of("mode", "600"));
            Heard error = event(client, id, "transfer-error");
            assertThat(error.at("error").map()).containsEntry("code", "ENOENT");
            Heard operation = error.at("operation");
            assertThat(operation.map())
                    .isEqualTo(Map.of(
                            "type",
                            "put",
                            "command",
                            "sftp-put",
                            "args",
                            List.of("a", there + "/none/a"),
                            "options",
                            Map.of("mode", "600")));
            assertThat(event(client, id, "transfer-started").at("operation")).isEqualTo(operation);
            Files.createDirectory(there.resolve("none"));
            Files.setPosixFilePermissions(there.resolve("none"), PosixFilePermissions.fromString("rwxrwxrwx"));
            Heard again = client.run(
                    id,
                    operation.at("command").text(),
                    operation.at("args").list().stream().map(Heard::text).toList(),
                    operation.at("options").map());
            assertThat(again.map()).containsEntry("exitCode", 0);
            Heard complete = event(client, id, "transfer-complete");
            assertThat(complete.at("operation")).isEqualTo(operation);
            assertThat(complete.map())
                    .containsEntry("filename", "a")
                    .containsKeys("size", "duration", "rate", "speed", "atomic", "warnings");
        }
    }

    @Test
    void whatIsWrittenWithinItsCallIsToldWithItToo() throws IOException {
        Path there = Files.createTempDirectory(sshd.disk(), "e");
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            Map<String, Object> write = Map.of("target", "box", "path", there + "/w", "content", "hello");
            client.data("sftp_write", write);
            String events = await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> client.ask("listResources", Map.of()).toString(),
                            all -> all.contains("drey://sessions/"))
                    .replaceFirst(".*(drey://sessions/[^\"]+/events).*", "$1");
            Heard operation = await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> events(client, events).stream()
                                    .filter(one -> one.says("event", "transfer-complete"))
                                    .toList(),
                            found -> !found.isEmpty())
                    .getFirst()
                    .at("operation");
            assertThat(operation.map())
                    .containsEntry("type", "write")
                    .containsEntry("command", "sftp_write")
                    .containsEntry("options", write);
        }
    }

    @Test
    void contentsAndTokensAreNoPartOfAnEvent() throws IOException {
        Path there = Files.createTempDirectory(sshd.disk(), "e");
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
        String content = "c".repeat(2000) + "canary";
        drey.configured("mcp: { confirm: always }\nservers:\n" + DreyProgram.server("box", sshd, ""));
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            String id = client.session("box");
            Map<String, Object> put =
                    Map.of("sessionId", id, "command", "sftp-put-content", "args", List.of(content, there + "/a"));
            assertThat(client.data("console_execute_command", put).map()).containsEntry("exitCode", 0);
            Map<String, Object> agreed = new LinkedHashMap<>(put);
            String token = client.data("console_execute_command", put)
                    .at("confirmToken")
                    .text();
            agreed.put("confirmToken", token);
            assertThat(client.data("console_execute_command", agreed).map()).containsEntry("exitCode", 0);
            Heard started = event(client, id, "transfer-started");
            assertThat(started.at("operation").map()).containsEntry("shortened", true);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> names(events(client, "drey://sessions/" + id + "/events")).stream()
                                    .filter("transfer-complete"::equals)
                                    .count()
                            == 2);
            String all = read(client, "drey://sessions/" + id + "/events").toString();
            assertThat(all).contains("c".repeat(1024)).doesNotContain("canary").doesNotContain(token);
        }
    }

    @Test
    void nobodyIsToldOfWhatWasNotSubscribedOrNoLongerIs() {
        drey.write("work/a", "hello");
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            String id = client.session("box");
            Map<String, Object> uri = Map.of("uri", "drey://sessions/" + id + "/events");
            assertThat(client.ask("subscribeResource", uri).has("error")).isFalse();
            assertThat(client.ask("unsubscribeResource", uri).has("error")).isFalse();
            client.run(id, "sftp-put", "a", "not-told");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> names(events(client, "drey://sessions/" + id + "/events"))
                            .contains("transfer-complete"));
            assertThat(notices(client)).doesNotContain("resources/updated").doesNotContain("notifications/message");
        }
    }

    /// The log messages so far, awaited until there are so many.
    private static List<Heard> logged(McpLines lines, int least) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> lines.talk().all().stream()
                                .filter(said -> said.says("method", "notifications/message"))
                                .toList(),
                        found -> found.size() >= least);
    }

    @Test
    void logMessagesComeToThoseThatSetALevelAndFromThatLevelOn() {
        drey.configured("servers:\n" + DreyProgram.server("box", sshd, "") + "  gone: { host: 127.0.0.1, port: "
                + Ports.free() + ", username: u, password: x, retry: { maxAttempts: 1 } }\n");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            lines.data("sftp_list", Map.of("target", "box"));
            assertThat(lines.ask("logging/setLevel", Map.of("level", "error")).has("result"))
                    .isTrue();
            lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")));
            lines.call("sftp_list", Map.of("target", "gone"));
            Heard first = logged(lines, 1).getFirst();
            assertThat(first.at("params").map()).containsEntry("level", "error").containsEntry("logger", "drey.events");
            Heard data = first.at("params").at("data");
            assertThat(data.map()).containsEntry("event", "connection-error");
            assertThat(data.at("error").map()).containsEntry("level", "client-socket");
            assertThat(lines.ask("logging/setLevel", Map.of("level", "info")).has("result"))
                    .isTrue();
            lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")));
            Heard next = logged(lines, 2).get(1);
            assertThat(next.at("params").at("data").map()).containsEntry("event", "connection-established");
            Heard outside = lines.ask("resources/read", Map.of("uri", "drey://events"));
            assertThat(outside.toString()).contains("connection-error");
        }
    }

    @Test
    void whatACallHasCausedIsToldBeforeItsAnswer() {
        drey.write("work/a", "hello");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            lines.ask("logging/setLevel", Map.of("level", "info"));
            String id = lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")))
                    .at("sessionId")
                    .text();
            for (int i = 0; i < 20; i++) {
                List<String> args = List.of("a", "told-" + i);
                lines.data("console_execute_command", Map.of("sessionId", id, "command", "sftp-put", "args", args));
                Heard last = lines.talk().all().stream()
                        .filter(said -> said.says("method", "notifications/message"))
                        .map(said -> said.at("params").at("data"))
                        .toList()
                        .getLast();
                assertThat(last.map())
                        .containsEntry("event", "transfer-complete")
                        .containsEntry("filename", "a");
                assertThat(last.at("operation").map())
                        .containsEntry("type", "put")
                        .containsEntry("command", "sftp-put")
                        .containsEntry("args", args);
                assertThat(last.at("duration").number()).isNotNegative();
            }
        }
    }

    @Test
    void filesAreReadByTheirTargetAndPath() throws IOException {
        Path there = Files.createTempDirectory(sshd.disk(), "r");
        Files.writeString(there.resolve("ä 100%.txt"), "größe\n");
        Files.write(there.resolve("bytes"), new byte[] {0, (byte) 0xff, 1});
        Files.write(there.resolve("large"), new byte[(1 << 20) + 1]);
        drey.write("work/here.txt", "local");
        drey.write("outside", "canary");
        String name = "sftp://box/" + there.getFileName();
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            assertThat(client.ask("listResourceTemplates", Map.of()).toString()).contains("sftp://{target}/{+path}");
            assertThat(read(client, name + "/%C3%A4%20100%25.txt").map())
                    .containsEntry("text", "größe\n")
                    .containsEntry("mimeType", "text/plain");
            assertThat(read(client, "sftp://box/" + there + "/bytes").map())
                    .containsEntry("blob", Base64.getEncoder().encodeToString(new byte[] {0, (byte) 0xff, 1}));
            assertThat(read(client, "sftp://local/here.txt").map()).containsEntry("text", "local");
            assertThat(refused(client, "readResource", name + "/none").map()).containsEntry("code", -32002);
            assertThat(refused(client, "readResource", name + "/large").toString())
                    .contains("1 MiB");
            assertThat(refused(client, "readResource", name).toString()).contains("sftp_list");
            assertThat(refused(client, "readResource", name + "/%zz").toString())
                    .contains("%25");
            assertThat(refused(client, "readResource", "sftp://bax/x").toString())
                    .contains("did you mean box");
            assertThat(refused(client, "readResource", "sftp://u:canary@h/x").toString())
                    .contains("password")
                    .doesNotContain("canary");
            for (String outside : List.of("../outside", "/etc/passwd")) {
                assertThat(refused(client, "readResource", "sftp://local/" + outside)
                                .toString())
                        .contains("--root")
                        .doesNotContain("canary");
            }
            assertThat(refused(client, "subscribeResource", "sftp://box/x").toString())
                    .contains("drey://");
        }
    }

    @Test
    void targetsAreAResourceAndWhatIsNoneIsRefused() {
        try (TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            Heard targets =
                    Heard.parse(read(client, "drey://targets").at("text").text());
            assertThat(targets.map())
                    .isEqualTo(client.data("sftp_targets", Map.of()).map());
            for (String uri :
                    Arrays.asList("drey://nothing", "drey://sessions/s-1/events", "x", "file:///etc/passwd")) {
                assertThat(refused(client, "readResource", uri).map()).as(uri).containsEntry("code", -32002);
            }
        }
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(McpLines.error(lines.ask("resources/read", Map.of())).toString())
                    .contains("needs uri");
            assertThat(McpLines.error(lines.ask("resources/subscribe", Map.of("uri", 3)))
                            .toString())
                    .contains("needs uri");
        }
    }
}
