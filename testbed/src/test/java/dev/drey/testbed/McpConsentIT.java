package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is agreed to before it is done, by what `mcp.confirm` says.
@Timeout(120)
class McpConsentIT {
    private static Sshd sshd;

    private Path there;

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
    }

    @AfterAll
    static void stop() {
        sshd.close();
    }

    @BeforeEach
    void lay() throws IOException {
        there = Files.createTempDirectory(sshd.disk(), "t");
    }

    private static DreyProgram drey(String key) {
        String mcp = key.isEmpty() ? "" : "mcp:\n  " + key + "\n";
        return new DreyProgram()
                .configured(mcp + "defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, ""));
    }

    private static void fill(Path directory, int files) throws IOException {
        Files.createDirectories(directory);
        for (int i = 0; i < files; i++) Files.writeString(directory.resolve("f" + i), "content " + i);
    }

    private String name(String file) {
        return there.getFileName() + "/" + file;
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String token) {
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        more.put("confirmToken", token);
        return more;
    }

    @Test
    void moreThanTwentyFilesAreNotOverwrittenUnasked() throws IOException {
        try (DreyProgram drey = drey("");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            fill(drey.work().resolve("few"), 20);
            fill(drey.work().resolve("many"), 21);
            fill(there.resolve("few"), 20);
            fill(there.resolve("many"), 21);
            Files.writeString(there.resolve("many/f0"), "old");
            Heard few = client.data("sftp_upload", Map.of("localPath", "few", "path", name("few"), "overwrite", true));
            assertThat(few.at("transfer").map()).containsEntry("files", 20);
            Map<String, Object> many = Map.of("localPath", "many", "path", name("many"), "overwrite", true);
            Heard plan = client.data("sftp_upload", many);
            assertThat(plan.at("plan").map()).containsEntry("count", 21);
            assertThat(plan.at("plan").at("bytes").number()).isPositive();
            assertThat(plan.at("plan").at("first").list()).hasSize(20);
            assertThat(there.resolve("many/f0")).hasContent("old");
            String token = plan.at("confirmToken").text();
            Heard other = client.call("sftp_upload", with(Map.of("localPath", "many", "path", name("x")), token));
            assertThat(other.toString()).contains("another call");
            Heard used = client.call("sftp_upload", with(many, token));
            assertThat(used.toString()).contains("not known");
            String fresh = client.data("sftp_upload", many).at("confirmToken").text();
            Heard done = client.data("sftp_upload", with(many, fresh));
            assertThat(done.at("transfer").map()).containsEntry("files", 21);
            assertThat(there.resolve("many/f0")).hasContent("content 0");
            assertThat(client.data(
                                    "sftp_upload",
                                    Map.of("localPath", "many", "path", name("many"), "overwrite", "skip"))
                            .at("transfer")
                            .map())
                    .containsEntry("skipped", 21);
        }
    }

    @Test
    void neverAsksForNothing() throws IOException {
        try (DreyProgram drey = drey("confirm: never");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            fill(there.resolve("tree"), 30);
            Heard gone = client.data("sftp_delete", Map.of("path", name("tree"), "recursive", true));
            assertThat(gone.map()).containsEntry("deleted", 31);
            assertThat(there.resolve("tree")).doesNotExist();
        }
    }

    /// Calls that each take away, replace or change something that is there.
    private static Map<String, Map<String, Object>> losses(Path folder) {
        String there = folder.getFileName() + "/";
        return Map.of(
                "sftp_write", Map.of("path", there + "a", "content", "x", "overwrite", true),
                "sftp_edit", Map.of("path", there + "b", "edits", List.of(Map.of("old", "old", "new", "x"))),
                "sftp_upload", Map.of("path", there + "c", "localPath", "mine", "overwrite", true),
                "sftp_download", Map.of("path", there + "d", "localPath", "taken", "overwrite", true),
                "sftp_copy", Map.of("path", there + "d", "toPath", there + "e", "overwrite", true),
                "sftp_rename", Map.of("path", there + "i", "to", there + "f", "overwrite", true),
                "sftp_attributes", Map.of("path", there + "g", "mode", "600"),
                "sftp_delete", Map.of("path", there + "h"));
    }

    @Test
    void alwaysAsksForEverySingleLossAndForNothingElse() throws IOException {
        try (DreyProgram drey = drey("confirm: always");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            for (String name : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"))
                Files.writeString(there.resolve(name), "old " + name);
            Files.writeString(drey.work().resolve("mine"), "mine");
            Files.writeString(drey.work().resolve("taken"), "taken");
            DiskState before = DiskState.of(there, DiskState.Aspect.MODES);
            Map<String, String> tokens = new LinkedHashMap<>();
            losses(there).forEach((tool, call) -> {
                Heard plan = client.data(tool, call);
                assertThat(plan.at("plan").map()).as(tool).containsEntry("count", 1);
                tokens.put(tool, plan.at("confirmToken").text());
            });
            assertThat(DiskState.of(there, DiskState.Aspect.MODES)).isEqualTo(before);
            assertThat(drey.work().resolve("taken")).hasContent("taken");
            losses(there).forEach((tool, call) -> {
                Heard done = client.call(tool, with(call, tokens.getOrDefault(tool, "")));
                assertThat(done.map()).as("%s %s", tool, done).containsEntry("isError", false);
            });
            assertThat(there.resolve("h")).doesNotExist();
            for (Map.Entry<String, Map<String, Object>> one : Map.<String, Map<String, Object>>of(
                            "sftp_mkdir", Map.of("path", name("made")),
                            "sftp_link", Map.of("path", name("made/link"), "to", "x"),
                            "sftp_list", Map.of("path", name(".")))
                    .entrySet()) {
                if (one.getKey().equals("sftp_link")) Files.createDirectories(there.resolve("made"));
                assertThat(client.data(one.getKey(), one.getValue()).map()).doesNotContainKey("confirmToken");
            }
        }
    }

    @Test
    void whatMayNotBeDoneIsNotAskedFor() throws IOException {
        try (DreyProgram drey = drey("readOnly: true");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            fill(there.resolve("tree"), 2);
            Heard refused = client.call("sftp_delete", Map.of("path", name("tree"), "recursive", true));
            assertThat(refused.at("structuredContent").at("error").map()).containsEntry("failure", "NOT_ALLOWED");
            assertThat(refused.at("structuredContent").map()).doesNotContainKey("confirmToken");
            Heard plan = client.data("sftp_delete", Map.of("path", name("tree"), "recursive", true, "dryRun", true));
            assertThat(plan.at("plan").map()).containsEntry("count", 2);
            assertThat(there.resolve("tree/f0")).exists();
        }
    }

    @Test
    void aPersonWhoCanBeAskedIsAskedInstead() throws IOException {
        fill(there.resolve("tree"), 3);
        Map<String, Object> delete = Map.of("path", name("tree"), "recursive", true);
        try (DreyProgram drey = drey("").with("CLIENT_ANSWERS", "{\"agree\": false}");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            Heard refused = client.call("sftp_delete", delete);
            assertThat(refused.at("structuredContent").at("error").map()).containsEntry("failure", "NOT_ALLOWED");
            assertThat(there.resolve("tree/f0")).exists();
        }
        try (DreyProgram drey = drey("").with("CLIENT_ANSWERS", "{\"agree\": true}");
                TypeScriptClient client = TypeScriptClient.start(drey, "mcp")) {
            assertThat(client.data("sftp_delete", delete).map()).containsEntry("deleted", 4);
            assertThat(there.resolve("tree")).doesNotExist();
            assertThat(client.ask("asked", Map.of()).at("result").at("asked").text())
                    .contains("f0, f1, f2");
        }
    }
}
