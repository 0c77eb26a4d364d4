package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The tools of the group `files`, called by the official TypeScript SDK, at a real server.
@Timeout(120)
class McpFilesIT extends AtClient {
    private static Heard error(Heard result) {
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        return result.at("structuredContent").at("error");
    }

    @Test
    void targetsAreTheConfiguredServersAndTheLocalFolders() {
        Heard data = client.data("sftp_targets", Map.of());
        assertThat(data.map()).containsEntry("defaultServer", "box");
        assertThat(data.at("targets").text()).contains("box").contains("bex").contains("local");
        assertThat(data.at("localRoots").value()).isEqualTo(List.of(drey.work().toString()));
    }

    @Test
    void aListingIsSlimAndGoesOnByItsCursor() throws IOException {
        for (int i = 100; i < 250; i++) Files.writeString(there.resolve("f" + i), "x");
        Heard first = client.call("sftp_list", Map.of("path", there.toString()));
        Heard data = first.at("structuredContent");
        List<Heard> entries = data.at("entries").list();
        assertThat(entries).hasSize(100);
        assertThat(entries.getFirst().map()).containsOnlyKeys("name", "type", "size", "mtime", "mode");
        assertThat(first.at("content").text()).contains("50 more");
        Heard rest = client.data(
                "sftp_list",
                Map.of("path", there.toString(), "cursor", data.at("nextCursor").text(), "details", true));
        assertThat(rest.at("entries").list()).hasSize(50);
        assertThat(rest.map()).doesNotContainKey("nextCursor");
        assertThat(rest.at("entries").at(0).map()).containsKeys("uid", "owner", "atime");
        assertThat(error(client.call("sftp_list", Map.of("cursor", "made up!"))).map())
                .containsEntry("code", "EINVAL");
    }

    @Test
    void readingTellsWhatAndHowMuch() throws IOException {
        Files.writeString(there.resolve("t"), "eins\nzwei\ndrei äöü\n");
        Heard whole = client.data("sftp_read", Map.of("path", name("t")));
        assertThat(whole.map())
                .containsEntry("content", "eins\nzwei\ndrei äöü\n")
                .containsEntry("truncated", false);
        assertThat(client.data("sftp_read", Map.of("path", name("t"), "tailLines", 2))
                        .map())
                .containsEntry("content", "zwei\ndrei äöü\n")
                .containsEntry("offset", 5);
        assertThat(client.data("sftp_read", Map.of("path", name("t"), "offset", 5, "length", 11))
                        .map())
                .containsEntry("content", "zwei\ndrei ")
                .containsEntry("truncated", true);
        Files.write(there.resolve("b"), new byte[] {0, (byte) 0xff, 1});
        assertThat(error(client.call("sftp_read", Map.of("path", name("b"))))
                        .at("message")
                        .text())
                .contains("base64");
        assertThat(client.data("sftp_read", Map.of("path", name("b"), "encoding", "base64"))
                        .map())
                .containsEntry("content", "AP8B");
    }

    @Test
    void theVersionIsThatOfTheFileAsItStands() throws IOException {
        Files.writeString(there.resolve("v"), "1");
        String before = client.data("sftp_stat", Map.of("path", name("v")))
                .at("version")
                .text();
        assertThat(client.data("sftp_read", Map.of("path", name("v"))).map()).containsEntry("version", before);
        Files.writeString(there.resolve("v"), "22");
        assertThat(client.data("sftp_stat", Map.of("path", name("v")))
                        .at("version")
                        .text())
                .isNotEqualTo(before);
    }

    @Test
    void whatIsWrongIsToldWithWhatToChange() {
        assertThat(error(client.call("sftp_stat", Map.of("pth", "x")))
                        .at("message")
                        .text())
                .contains("did you mean path");
        assertThat(error(client.call("sftp_stat", Map.of())).at("message").text())
                .contains("needs path");
        assertThat(error(client.call("sftp_stat", Map.of("path", 7)))
                        .at("message")
                        .text())
                .contains("takes a text");
        assertThat(error(client.call("sftp_stat", Map.of("path", "none"))).map())
                .containsEntry("code", "ENOENT");
        assertThat(error(client.call("sftp_stat", Map.of("path", "x", "target", "bxo")))
                        .at("message")
                        .text())
                .contains("did you mean");
        assertThat(error(client.call("sftp_stat", Map.of("path", "x", "target", "sftp://u:canary@h")))
                        .toString())
                .contains("password")
                .doesNotContain("canary");
    }

    @Test
    void nothingOfThisMachineIsSeenOutsideTheFolders() throws IOException {
        Path secret = drey.mkdir("outside").resolve("secret");
        Files.writeString(secret, "canary");
        Files.createSymbolicLink(drey.work().resolve("planted"), secret);
        Files.writeString(drey.work().resolve(".env"), "canary");
        for (String path :
                List.of(secret.toString(), "../outside/secret", "planted", ".env", "/etc/passwd", "~/outside/secret")) {
            Heard result = client.call("sftp_read", Map.of("target", "local", "path", path));
            assertThat(error(result).map()).as(path).containsEntry("code", "EACCES");
            assertThat(result.toString()).doesNotContain("canary");
        }
        Heard outside = error(client.call("sftp_read", Map.of("target", "local", "path", secret.toString())));
        assertThat(outside.at("message").text())
                .contains(drey.work().toString())
                .contains("--root");
    }
}
