package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeedTest {
    @TempDir
    Path state;

    private Toolbox toolbox = new Toolbox(List.of());

    @BeforeEach
    void make() {
        toolbox = Tools.of(FakeDesk.of(FakeDesk.settings(false), state));
    }

    private Deed deed(String tool, Map<String, Object> arguments) throws Exception {
        Tool found = toolbox.find(tool).orElseThrow();
        return Deed.of(new ToolCall(found, Arguments.of(tool, found.input(), arguments), Peer.NONE));
    }

    @Test
    void aCommandCanBeAskedForAgain() throws Exception {
        Deed deed = deed(
                "console_execute_command",
                Map.of(
                        "sessionId",
                        "s-1",
                        "command",
                        "sftp-put",
                        "args",
                        List.of("a", "b".repeat(500)),
                        "options",
                        Map.of("backup", true)));
        assertThat(deed.map())
                .isEqualTo(Map.of(
                        "type",
                        "put",
                        "command",
                        "sftp-put",
                        "args",
                        List.of("a", "b".repeat(500)),
                        "options",
                        Map.of("backup", true)));
    }

    @Test
    void aToolIsNamedWithItsArguments() throws Exception {
        Deed deed = deed("sftp_upload", Map.of("localPath", "a", "path", "b"));
        assertThat(deed.map())
                .containsEntry("type", "upload")
                .containsEntry("command", "sftp_upload")
                .containsEntry("args", List.of())
                .containsEntry("options", Map.of("localPath", "a", "path", "b"));
    }

    @Test
    void ofALongTextTheBeginningIsKept() throws Exception {
        String content = "x".repeat(5000);
        Deed put = deed(
                "console_execute_command",
                Map.of("sessionId", "s-1", "command", "sftp-put-content", "args", List.of(content, "b")));
        assertThat(put.args()).containsExactly("x".repeat(1024) + "…", "b");
        Deed edit = deed("sftp_edit", Map.of("path", "a", "edits", List.of(Map.of("old", content, "new", "y"))));
        assertThat(edit.options().toString()).hasSizeLessThan(1200);
        assertThat(put.map()).containsEntry("shortened", true);
        assertThat(edit.map()).containsEntry("shortened", true);
        assertThat(deed("sftp_upload", Map.of("localPath", "a", "path", "b")).map())
                .doesNotContainKey("shortened");
    }

    @Test
    void aTokenIsNoPartOfWhatWasAskedFor() throws Exception {
        Deed deed = deed("sftp_upload", Map.of("localPath", "a", "path", "b", "confirmToken", "canary"));
        assertThat(deed.options()).isEqualTo(Map.of("localPath", "a", "path", "b"));
    }
}
