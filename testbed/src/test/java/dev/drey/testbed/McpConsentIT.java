package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
