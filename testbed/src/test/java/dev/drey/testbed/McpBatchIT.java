package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A batch, or a program of this machine, that takes longer than its call: followed, steered and stopped by the
/// official TypeScript SDK.
@Timeout(120)
class McpBatchIT {
    private static final int MIB = 1 << 20;

    private static Sshd sshd;
    private static DreyProgram drey;
    private static TypeScriptClient client;
    private static String session;

    private Path there;

    @BeforeAll
    static void start() throws IOException {
        sshd = Sshd.start();
        drey = new DreyProgram()
                .configured("console: { localCommands: [sh] }\nservers:\n" + DreyProgram.server("box", sshd, ""));
        client = TypeScriptClient.start(drey, "mcp");
        session = client.session("box");
        Files.write(drey.work().resolve("big"), new byte[4 * MIB]);
    }

    @AfterAll
    static void stop() {
        client.close();
        drey.close();
        sshd.close();
    }

    @BeforeEach
    void lay() throws IOException {
        there = Files.createTempDirectory(sshd.disk(), "t");
    }

    private Map<String, Object> put(String name, String bandwidth) {
        return Map.of(
                "command",
                "sftp-put",
                "args",
                List.of("big", there.getFileName() + "/" + name),
                "options",
                Map.of("bandwidth", bandwidth));
    }

    /// Begins a batch whose call does not wait for its end; what that answers.
    private static Heard begun(int timeout, Map<String, Object> options) {
        Heard answer = client.data(
                "console_execute_command",
                Map.of("sessionId", session, "command", "sftp-batch", "timeout", timeout, "options", options));
        assertThat(answer.map()).as("%s", answer).containsEntry("exitCode", 0);
        assertThat(answer.at("transfer").map()).containsEntry("state", "running");
        String id = answer.at("transfer").at("id").text();
        assertThat(Heard.parse(answer.at("output").text()).map()).containsEntry("batchId", id);
        return answer;
    }

    private static String id(Heard begun) {
        return begun.at("transfer").at("id").text();
    }

    private static Heard status(String id, int waitMs) {
        return client.data("transfer_status", Map.of("id", id, "waitMs", waitMs))
                .at("transfer");
    }

    private static long partial(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) if (file.toString().endsWith(".drey-part")) bytes += Files.size(file);
            return bytes;
        }
    }

    @Test
    void aBatchThatOutlastsItsCallIsFollowedToItsResults() {
        Map<String, Object> missing = Map.of("command", "sftp-stat", "args", List.of(there + "/none"));
        Heard begun =
                begun(700, Map.of("operations", List.of(put("one", "2MiB"), put("two", "2MiB")), "concurrency", 2));
        String id = id(begun);
        assertThat(client.run(session, "sftp-transfers").at("output").text()).contains(id);
        assertThat(client.data("transfer_status", Map.of()).at("transfers").text())
                .contains(id);
        Heard running = status(id, 0);
        assertThat(running.map()).containsEntry("totalTransfers", 2).containsEntry("totalBytes", 8 * MIB);
        Heard done = status(id, 50_000);
        assertThat(done.map())
                .containsEntry("state", "done")
                .containsEntry("completed", 2)
                .containsEntry("running", 0)
                .containsEntry("transferredBytes", 8 * MIB);
        assertThat(done.at("results").list()).hasSize(2).allMatch(one -> one.says("exitCode", 0));
        assertThat(there.resolve("one")).hasSize(4 * MIB);
        assertThat(there.resolve("two")).hasSize(4 * MIB);
        Heard alone = Heard.parse(
                client.run(session, "sftp-transfers", id).at("output").text());
        assertThat(alone.at("results")).isEqualTo(done.at("results"));
        assertThat(client.run(session, "sftp-transfer-cancel", id).at("stderr").text())
                .contains("has ended (done)");
        Heard broken = begun(1, Map.of("operations", List.of(put("three", "4MiB"), missing), "background", true));
        Heard failed = status(id(broken), 50_000);
        assertThat(failed.map()).containsEntry("state", "failed").containsEntry("failed", 1);
        assertThat(failed.at("results").at(1).at("error").map()).containsEntry("code", "ENOENT");
    }

    @Test
    void aCancelledBatchHasStoppedByEitherRein() throws Exception {
        for (String rein : List.of("transfer_control", "sftp-transfer-cancel")) {
            Path folder = Files.createDirectory(there.resolve(rein));
            List<Object> puts = new ArrayList<>();
            for (String name : List.of("one", "two", "three")) puts.add(put(rein + "/" + name, "512KiB"));
            String id = id(begun(1, Map.of("operations", puts, "concurrency", 2)));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> partial(folder) > MIB / 2);
            long began = System.nanoTime();
            if (rein.equals("transfer_control")) {
                Heard pause = client.call(rein, Map.of("id", id, "action", "pause"));
                assertThat(pause.at("structuredContent").at("error").map()).containsEntry("failure", "UNSUPPORTED");
                client.data(rein, Map.of("id", id, "action", "cancel"));
            } else {
                assertThat(client.run(session, rein, id).map()).containsEntry("exitCode", 0);
            }
            Heard stopped = status(id, 15_000);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(12));
            assertThat(stopped.map())
                    .containsEntry("state", "cancelled")
                    .containsEntry("failed", 2)
                    .containsEntry("skipped", 1);
            long kept = partial(folder);
            Thread.sleep(1000);
            assertThat(partial(folder)).as("bytes that came later").isEqualTo(kept);
            for (String name : List.of("one", "two", "three"))
                assertThat(folder.resolve(name)).doesNotExist();
        }
    }

    @Test
    void aBatchThatWasAnsweredIsNotListed() {
        Heard done = client.data(
                "console_execute_command",
                Map.of(
                        "sessionId",
                        session,
                        "command",
                        "sftp-batch",
                        "options",
                        Map.of("operations", List.of(put("one", "100MiB")))));
        assertThat(done.at("transfer").map()).containsEntry("state", "done");
        assertThat(client.run(session, "sftp-transfers").at("output").text())
                .doesNotContain(done.at("transfer").at("id").text());
    }

    @Test
    void aProgramThatIsCancelledIsGoneWithAllThatItStarted() throws Exception {
        Path pids = drey.work().resolve("pids");
        String script = "sh -c 'echo $$ >> pids; sleep 300 & echo $! >> pids; wait' & echo $! >> pids; wait";
        int call = client.begin(
                "callTool",
                Map.of(
                        "name",
                        "console_execute_command",
                        "arguments",
                        Map.of("command", "sh", "args", List.of("-c", script))));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 3);
        List<Long> started =
                Files.readAllLines(pids).stream().map(Long::valueOf).distinct().toList();
        assertThat(started).hasSize(2).allMatch(McpBatchIT::lives);
        client.abort(call);
        assertThat(client.answer(call).map()).containsKey("error");
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(started).noneMatch(McpBatchIT::lives));
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
