package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What goes on in the background, followed and steered by the official TypeScript SDK.
@Timeout(120)
class McpTransfersIT extends AtClient {
    private static final byte[] CONTENT = new byte[6 << 20];

    @BeforeAll
    static void fill() throws IOException {
        new Random(7).nextBytes(CONTENT);
        Files.write(drey.work().resolve("big"), CONTENT);
    }

    private String slow() {
        Heard put = client.run(
                session,
                "sftp-put",
                List.of("big", there.getFileName() + "/big"),
                Map.of("bandwidth", "1MiB", "background", true));
        return put.at("transfer").at("id").text();
    }

    private static Heard status(String id, int waitMs) {
        return client.data("transfer_status", Map.of("id", id, "waitMs", waitMs))
                .at("transfer");
    }

    private static Heard steer(String id, String action) {
        return client.data("transfer_control", Map.of("id", id, "action", action));
    }

    @Test
    void itIsHeldGoesOnAndIsAwaited() {
        String id = slow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(id, 0).says("state", "running"));
        assertThat(steer(id, "pause").at("transfer").map()).containsEntry("state", "paused");
        assertThat(status(id, 700).map()).containsEntry("state", "paused");
        assertThat(there.resolve("big")).doesNotExist();
        assertThat(client.data("transfer_status", Map.of()).at("transfers").text())
                .contains(id);
        assertThat(steer(id, "resume").at("transfer").map()).containsEntry("state", "running");
        Heard done = status(id, 50_000);
        assertThat(done.map()).containsEntry("state", "done").containsEntry("size", CONTENT.length);
        assertThat(there.resolve("big")).hasBinaryContent(CONTENT);
        Heard late = client.call("transfer_control", Map.of("id", id, "action", "cancel"));
        assertThat(late.map()).containsEntry("isError", true);
        assertThat(late.toString()).contains("it has ended (done)");
    }

    @Test
    void aCancelledOneHasStoppedAndIsSeenSo() {
        String id = slow();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(id, 0).says("state", "running"));
        assertThat(steer(id, "cancel").at("transfer").map())
                .containsEntry("state", "cancelled")
                .containsKey("error");
        assertThat(there.resolve("big")).doesNotExist();
        assertThat(status(id, 0).at("error").map()).containsEntry("failure", "CANCELLED");
    }

    @Test
    void whoOnlyLooksOnStopsNothingWhenItStopsLooking() {
        String id = slow();
        int look = client.begin(
                "callTool", Map.of("name", "transfer_status", "arguments", Map.of("id", id, "waitMs", 50_000)));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> status(id, 0).says("state", "running"));
        client.abort(look);
        assertThat(client.answer(look).map()).containsKey("error");
        assertThat(status(id, 50_000).map()).containsEntry("state", "done");
    }

    @Test
    void whatIsNotThereIsTold() {
        Heard missing = client.call("transfer_status", Map.of("id", "none"));
        assertThat(missing.at("structuredContent").at("error").map()).containsEntry("failure", "NOT_FOUND");
        Heard word = client.call("transfer_control", Map.of("id", "none", "action", "stop"));
        assertThat(word.toString()).contains("pause, resume, cancel");
        Heard late = client.call("transfer_status", Map.of("id", "none", "waitMs", 50_001));
        assertThat(late.toString()).contains("from 0 to 50000");
        assertThat(client.call("transfer_status", Map.of("waitMs", 1)).toString())
                .contains("needs an id");
    }
}
