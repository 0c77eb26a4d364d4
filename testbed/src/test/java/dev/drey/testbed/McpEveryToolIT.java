package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Every tool of the group `files`, walked by the official TypeScript SDK at a real server, well and badly. A
/// tool without a case here fails.
@Timeout(120)
class McpEveryToolIT {
    private static Sshd sshd;
    private static DreyProgram drey;
    private static TypeScriptClient client;

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
        drey = new DreyProgram()
                .configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "")
                        + DreyProgram.server("bex", sshd, ""));
        client = TypeScriptClient.start(drey, "mcp");
    }

    @AfterAll
    static void stop() {
        client.close();
        drey.close();
        sshd.close();
    }

    /// What a tool does when all is well.
    interface Walk {
        void go(McpWalks walks, String tool, Path there) throws IOException;
    }

    /// @param least arguments that fit the tool, with a path that is not there
    /// @param missing whether it fails by that path
    record Case(Map<String, Object> least, boolean missing, Walk walk) {}

    private static final Map<String, Object> NONE = Map.of("path", "none/x");

    static final Map<String, Case> CASES = Map.ofEntries(
            Map.entry("sftp_targets", new Case(Map.of(), false, McpWalks::targets)),
            Map.entry("sftp_list", new Case(NONE, true, McpWalks::list)),
            Map.entry("sftp_stat", new Case(NONE, true, McpWalks::stat)),
            Map.entry("sftp_read", new Case(NONE, true, McpWalks::read)),
            Map.entry("sftp_write", new Case(with("content", "x"), true, McpWalks::write)),
            Map.entry(
                    "sftp_edit",
                    new Case(with("edits", List.of(Map.of("old", "a", "new", "b"))), true, McpWalks::edit)),
            Map.entry("sftp_upload", new Case(with("localPath", "none"), true, McpWalks::upload)),
            Map.entry("sftp_download", new Case(with("localPath", "none"), true, McpWalks::download)),
            Map.entry("sftp_copy", new Case(with("toPath", "other"), true, McpWalks::copy)),
            Map.entry("sftp_mkdir", new Case(with("parents", false), true, McpWalks::mkdir)),
            Map.entry("sftp_rename", new Case(with("to", "other"), true, McpWalks::rename)),
            Map.entry("sftp_delete", new Case(NONE, true, McpWalks::delete)),
            Map.entry("sftp_attributes", new Case(with("mode", "640"), true, McpWalks::attributes)),
            Map.entry("sftp_link", new Case(with("to", "x"), true, McpWalks::link)),
            Map.entry("sftp_checksum", new Case(NONE, true, McpWalks::checksum)),
            Map.entry("sftp_search", new Case(NONE, true, McpWalks::search)),
            Map.entry("sftp_disk", new Case(NONE, true, McpWalks::disk)),
            Map.entry("sftp_compare", new Case(with("toPath", "none/y"), true, McpWalks::compare)),
            Map.entry("transfer_status", new Case(Map.of("id", "none"), true, McpWalks::transfers)),
            Map.entry(
                    "transfer_control", new Case(Map.of("id", "none", "action", "pause"), true, McpWalks::transfers)));

    private static Map<String, Object> with(String name, Object value) {
        return Map.of("path", "none/x", name, value);
    }

    private static Case known(String tool) {
        return Optional.ofNullable(CASES.get(tool)).orElseThrow(() -> new AssertionError("no case for " + tool));
    }

    private static List<String> offered() {
        return client.ask("listTools", Map.of()).at("result").at("tools").list().stream()
                .map(tool -> tool.at("name").text())
                .filter(name -> name.startsWith("sftp_") || name.startsWith("transfer_"))
                .toList();
    }

    @Test
    void everyToolHasACase() {
        assertThat(offered()).containsExactlyInAnyOrderElementsOf(CASES.keySet());
    }

    @TestFactory
    Stream<DynamicTest> whatIsWellDoesWhatItSays() {
        return offered().stream()
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    Path there = Files.createTempDirectory(sshd.disk(), "t");
                    known(tool).walk().go(new McpWalks(client, drey.work()), tool, there);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anUnknownArgumentIsRefused() {
        return offered().stream()
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    Map<String, Object> arguments =
                            new LinkedHashMap<>(known(tool).least());
                    arguments.put("zzz", "canary");
                    Heard error = error(tool, arguments);
                    assertThat(error.at("message").text())
                            .contains("takes no")
                            .contains("zzz")
                            .doesNotContain("canary");
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyArgumentOfAnotherTypeIsRefused() {
        return offered().stream()
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    for (String name : known(tool).least().keySet()) {
                        Map<String, Object> arguments =
                                new LinkedHashMap<>(known(tool).least());
                        arguments.put(name, Map.of("a", "canary"));
                        Heard error = error(tool, arguments);
                        assertThat(error.at("message").text())
                                .contains(tool + "." + name)
                                .doesNotContain("canary");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotThereIsTold() {
        return offered().stream()
                .filter(tool -> known(tool).missing())
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    Heard error = error(tool, known(tool).least());
                    assertThat(error.map()).containsEntry("failure", "NOT_FOUND");
                    assertThat(error.toString()).doesNotContain("dev.drey").doesNotContain("Exception");
                }));
    }

    private static final List<String> OF_PATHS = List.of("path", "toPath", "to", "localPath");

    @TestFactory
    Stream<DynamicTest> nothingOutsideTheFoldersIsTouchedThroughAPlantedLinkEither() throws IOException {
        Path outside = drey.mkdir("outside");
        Files.writeString(outside.resolve("x"), "canary");
        Files.createSymbolicLink(drey.work().resolve("planted"), outside);
        Files.writeString(drey.work().resolve("inside"), "inside");
        return offered().stream()
                .filter(tool -> tool.startsWith("sftp_") && !tool.equals("sftp_targets"))
                .map(tool -> DynamicTest.dynamicTest(tool, () -> {
                    for (String path : List.of(
                            "planted/x", "../outside/x", outside.resolve("x").toString())) {
                        Map<String, Object> arguments =
                                new LinkedHashMap<>(known(tool).least());
                        arguments.replaceAll((name, any) -> OF_PATHS.contains(name) ? path : any);
                        arguments.put("target", "local");
                        Heard result = client.call(tool, arguments);
                        assertThat(result.map()).as(path).containsEntry("isError", true);
                        assertThat(result.at("structuredContent").at("error").map())
                                .as(path)
                                .containsEntry("failure", "PERMISSION_DENIED");
                        assertThat(result.toString()).doesNotContain("canary");
                    }
                    assertThat(outside.resolve("x")).hasContent("canary");
                    assertThat(outside).isDirectoryContaining("glob:**/x");
                }));
    }

    private static Heard error(String tool, Map<String, Object> arguments) {
        Heard result = client.call(tool, arguments);
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        return result.at("structuredContent").at("error");
    }

    @TestFactory
    Stream<DynamicTest> theOtherPathOfATwoPathToolIsKeptInsideToo() throws IOException {
        Path outside = drey.mkdir("beyond");
        Files.writeString(outside.resolve("x"), "canary");
        Files.createSymbolicLink(drey.work().resolve("leading"), outside);
        Files.writeString(drey.work().resolve("own"), "own");
        Map<String, Map<String, Object>> calls = Map.of(
                "sftp_download", Map.of("path", "own", "localPath", "leading/x", "overwrite", true),
                "sftp_copy", Map.of("path", "own", "toPath", "leading/x", "overwrite", true),
                "sftp_upload", Map.of("path", "stolen", "localPath", "leading/x"),
                "sftp_rename", Map.of("path", "own", "to", "leading/x", "overwrite", true),
                "sftp_link", Map.of("path", "stolen", "to", "leading/x", "hard", true),
                "sftp_compare", Map.of("path", "own", "toPath", "leading/x", "byContent", true));
        return calls.entrySet().stream()
                .map(call -> DynamicTest.dynamicTest(call.getKey(), () -> {
                    Map<String, Object> arguments = new LinkedHashMap<>(call.getValue());
                    arguments.put("target", "local");
                    assertThat(error(call.getKey(), arguments).map()).containsEntry("failure", "PERMISSION_DENIED");
                    assertThat(outside.resolve("x")).hasContent("canary");
                    assertThat(drey.work().resolve("own")).hasContent("own");
                    assertThat(drey.work().resolve("stolen")).doesNotExist();
                }));
    }
}
