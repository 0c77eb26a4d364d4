package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The assistants' server as the command line of the MCP Inspector sees it: a second client that nobody here wrote, on
/// another generation of the official SDK.
@Timeout(180)
class McpInspectorIT {
    private static Sshd sshd;
    private static DreyProgram drey;

    @BeforeAll
    static void start() throws IOException {
        sshd = Sshd.start();
        drey = new DreyProgram().configured("defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, ""));
        Files.writeString(sshd.disk().resolve("there.txt"), "what is there\n");
    }

    @AfterAll
    static void stop() {
        drey.close();
        sshd.close();
    }

    /// What it prints: the result, as JSON.
    private static Heard inspected(String method, List<String> words) {
        Path inspector = Checkout.root().resolve("testbed/clients/node_modules/.bin/mcp-inspector");
        assertThat(inspector).as("run ./check, or npm ci in testbed/clients").exists();
        List<String> ours = new ArrayList<>(List.of("mcp", "--method", method));
        ours.addAll(words);
        Run run = drey.by(List.of(inspector.toString(), "--cli"), ours.toArray(String[]::new));
        assertThat(run.out()).as("%s", run).startsWith("{");
        return Heard.parse(run.out());
    }

    private static Heard called(String tool, String... arguments) {
        List<String> words = new ArrayList<>(List.of("--tool-name", tool));
        for (String argument : arguments) words.addAll(List.of("--tool-arg", argument));
        return inspected("tools/call", words);
    }

    @Test
    void itListsEveryToolWithItsSchemas() {
        List<Heard> tools = inspected("tools/list", List.of()).at("tools").list();
        assertThat(tools).hasSizeGreaterThan(7);
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.map()).containsKeys("name", "title", "description", "annotations");
            assertThat(tool.at("inputSchema").map()).containsEntry("type", "object");
            assertThat(tool.at("outputSchema").map()).containsEntry("type", "object");
        });
    }

    @Test
    void itReadsAListingAndAFile() {
        assertThat(called("sftp_list", "path=.")
                        .at("structuredContent")
                        .at("entries")
                        .list())
                .anyMatch(entry -> entry.says("name", "there.txt"));
        assertThat(called("sftp_read", "path=there.txt").at("structuredContent").text())
                .contains("what is there");
    }

    @Test
    void itHearsWhatIsWrongAndWhatToDo() {
        for (var wrong : Map.of(
                        "path=missing.txt", "No such file",
                        "target=bax", "there is no target 'bax'",
                        "paht=there.txt", "paht")
                .entrySet()) {
            Heard result = wrong.getKey().startsWith("target")
                    ? called("sftp_stat", "path=there.txt", wrong.getKey())
                    : called("sftp_stat", wrong.getKey());
            assertThat(result.map()).containsEntry("isError", true);
            assertThat(result.at("content").at(0).at("text").text())
                    .contains(wrong.getValue())
                    .doesNotContain("Exception", "dev.drey");
        }
    }
}
