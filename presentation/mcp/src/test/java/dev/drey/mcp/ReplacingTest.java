package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One file that is replaced where every change is agreed to.
@Timeout(30)
class ReplacingTest {
    @TempDir
    Path state;

    private Toolbox toolbox = new Toolbox(List.of());

    @BeforeEach
    void open() {
        open(Settings.Confirm.ALWAYS);
    }

    private void open(Settings.Confirm confirm) {
        Settings usual = FakeDesk.settings(false);
        toolbox = Tools.of(FakeDesk.of(
                new Settings(
                        Set.of(Group.FILES),
                        usual.targets(),
                        true,
                        false,
                        confirm,
                        List.of(),
                        false,
                        usual.roots(),
                        List.of(),
                        usual.defaults()),
                state));
    }

    private Answer call(String tool, Object... words) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("target", "local"));
        for (int i = 0; i < words.length; i += 2) arguments.put(String.valueOf(words[i]), words[i + 1]);
        return toolbox.call(toolbox.find(tool).orElseThrow(), arguments, Peer.NONE);
    }

    private String content(String path) {
        return String.valueOf(call("sftp_read", "path", path).data().get("content"));
    }

    private static String token(Answer answer) {
        assertThat(answer.data()).as("%s", answer).containsKeys("plan", "confirmToken");
        return String.valueOf(answer.data().get("confirmToken"));
    }

    @Test
    void aNewFileNeedsNoConsentAndAnOldOneDoes() {
        assertThat(call("sftp_write", "path", "/f", "content", "old").failed()).isFalse();
        String token = token(call("sftp_write", "path", "/f", "content", "new", "overwrite", true));
        assertThat(content("/f")).isEqualTo("old");
        Answer other = call("sftp_write", "path", "/f", "content", "evil", "overwrite", true, "confirmToken", token);
        assertThat(other.summary()).contains("another call");
        assertThat(content("/f")).isEqualTo("old");
        String fresh = token(call("sftp_write", "path", "/f", "content", "new", "overwrite", true));
        Answer done = call("sftp_write", "path", "/f", "content", "new", "overwrite", true, "confirmToken", fresh);
        assertThat(done.failed()).isFalse();
        assertThat(content("/f")).isEqualTo("new");
    }

    @Test
    void whatEditsRenamesAndDeletesAsksToo() {
        call("sftp_write", "path", "/f", "content", "old");
        call("sftp_write", "path", "/g", "content", "g");
        token(call("sftp_edit", "path", "/f", "edits", List.of(Map.of("old", "old", "new", "x"))));
        token(call("sftp_rename", "path", "/g", "to", "/f", "overwrite", true));
        token(call("sftp_copy", "path", "/g", "toPath", "/f", "overwrite", true));
        token(call("sftp_delete", "path", "/f"));
        assertThat(content("/f")).isEqualTo("old");
        assertThat(content("/g")).isEqualTo("g");
    }

    @Test
    void aTokenThatNobodyNeedsIsNoSilentYes() {
        Answer answer = call("sftp_write", "path", "/n", "content", "x", "confirmToken", "made up");
        assertThat(answer.failed()).isTrue();
        assertThat(call("sftp_stat", "path", "/n").failed()).isTrue();
    }

    /// Calls that replace `/f` by another content, if it is still that version.
    private List<Answer> replacedBy(String version) {
        return List.of(
                call("sftp_write", "path", "/f", "content", "written", "ifVersion", version),
                call("sftp_edit", "path", "/f", "edits", List.of(Map.of("old", "o", "new", "x")), "ifVersion", version),
                call("sftp_copy", "path", "/g", "toPath", "/f", "ifVersion", version),
                call("sftp_upload", "localPath", "/g", "path", "/f", "ifVersion", version),
                call("sftp_download", "path", "/g", "localPath", "/f", "ifVersion", version),
                call("sftp_rename", "path", "/g", "to", "/f", "ifVersion", version));
    }

    private String version() {
        return String.valueOf(call("sftp_stat", "path", "/f").data().get("version"));
    }

    @Test
    void onlyTheVersionThatWasSeenIsReplaced() {
        open(Settings.Confirm.RECURSIVE);
        call("sftp_write", "path", "/f", "content", "old");
        call("sftp_write", "path", "/g", "content", "g");
        String seen = version();
        call("sftp_write", "path", "/f", "content", "somebody else's", "overwrite", true);
        String now = version();
        assertThat(now).isNotEqualTo(seen);
        for (String wrong : List.of(seen, "v", "")) {
            for (Answer refused : replacedBy(wrong)) {
                assertThat(refused.failed()).as("%s", refused).isTrue();
                assertThat(refused.data().toString()).contains("CONFLICT").contains("version=" + now);
            }
        }
        assertThat(content("/f")).isEqualTo("somebody else's");
        assertThat(content("/g")).isEqualTo("g");
    }

    @Test
    void theVersionThatWasSeenIsReplacedWithoutMoreWords() {
        open(Settings.Confirm.RECURSIVE);
        call("sftp_write", "path", "/f", "content", "o");
        call("sftp_write", "path", "/g", "content", "g");
        assertThat(call(
                                "sftp_edit",
                                "path",
                                "/f",
                                "edits",
                                List.of(Map.of("old", "o", "new", "xy")),
                                "ifVersion",
                                version())
                        .failed())
                .isFalse();
        assertThat(content("/f")).isEqualTo("xy");
        assertThat(call("sftp_write", "path", "/f", "content", "written", "ifVersion", version())
                        .failed())
                .isFalse();
        assertThat(content("/f")).isEqualTo("written");
        assertThat(call("sftp_copy", "path", "/g", "toPath", "/f", "ifVersion", version())
                        .failed())
                .isFalse();
        assertThat(content("/f")).isEqualTo("g");
        call("sftp_write", "path", "/g", "content", "moved", "overwrite", true);
        assertThat(call("sftp_rename", "path", "/g", "to", "/f", "ifVersion", version())
                        .failed())
                .isFalse();
        assertThat(content("/f")).isEqualTo("moved");
    }
}
