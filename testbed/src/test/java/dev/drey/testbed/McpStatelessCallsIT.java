package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is said beside the answers in the protocol of 2026-07-28: progress, log messages, news of resources; and calls
/// that are cancelled.
@Timeout(120)
class McpStatelessCallsIT extends AtTwoNames {
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
}
