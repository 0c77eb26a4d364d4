package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The protocol of 2026-07-28 by a client of our own, at a real server; all that is said is judged by the protocol's
/// schema.
@Timeout(120)
class McpStatelessIT {
    private static Sshd sshd;

    private DreyProgram drey;
    private Path there;

    @BeforeAll
    static void startServer() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stopServer() {
        sshd.close();
    }

    @BeforeEach
    void begin() throws IOException {
        there = Files.createTempDirectory(sshd.disk(), "t");
        drey = new DreyProgram()
                .configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "")
                        + DreyProgram.server("bex", sshd, ""));
    }

    @AfterEach
    void end() {
        drey.close();
    }

    private String name(String file) {
        return there.getFileName() + "/" + file;
    }

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

    @Test
    void progressIsToldByItsTokenAndEndsWithTheAnswer() throws IOException {
        Files.write(drey.work().resolve("big"), new byte[6 << 20]);
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            String session = session(client);
            Map<String, Object> upload =
                    McpStateless.calling("console_execute_command", put(session, "big", "progress", "3MiB"));
            int id = client.begin("tools/call", upload, Map.of("progressToken", "t-1"));
            assertThat(client.answer(id).at("result").map()).containsEntry("isError", false);
            List<Heard> told = client.said("notifications/progress");
            assertThat(told).hasSizeGreaterThan(1);
            double last = -1;
            for (Heard one : told) {
                assertThat(one.at("params").map()).containsEntry("progressToken", "t-1");
                assertThat(one.at("params").at("progress").number()).isGreaterThan(last);
                last = one.at("params").at("progress").number();
            }
            List<Heard> all = client.talk().all();
            assertThat(all.indexOf(told.getLast()))
                    .isLessThan(all.stream()
                            .map(said -> said.says("id", id))
                            .toList()
                            .indexOf(true));
        }
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

    private Map<String, Object> put(String session, String local, String remote, String bandwidth) {
        return Map.of(
                "sessionId",
                session,
                "command",
                "sftp-put",
                "args",
                List.of(local, name(remote)),
                "options",
                Map.of("bandwidth", bandwidth));
    }

    private long partial() {
        java.io.File[] parts = there.toFile().listFiles((any, part) -> part.endsWith(".drey-part"));
        return parts == null || parts.length == 0 ? -1 : parts[0].length();
    }

    @Test
    void aCancelledPutStopsAndGoesOnAnotherTime() throws Exception {
        byte[] content = new byte[12 << 20];
        new Random(3).nextBytes(content);
        Files.write(drey.work().resolve("big"), content);
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            String session = session(client);
            int id = client.begin(
                    "tools/call",
                    McpStateless.calling("console_execute_command", put(session, "big", "stopped", "2MiB")),
                    Map.of("progressToken", 1));
            await().atMost(Duration.ofSeconds(30)).until(() -> partial() > 2 << 20);
            client.cancel(id);
            client.cancel(id);
            client.cancel(424_242);
            assertThat(client.result("server/discover", Map.of()).map()).isNotEmpty();
            int said = client.said("notifications/progress").size();
            await().atMost(Duration.ofSeconds(20)).until(this::isStill);
            long kept = partial();
            Thread.sleep(1000);
            assertThat(partial()).as("no more bytes arrive").isEqualTo(kept);
            assertThat(client.said("notifications/progress")).hasSizeLessThanOrEqualTo(said + 1);
            assertThat(there.resolve("stopped")).doesNotExist();
            Heard again = client.data("console_execute_command", put(session, "big", "stopped", "100MiB"));
            assertThat(again.at("transfer").at("resumedFrom").number()).isPositive();
            assertThat(there.resolve("stopped")).hasBinaryContent(content);
            assertThat(client.talk().all()).noneMatch(one -> one.says("id", id));
        }
    }

    /// Whether what has arrived stays the same for a while.
    private boolean isStill() throws InterruptedException {
        long before = partial();
        Thread.sleep(500);
        return partial() == before;
    }

    private static List<String> logged(McpStateless client) {
        return client.said("notifications/message").stream()
                .map(said -> said.at("params").at("data").at("event").text())
                .toList();
    }

    @Test
    void onlyARequestThatAskedForItIsToldWhatHappens() throws Exception {
        Files.write(drey.work().resolve("big"), new byte[3 << 20]);
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            String session = session(client);
            assertThat(client.call("console_execute_command", put(session, "big", "quiet", "100MiB"))
                            .map())
                    .containsEntry("isError", false);
            assertThat(client.said("notifications/message")).isEmpty();
            int silent = client.begin(
                    "tools/call",
                    McpStateless.calling("console_execute_command", put(session, "big", "silent", "1MiB")),
                    Map.of());
            int loud = client.begin(
                    "tools/call",
                    McpStateless.calling("console_execute_command", put(session, "big", "loud", "1MiB")),
                    Map.of(McpStateless.LEVEL, "info"));
            client.answer(loud);
            List<Heard> all = client.talk().all();
            int answered =
                    all.stream().map(said -> said.says("id", loud)).toList().indexOf(true);
            for (Heard said : client.said("notifications/message")) {
                assertThat(all.indexOf(said)).as("before the answer").isLessThan(answered);
                assertThat(said.at("params").map())
                        .containsEntry("level", "info")
                        .containsEntry("logger", "drey.events");
                assertThat(said.toString()).contains("loud").doesNotContain("silent");
            }
            assertThat(logged(client)).contains("transfer-started", "transfer-complete");
            client.begin("server/discover", Map.of(), Map.of(McpStateless.LEVEL, "debug"));
            if (client.talk().all().stream().noneMatch(said -> said.says("id", silent))) client.answer(silent);
            assertThat(client.said("notifications/message").toString()).doesNotContain("silent");
        }
    }

    @Test
    void resourcesAreListedReadAndListenedTo() throws Exception {
        Files.writeString(there.resolve("ä b.txt"), "größe\n");
        drey.write("work/a", "hello");
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            String first = client.result("resources/list", Map.of()).toString();
            assertThat(first).contains("drey://targets").contains("drey://events");
            assertThat(client.result("resources/templates/list", Map.of()).toString())
                    .contains("sftp://{target}/{+path}")
                    .contains("drey://sessions/{id}/events");
            Heard file = client.result(
                    "resources/read", Map.of("uri", "sftp://box/" + there.getFileName() + "/%C3%A4%20b.txt"));
            assertThat(file.at("contents").at(0).map()).containsEntry("text", "größe\n");
            assertThat(file.map()).containsEntry("ttlMs", 0).containsEntry("cacheScope", "private");
            for (String uri :
                    List.of("drey://nothing", "sftp://box/" + name("none"), "sftp://bax/x", "sftp://box/%zz")) {
                assertThat(client.error("resources/read", Map.of("uri", uri)).map())
                        .as(uri)
                        .containsEntry("code", -32602);
            }
            assertThat(client.error("resources/read", Map.of("uri", "sftp://box/" + there.getFileName()))
                            .map())
                    .containsEntry("code", -32603);
            String session = session(client);
            assertThat(client.result("resources/list", Map.of()).toString())
                    .as("no list depends on what was done before")
                    .isEqualTo(first);
            String uri = "drey://sessions/" + session + "/events";
            int stream = client.begin(
                    "subscriptions/listen",
                    Map.of(
                            "notifications",
                            Map.of(
                                    "resourcesListChanged",
                                    true,
                                    "resourceSubscriptions",
                                    List.of(uri, "sftp://box/x"))),
                    Map.of());
            Heard agreed = client.talk().await(said -> said.says("method", "notifications/subscriptions/acknowledged"));
            assertThat(agreed.at("params").at("_meta").map()).containsEntry(McpStateless.SUBSCRIPTION, stream);
            assertThat(agreed.at("params").at("notifications").map())
                    .isEqualTo(Map.of("resourceSubscriptions", List.of(uri)));
            client.data("console_execute_command", put(session, "a", "told", "100MiB"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !client.said("notifications/resources/updated").isEmpty());
            Heard told = client.said("notifications/resources/updated").getFirst();
            assertThat(told.at("params").map()).containsEntry("uri", uri);
            assertThat(told.at("params").at("_meta").map()).containsEntry(McpStateless.SUBSCRIPTION, stream);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.result("resources/read", Map.of("uri", uri))
                            .toString()
                            .contains("transfer-complete"));
            client.cancel(stream);
            client.result("server/discover", Map.of());
            Thread.sleep(300);
            int before = client.said("notifications/resources/updated").size();
            client.data("console_execute_command", put(session, "a", "untold", "100MiB"));
            Thread.sleep(500);
            assertThat(client.said("notifications/resources/updated")).hasSize(before);
            assertThat(client.talk().all()).noneMatch(said -> said.says("id", stream));
        }
    }

    @Test
    void aServerThatEndsEndsItsSubscriptions() throws Exception {
        try (McpStateless client = McpStateless.start(drey, "mcp")) {
            int stream = client.begin(
                    "subscriptions/listen",
                    Map.of("notifications", Map.of("resourceSubscriptions", List.of("drey://events"))),
                    Map.of());
            client.talk().hangUp();
            Heard ended = client.answer(stream);
            assertThat(ended.at("result").at("_meta").map()).containsEntry(McpStateless.SUBSCRIPTION, stream);
            assertThat(client.talk().ended(Duration.ofSeconds(10))).isZero();
            assertThat(client.talk().rest().toString()).contains("notifications/cancelled");
        }
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
