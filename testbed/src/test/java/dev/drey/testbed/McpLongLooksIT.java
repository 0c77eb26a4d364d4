package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Questions that go through a whole tree, at a server far away: they tell how far they are, keep to their time, and
/// stop when their call is cancelled.
@Timeout(300)
class McpLongLooksIT {
    private static final int DIRECTORIES = 40;

    /// Of each console command that looks through a tree, with its arguments for one.
    private static final Map<String, List<Object>> COMMANDS = Map.of(
            "sftp-ls-recursive", List.of("tree"),
            "sftp-find", List.of("tree", "--text=needle"),
            "sftp-du", List.of("tree"),
            "sftp-checksum", List.of("tree", "--recursive"),
            "sftp-compare", List.of("tree", "tree", "--remote", "--content"));

    private static final Map<String, Map<String, Object>> TOOLS = Map.of(
            "sftp_search", Map.of("target", "box", "path", "tree", "text", "needle"),
            "sftp_disk", Map.of("target", "box", "path", "tree", "usage", true),
            "sftp_checksum", Map.of("target", "box", "path", "tree", "recursive", true),
            "sftp_compare", Map.of("target", "box", "path", "tree", "toPath", "tree", "byContent", true));

    private static Sshd sshd;
    private static Relay relay;
    private static DreyProgram drey;
    private static McpLines lines;
    private static String session;

    @BeforeAll
    static void start() throws IOException {
        sshd = Sshd.start();
        for (int i = 0; i < DIRECTORIES; i++) {
            // Each below the one before: no walk can look into all of them at once.
            Path directory = Files.createDirectories(sshd.disk().resolve("tree" + "/d".repeat(i)));
            Files.writeString(directory.resolve("f"), "hay " + i);
        }
        relay = Relay.to(sshd);
        drey = new DreyProgram();
        drey.configured("servers:\n" + far());
        lines = McpLines.greeted(drey, "mcp");
        session = McpMishaps.session(lines);
        relay.delay(Duration.ofMillis(15));
    }

    /// The server behind the line that delays.
    private static String far() throws IOException {
        Path known = drey.home().resolve("known");
        Files.writeString(
                known,
                "[" + relay.host() + "]:" + relay.port() + " " + sshd.hostKey().publicLine() + "\n");
        return "  box: { host: %s, port: %d, username: %s, privateKey: %s, knownHostsFile: %s, basePath: %s }\n"
                .formatted(
                        relay.host(),
                        relay.port(),
                        sshd.user(),
                        sshd.clientKey().privateKey(),
                        known,
                        sshd.disk());
    }

    @AfterAll
    static void stop() {
        lines.close();
        drey.close();
        relay.close();
        sshd.close();
    }

    private static Map<String, Object> command(String name, Map<String, Object> more) {
        Map<String, Object> arguments = new LinkedHashMap<>(more);
        arguments.put("sessionId", session);
        arguments.put("command", name);
        arguments.put("args", COMMANDS.getOrDefault(name, List.of()));
        return arguments;
    }

    private static int begin(String tool, Map<String, Object> arguments, String token) {
        return lines.begin(
                "tools/call", Map.of("name", tool, "arguments", arguments, "_meta", Map.of("progressToken", token)));
    }

    /// All of them, as a tool and its arguments, by name.
    private static Stream<DynamicTest> each(Trial trial) {
        Stream<DynamicTest> commands = COMMANDS.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(
                        name, () -> trial.of(name, "console_execute_command", command(name, Map.of()))));
        Stream<DynamicTest> tools = TOOLS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(call -> DynamicTest.dynamicTest(
                        call.getKey(), () -> trial.of(call.getKey(), call.getKey(), call.getValue())));
        return Stream.concat(commands, tools);
    }

    private interface Trial {
        void of(String name, String tool, Map<String, Object> arguments) throws Exception;
    }

    /// A listing and a comparison do not count what they have seen.
    private static boolean counts(String name) {
        return !name.equals("sftp-ls-recursive") && !name.endsWith("compare");
    }

    @TestFactory
    Stream<DynamicTest> theyTellHowFarTheyAre() {
        return each((name, tool, arguments) -> {
            int call = begin(tool, arguments, "p-" + name);
            assertThat(lines.answer(call).at("result").map()).containsEntry("isError", false);
            List<Double> told = lines.talk().all().stream()
                    .filter(said -> said.says("method", "notifications/progress"))
                    .map(said -> said.at("params"))
                    .filter(params -> params.says("progressToken", "p-" + name))
                    .map(params -> params.at("progress").number())
                    .toList();
            if (!counts(name)) return;
            assertThat(told).hasSizeGreaterThan(2).isSorted().doesNotHaveDuplicates();
            assertThat(told.getLast()).isBetween(DIRECTORIES / 2.0, (double) DIRECTORIES);
        });
    }

    @TestFactory
    Stream<DynamicTest> commandsKeepToTheirTimeAndSayWhatIsShorter() {
        return COMMANDS.keySet().stream()
                .sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    long began = System.nanoTime();
                    Heard late = lines.data("console_execute_command", command(name, Map.of("timeout", 300)));
                    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
                    assertThat(late.at("error").map())
                            .as("%s", late)
                            .containsEntry("failure", "TIMEOUT")
                            .containsEntry("code", "ETIMEDOUT");
                    assertThat(late.at("stderr").text())
                            .contains(name + " tree")
                            .contains("300 ms")
                            .contains("below");
                    assertNothingGoesOn();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aCancelledOneReallyStops() {
        return each((name, tool, arguments) -> {
            int call = begin(tool, arguments, "c-" + name);
            Thread.sleep(200);
            lines.cancel(call);
            assertNothingGoesOn();
            assertThat(lines.talk().all()).noneMatch(said -> said.says("id", call));
            assertThat(lines.data("console_execute_command", command("sftp-transfers", Map.of()))
                            .map())
                    .containsEntry("exitCode", 0);
        });
    }

    /// Nobody works on a call, and nothing more is asked of the server.
    private static void assertNothingGoesOn() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            List<String> threads = Holdings.of(
                            lines.talk().process().toHandle(), drey.home().resolve("tmp"))
                    .threads();
            assertThat(threads).doesNotContain("drey-job", "drey-call");
            long sent = relay.delivered(Way.TO_SERVER);
            Thread.sleep(150);
            assertThat(relay.delivered(Way.TO_SERVER)).isEqualTo(sent);
        });
    }
}
