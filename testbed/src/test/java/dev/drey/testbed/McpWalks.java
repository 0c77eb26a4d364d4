package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What each tool of the group `files` does when all is well, and how it refuses what only it can refuse.
///
/// @param here the client's local folder
record McpWalks(ToolCaller client, Path here) {

    private Heard data(String tool, Object... words) {
        Heard result = client.call(tool, map(words));
        assertThat(result.map()).as("%s", result).doesNotContainEntry("isError", true);
        return result.at("structuredContent");
    }

    private Heard error(String tool, Map<String, Object> arguments) {
        Heard result = client.call(tool, arguments);
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        return result.at("structuredContent").at("error");
    }

    private Heard refused(String tool, Object... words) {
        return error(tool, map(words));
    }

    private static Map<String, Object> map(Object... words) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) map.put(String.valueOf(words[i]), words[i + 1]);
        return map;
    }

    private static String in(Path there, String name) {
        return there.getFileName() + "/" + name;
    }

    private static String laid(Path there, String name, String content) throws IOException {
        Files.createDirectories(there.resolve(name).getParent());
        Files.writeString(there.resolve(name), content);
        return in(there, name);
    }

    void targets(String tool, Path there) {
        assertThat(data(tool).at("targets").text()).contains("box").contains("bex");
    }

    void list(String tool, Path there) throws IOException {
        laid(there, "a", "1");
        assertThat(data(tool, "path", there.getFileName().toString())
                        .at("entries")
                        .list())
                .hasSize(1);
    }

    void stat(String tool, Path there) throws IOException {
        assertThat(data(tool, "path", laid(there, "a", "123")).map())
                .containsEntry("size", 3)
                .containsKey("version");
    }

    void read(String tool, Path there) throws IOException {
        assertThat(data(tool, "path", laid(there, "a", "äö")).map()).containsEntry("content", "äö");
        Files.write(there.resolve("b"), new byte[] {(byte) 0xff});
        assertThat(refused(tool, "path", in(there, "b")).at("message").text()).contains("not UTF-8");
    }

    void write(String tool, Path there) throws IOException {
        String file = in(there, "w");
        String first = data(tool, "path", file, "content", "eins äö\n", "mode", "640")
                .at("version")
                .text();
        assertThat(there.resolve("w")).hasContent("eins äö\n");
        assertThat(Files.getPosixFilePermissions(there.resolve("w"))).hasSize(3);
        Heard taken = refused(tool, "path", file, "content", "zwei");
        assertThat(taken.map()).containsEntry("failure", "ALREADY_EXISTS");
        assertThat(taken.at("message").text()).contains("overwrite: true").contains("ifVersion");
        String second = data(tool, "path", file, "content", "zwei", "ifVersion", first)
                .at("version")
                .text();
        assertThat(second).isNotEqualTo(first);
        Heard stale = refused(tool, "path", file, "content", "drei", "ifVersion", first);
        assertThat(stale.map()).containsEntry("failure", "CONFLICT");
        assertThat(stale.at("detail").map()).containsEntry("version", second);
        assertThat(there.resolve("w")).hasContent("zwei");
        data(tool, "path", file, "content", "AP8=", "encoding", "base64", "overwrite", true);
        assertThat(there.resolve("w")).hasBinaryContent(new byte[] {0, (byte) 0xff});
        assertThat(Files.getPosixFilePermissions(there.resolve("w"))).hasSize(3);
        assertThat(refused(tool, "path", file, "content", "?", "encoding", "base64")
                        .at("message")
                        .text())
                .contains("not base64");
        data(tool, "path", in(there, "deep/er/w"), "content", "", "createDirectories", true);
        assertThat(there.resolve("deep/er/w")).isEmptyFile();
        assertThat(refused(tool, "path", in(there, "gone"), "content", "", "ifVersion", first)
                        .at("message")
                        .text())
                .contains("it is gone");
    }

    void edit(String tool, Path there) throws IOException {
        String file = laid(there, "e", "eins\r\nzwei\r\nzwei\r\n");
        String version = data("sftp_stat", "path", file).at("version").text();
        Map<String, Object> one = Map.of("old", "eins", "new", "1");
        Map<String, Object> two = Map.of("old", "zwei", "new", "2");
        assertThat(refused(tool, "path", file, "edits", List.of(one, two))
                        .at("message")
                        .text())
                .contains("edits[1].old occurs 2 times");
        assertThat(refused(tool, "path", file, "edits", List.of(Map.of("old", "drei", "new", "3")))
                        .at("message")
                        .text())
                .contains("does not occur");
        Map<String, Object> all = Map.of("old", "zwei", "new", "2", "all", true);
        data(tool, "path", file, "edits", List.of(one, all), "dryRun", true);
        assertThat(Files.readString(there.resolve("e"))).startsWith("eins");
        Heard done = data(tool, "path", file, "edits", List.of(one, all), "ifVersion", version);
        assertThat(done.map()).containsEntry("replaced", 3);
        assertThat(Files.readString(there.resolve("e"))).isEqualTo("1\r\n2\r\n2\r\n");
        assertThat(done.at("version")).isEqualTo(data("sftp_stat", "path", file).at("version"));
        Heard stale =
                refused(tool, "path", file, "edits", List.of(Map.of("old", "1", "new", "x")), "ifVersion", version);
        assertThat(stale.map()).containsEntry("failure", "CONFLICT");
        assertThat(stale.at("detail").at("version")).isEqualTo(done.at("version"));
        Files.write(there.resolve("b"), new byte[] {'1', (byte) 0xff});
        Heard binary = refused(tool, "path", in(there, "b"), "edits", List.of(Map.of("old", "1", "new", "2")));
        assertThat(binary.at("message").text()).contains("not UTF-8");
        assertThat(there.resolve("b")).hasBinaryContent(new byte[] {'1', (byte) 0xff});
    }

    void upload(String tool, Path there) throws IOException {
        Path mine = Files.createTempDirectory(here, "up");
        String local = mine.getFileName().toString();
        laid(mine, "f.txt", "eins");
        laid(mine, "sub/g.log", "zwei");
        Heard one = data(tool, "localPath", local + "/f.txt", "path", in(there, "f"));
        assertThat(one.at("transfer").map()).containsEntry("state", "done").containsEntry("size", 4);
        Heard taken = refused(tool, "localPath", local + "/f.txt", "path", in(there, "f"));
        assertThat(taken.map()).containsEntry("failure", "ALREADY_EXISTS");
        String version = data("sftp_stat", "path", in(there, "f")).at("version").text();
        laid(mine, "f.txt", "eins und mehr");
        data(tool, "localPath", local + "/f.txt", "path", in(there, "f"), "ifVersion", version);
        assertThat(there.resolve("f")).hasContent("eins und mehr");
        Heard stale = refused(tool, "localPath", local + "/f.txt", "path", in(there, "f"), "ifVersion", version);
        assertThat(stale.map()).containsEntry("failure", "CONFLICT");
        Heard both = refused(
                tool, "localPath", local + "/f.txt", "path", in(there, "f"), "ifVersion", version, "overwrite", "skip");
        assertThat(both.at("message").text()).contains("exclude each other");
        Heard dry = data(tool, "localPath", local, "path", in(there, "d"), "dryRun", true);
        assertThat(dry.at("transfer").map()).containsEntry("files", 2);
        assertThat(there.resolve("d")).doesNotExist();
        data(tool, "localPath", local, "path", in(there, "d"), "excludePatterns", List.of("*.log"));
        assertThat(there.resolve("d/f.txt")).hasContent("eins und mehr");
        assertThat(there.resolve("d/sub/g.log")).doesNotExist();
        Heard again = client.call(tool, map("localPath", local, "path", in(there, "d")));
        assertThat(again.map()).containsEntry("isError", true);
        assertThat(again.at("structuredContent").at("transfer").map()).containsEntry("failed", 1);
        assertThat(refused(tool, "localPath", local + "/f.txt", "path", in(there, "z"), "links", "copy")
                        .at("message")
                        .text())
                .contains("links is for directories");
    }

    void download(String tool, Path there) throws IOException {
        String local = Files.createTempDirectory(here, "down").getFileName().toString();
        String file = laid(there, "d/f", "eins");
        data(tool, "path", file, "localPath", local + "/f");
        assertThat(here.resolve(local + "/f")).hasContent("eins");
        assertThat(refused(tool, "path", file, "localPath", local + "/f").map())
                .containsEntry("failure", "ALREADY_EXISTS");
        data(tool, "path", in(there, "d"), "localPath", local + "/tree");
        assertThat(here.resolve(local + "/tree/f")).hasContent("eins");
        Heard background = data(tool, "path", file, "localPath", local + "/g", "background", true);
        String id = background.at("transfer").at("id").text();
        Heard ended = data("transfer_status", "id", id, "waitMs", 50_000);
        assertThat(ended.at("transfer").map()).containsEntry("state", "done");
        assertThat(here.resolve(local + "/g")).hasContent("eins");
    }

    void copy(String tool, Path there) throws IOException {
        String file = laid(there, "f", "eins");
        data(tool, "path", file, "toPath", in(there, "g"));
        data(tool, "path", file, "toTarget", "bex", "toPath", in(there, "h"));
        assertThat(there.resolve("g")).hasContent("eins");
        assertThat(there.resolve("h")).hasContent("eins");
        assertThat(refused(tool, "path", file, "toPath", in(there, "g")).map())
                .containsEntry("failure", "ALREADY_EXISTS");
    }

    void mkdir(String tool, Path there) throws IOException {
        data(tool, "path", in(there, "a/b"), "mode", "750");
        assertThat(Files.getPosixFilePermissions(there.resolve("a/b"))).hasSize(5);
        data(tool, "path", in(there, "a/b"));
        assertThat(refused(tool, "path", in(there, "a/b"), "parents", false).map())
                .containsEntry("failure", "ALREADY_EXISTS");
    }

    void rename(String tool, Path there) throws IOException {
        String one = laid(there, "one", "1");
        String two = laid(there, "two", "2");
        Heard taken = refused(tool, "path", one, "to", two);
        assertThat(taken.map()).containsEntry("failure", "ALREADY_EXISTS");
        assertThat(taken.at("message").text()).contains("overwrite: true");
        data(tool, "path", one, "to", two, "overwrite", true);
        assertThat(there.resolve("two")).hasContent("1");
        assertThat(there.resolve("one")).doesNotExist();
    }

    void delete(String tool, Path there) throws IOException {
        data(tool, "path", laid(there, "f", "1"));
        assertThat(there.resolve("f")).doesNotExist();
        laid(there, "tree/a/b", "12345");
        Files.createSymbolicLink(there.resolve("tree/out"), there.resolve("kept"));
        laid(there, "kept", "kept");
        String tree = in(there, "tree");
        Heard full = refused(tool, "path", tree);
        assertThat(full.map()).containsEntry("failure", "DIRECTORY_NOT_EMPTY");
        assertThat(full.at("message").text()).contains("recursive: true");
        assertThat(data(tool, "path", tree, "recursive", true, "dryRun", true)
                        .at("plan")
                        .map())
                .containsEntry("count", 3)
                .containsEntry("bytes", 5);
        Heard plan = data(tool, "path", tree, "recursive", true);
        assertThat(plan.at("plan").at("first").value()).isEqualTo(List.of("a", "a/b", "out"));
        assertThat(there.resolve("tree/a/b")).exists();
        String token = plan.at("confirmToken").text();
        laid(there, "tree/a/c", "new");
        Heard changed = refused(tool, "path", tree, "recursive", true, "confirmToken", token);
        assertThat(changed.map()).containsEntry("failure", "CONFLICT");
        assertThat(changed.at("message").text()).contains("has changed");
        Heard used = refused(tool, "path", tree, "recursive", true, "confirmToken", token);
        assertThat(used.at("message").text()).contains("not known");
        String fresh =
                data(tool, "path", tree, "recursive", true).at("confirmToken").text();
        laid(there, "other/x", "1");
        Heard foreign = refused(tool, "path", in(there, "other"), "recursive", true, "confirmToken", fresh);
        assertThat(foreign.at("message").text()).contains("another call");
        assertThat(there.resolve("other/x")).exists();
        String last =
                data(tool, "path", tree, "recursive", true).at("confirmToken").text();
        assertThat(data(tool, "path", tree, "recursive", true, "confirmToken", last)
                        .map())
                .containsEntry("deleted", 5);
        assertThat(there.resolve("tree")).doesNotExist();
        assertThat(there.resolve("kept")).hasContent("kept");
        assertThat(refused(tool, "path", in(there, "kept"), "confirmToken", last)
                        .at("message")
                        .text())
                .contains("not known");
        assertThat(there.resolve("kept")).exists();
    }

    void attributes(String tool, Path there) throws IOException {
        String file = laid(there, "d/f", "1");
        data(tool, "path", file, "mode", "600", "modified", "2020-02-03T04:05:06Z");
        assertThat(Files.getPosixFilePermissions(there.resolve("d/f"))).hasSize(2);
        assertThat(Files.getLastModifiedTime(there.resolve("d/f")).toInstant()).hasToString("2020-02-03T04:05:06Z");
        String gid = String.valueOf(Files.getAttribute(there, "unix:gid"));
        assertThat(data(tool, "path", in(there, "d"), "mode", "go-rwx", "group", gid, "recursive", true)
                        .map())
                .containsEntry("changed", 2);
        assertThat(Files.getPosixFilePermissions(there.resolve("d"))).hasSize(3);
        assertThat(refused(tool, "path", file).at("message").text()).contains("needs one of");
        assertThat(refused(tool, "path", file, "mode", "u+q").map()).containsEntry("code", "EINVAL");
        assertThat(refused(tool, "path", file, "modified", "yesterday")
                        .at("message")
                        .text())
                .contains("2026-01-31T12:00:00Z");
    }

    void link(String tool, Path there) throws IOException {
        String file = laid(there, "f", "1");
        data(tool, "path", in(there, "soft"), "to", "f");
        assertThat(Files.readSymbolicLink(there.resolve("soft"))).hasToString("f");
        data(tool, "path", in(there, "hard"), "to", file, "hard", true);
        assertThat(Files.isSameFile(there.resolve("hard"), there.resolve("f"))).isTrue();
        assertThat(refused(tool, "path", in(there, "soft"), "to", "x").map())
                .containsEntry("failure", "ALREADY_EXISTS");
    }

    void checksum(String tool, Path there) throws IOException {
        String file = laid(there, "f", "abc");
        assertThat(data(tool, "path", file, "algorithm", "md5").at("sums").at(0).map())
                .containsEntry("hex", "900150983cd24fb0d6963f7d28e17f72");
        String directory = there.getFileName().toString();
        assertThat(data(tool, "path", directory, "recursive", true).at("sums").list())
                .hasSize(1);
        assertThat(refused(tool, "path", directory).at("message").text()).contains("recursive: true");
    }

    void search(String tool, Path there) throws IOException {
        laid(there, "a/x.log", "needle in it");
        laid(there, "a/y.log", "hay");
        laid(there, "z.txt", "needle");
        String directory = there.getFileName().toString();
        assertThat(data(tool, "path", directory, "name", "*.log", "text", "needle")
                        .at("entries")
                        .text())
                .contains("a/x.log")
                .doesNotContain("y.log")
                .doesNotContain("z.txt");
        assertThat(data(tool, "path", directory, "type", "file", "maxSize", 3)
                        .at("entries")
                        .list())
                .hasSize(1);
        assertThat(data(tool, "path", directory, "olderThanHours", 1)
                        .at("entries")
                        .list())
                .isEmpty();
        assertThat(data(tool, "path", directory, "newerThanHours", 1, "limit", 1)
                        .map())
                .containsEntry("left", 3);
    }

    void disk(String tool, Path there) throws IOException {
        laid(there, "sub/f", "x".repeat(1000));
        String directory = there.getFileName().toString();
        assertThat(data(tool, "path", directory).at("available").number()).isPositive();
        assertThat(data(tool, "path", directory, "usage", true).at("uses").at(0).map())
                .containsEntry("bytes", 1000)
                .containsEntry("files", 1);
    }

    void compare(String tool, Path there) throws IOException {
        laid(there, "one/f", "1");
        laid(there, "two/f", "2");
        laid(there, "two/g", "2");
        Files.setLastModifiedTime(there.resolve("two/f"), Files.getLastModifiedTime(there.resolve("one/f")));
        Heard found =
                data(tool, "path", in(there, "one"), "toTarget", "bex", "toPath", in(there, "two"), "byContent", true);
        assertThat(found.map()).containsEntry("same", false);
        assertThat(found.at("differences").list())
                .extracting(one -> one.at("path").text() + " " + one.at("kind").text())
                .containsExactly("f content", "g onlyInToPath");
        assertThat(data(tool, "path", in(there, "two"), "toPath", in(there, "two"))
                        .map())
                .containsEntry("same", true);
    }

    /// How they follow and steer is [McpTransfersIT]'s.
    void transfers(String tool, Path there) throws IOException {
        Files.write(here.resolve("much"), "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8));
        Heard begun = data(
                "sftp_upload",
                "localPath",
                "much",
                "path",
                in(there, "much"),
                "bandwidth",
                "64KiB",
                "background",
                true);
        String id = begun.at("transfer").at("id").text();
        Heard steered = data("transfer_control", "id", id, "action", "cancel");
        assertThat(steered.at("transfer").map()).containsEntry("state", "cancelled");
        assertThat(data("transfer_status", "id", id).at("transfer").map()).containsEntry("state", "cancelled");
        assertThat(there.resolve("much")).doesNotExist();
    }
}
