package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/// The cases of [McpCommandsIT]: each console command once, with arguments that are good and such that are bad.
///
/// In texts `{d}` stands for a folder at the server, `{h}` for one here; both hold `f`, `g`, `dir/a.log`,
/// `dir/sub/b.txt`, `empty`, `binary` and `link` to `f`.
final class McpCommandCases {
    private McpCommandCases() {}

    /// @param needsNothing whether it also does something without any argument
    record Case(
            String command,
            List<Object> good,
            Map<String, Object> options,
            boolean needsNothing,
            Check check,
            List<Bad> bad) {}

    record Bad(List<Object> args, Map<String, Object> options, String code) {}

    /// What must hold after a good one.
    interface Check {
        void check(String output, Ground ground) throws IOException;
    }

    /// Where a case takes place.
    record Ground(Path there, Path here, TypeScriptClient client, String session) {
        /// A new one, the same for every case.
        static Ground lay(Sshd sshd, DreyProgram drey, TypeScriptClient client, String session) throws IOException {
            Path there = lay(Files.createTempDirectory(sshd.disk(), "t").toRealPath());
            Path here = lay(Files.createTempDirectory(drey.work(), "h").toRealPath());
            return new Ground(there, here, client, session);
        }

        private static Path lay(Path folder) throws IOException {
            Files.writeString(folder.resolve("f"), "what f holds\n");
            Files.writeString(folder.resolve("g"), "what g has more\n");
            Files.createDirectories(folder.resolve("dir/sub"));
            Files.createDirectory(folder.resolve("empty"));
            Files.writeString(folder.resolve("dir/a.log"), "a");
            Files.writeString(folder.resolve("dir/sub/b.txt"), "bb");
            Files.createSymbolicLink(folder.resolve("link"), Path.of("f"));
            Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
            return folder;
        }

        List<Object> all(List<Object> args) {
            return args.stream().map(this::one).toList();
        }

        Map<String, Object> options(Map<String, Object> options) {
            Map<String, Object> all = new LinkedHashMap<>();
            options.forEach((name, value) -> all.put(name, one(value)));
            return all;
        }

        private Object one(Object value) {
            return switch (value) {
                case String text when text.startsWith("{slow") -> slow(text.contains("paused"));
                case String text when text.equals("{uid}") -> owner();
                case String text -> text.replace("{d}", there.toString()).replace("{h}", here.toString());
                case List<?> list ->
                    list.stream().map(each -> one((Object) each)).toList();
                case Map<?, ?> map -> {
                    Map<String, Object> all = new LinkedHashMap<>();
                    map.forEach((name, each) -> all.put(String.valueOf(name), one((Object) each)));
                    yield all;
                }
                default -> value;
            };
        }

        /// The id of a transfer that runs for half a minute.
        private String slow(boolean paused) {
            try {
                Files.write(here.resolve("slow"), new byte[1 << 20]);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            Heard put = client.run(
                    session,
                    "sftp-put",
                    List.of(here + "/slow", there + "/slow"),
                    Map.of("background", true, "bandwidth", "32KiB"));
            String id = put.at("transfer").at("id").text();
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> runs(id));
            if (paused) client.run(session, "sftp-transfer-pause", id);
            return id;
        }

        private boolean runs(String id) {
            String all = client.run(session, "sftp-transfers").at("output").text();
            return Heard.parse(all).list().stream().anyMatch(one -> one.says("id", id) && one.says("state", "running"));
        }

        /// Who owns the files, in numbers.
        private String owner() {
            try {
                return Files.getAttribute(there, "unix:uid") + ":" + Files.getAttribute(there, "unix:gid");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static List<Object> args(Object... args) {
        return List.of(args);
    }

    private static Bad bad(String code, Object... args) {
        return new Bad(List.of(args), Map.of(), code);
    }

    private static Case of(String command, List<Object> good, Check check, Bad... bad) {
        return new Case(command, good, Map.of(), false, check, List.of(bad));
    }

    private static Case idle(String command, List<Object> good, Check check, Bad... bad) {
        return new Case(command, good, Map.of(), true, check, List.of(bad));
    }

    private static Check holds(String file, String content) {
        return (output, ground) ->
                assertThat(Path.of((String) ground.one(file))).hasContent(content);
    }

    private static Check gone(String file) {
        return (output, ground) ->
                assertThat(Path.of((String) ground.one(file))).doesNotExist();
    }

    private static Check says(String wanted) {
        return (output, ground) -> assertThat(output).isEqualTo(ground.one(wanted));
    }

    private static Check names(String... wanted) {
        return (output, ground) -> assertThat(Heard.parse(output).list())
                .extracting(row -> row.at("relativePath").text())
                .containsExactly(wanted);
    }

    private static Check mode(String file, String wanted) {
        return (output, ground) -> assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(Path.of((String) ground.one(file)))))
                .isEqualTo(wanted);
    }

    private static Map<String, Object> put(String local, String remote) {
        return Map.of("command", "sftp-put", "args", List.of("{h}/" + local, "{d}/" + remote));
    }

    private static Bad batch(String code, Object... operations) {
        return new Bad(List.of(), Map.of("operations", List.of(operations)), code);
    }

    static final List<Case> ALL = List.of(
            of(
                    "sftp-put",
                    args("{h}/f", "{d}/new"),
                    holds("{d}/new", "what f holds\n"),
                    bad("ENOENT", "{h}/none", "{d}/new"),
                    bad("ENOENT", "{h}/f", "{d}/none/new"),
                    bad("EISDIR", "{h}/dir", "{d}/new"),
                    bad("EISDIR", "{h}/f", "{d}/dir"),
                    bad("EACCES", "/etc/hostname", "{d}/new")),
            of(
                    "sftp-get",
                    args("{d}/f", "{h}/new"),
                    holds("{h}/new", "what f holds\n"),
                    bad("ENOENT", "{d}/none", "{h}/new"),
                    bad("EISDIR", "{d}/dir", "{h}/new"),
                    bad("EISDIR", "{d}/f", "{h}/dir"),
                    bad("EACCES", "{d}/f", "/etc/drey-is-not-here")),
            new Case(
                    "sftp-put-recursive",
                    args("{h}/dir/", "{d}/made/tree"),
                    Map.of("excludePatterns", List.of("*.log")),
                    false,
                    (output, ground) -> {
                        holds("{d}/made/tree/sub/b.txt", "bb").check(output, ground);
                        gone("{d}/made/tree/a.log").check(output, ground);
                        assertThat(output).contains("1 files, 2 bytes");
                    },
                    List.of(
                            bad("ENOENT", "{h}/none", "{d}/tree"),
                            bad("ENOTDIR", "{h}/f", "{d}/tree"),
                            bad("ENOTDIR", "{h}/dir", "{d}/f"),
                            new Bad(args("{h}/dir", "{d}/tree"), Map.of("overwrite", "perhaps"), "EINVAL"))),
            new Case(
                    "sftp-get-recursive",
                    args("{d}/dir", "{h}/made/tree"),
                    Map.of("includePatterns", List.of("*.txt")),
                    false,
                    (output, ground) -> {
                        holds("{h}/made/tree/sub/b.txt", "bb").check(output, ground);
                        gone("{h}/made/tree/a.log").check(output, ground);
                    },
                    List.of(
                            bad("ENOENT", "{d}/none", "{h}/tree"),
                            bad("ENOTDIR", "{d}/f", "{h}/tree"),
                            bad("EACCES", "{d}/dir", "/etc/drey-is-not-here"))),
            new Case(
                    "sftp-put-content",
                    args("/wBh", "{d}/new"),
                    Map.of("encoding", "base64", "mode", "600"),
                    false,
                    (output, ground) -> {
                        assertThat(output).isEmpty();
                        assertThat(ground.there().resolve("new")).hasBinaryContent(new byte[] {(byte) 0xff, 0, 'a'});
                        mode("{d}/new", "rw-------").check(output, ground);
                    },
                    List.of(
                            bad("ENOENT", "x", "{d}/none/new"),
                            bad("EISDIR", "x", "{d}/dir"),
                            new Bad(args("no base64!", "{d}/new"), Map.of("encoding", "base64"), "EINVAL"),
                            new Bad(args("x", "{d}/f"), Map.of("overwrite", false), "EEXIST"))),
            of(
                    "sftp-get-content",
                    args("{d}/f"),
                    says("what f holds\n"),
                    bad("ENOENT", "{d}/none"),
                    bad("EISDIR", "{d}/dir"),
                    bad("EINVAL", "{d}/binary"),
                    new Bad(args("{d}/f"), Map.of("maxBytes", 12), "LIMIT_EXCEEDED")),
            idle(
                    "sftp-ls",
                    args("{d}/dir"),
                    names("a.log", "sub"),
                    bad("ENOENT", "{d}/none"),
                    bad("EINVAL", "{d}", "--patern=x")),
            idle("sftp-ls-recursive", args("{d}/dir"), names("a.log", "sub", "sub/b.txt"), bad("ENOENT", "{d}/none")),
            of(
                    "sftp-stat",
                    args("{d}/link"),
                    (output, ground) -> assertThat(Heard.parse(output).map())
                            .containsEntry("type", "file")
                            .containsEntry("size", 13),
                    bad("ENOENT", "{d}/none")),
            of(
                    "sftp-lstat",
                    args("{d}/link"),
                    (output, ground) -> assertThat(Heard.parse(output).map())
                            .containsEntry("type", "symlink")
                            .containsEntry("linkTarget", "f"),
                    bad("ENOENT", "{d}/none")),
            of("sftp-exists", args("{d}/f"), says("true"), bad("EINVAL", "a\0b")),
            of("sftp-realpath", args("{d}/dir/../link"), says("{d}/f"), bad("ENOENT", "{d}/none/below")),
            of("sftp-readlink", args("{d}/link"), says("f"), bad("ENOENT", "{d}/none"), bad("EINVAL", "{d}/f")),
            idle(
                    "sftp-df",
                    args("{d}"),
                    (output, ground) ->
                            assertThat(Heard.parse(output).at("total").number()).isPositive(),
                    bad("ENOENT", "{d}/none")),
            idle("sftp-du", args("{d}/dir"), says("3"), bad("ENOENT", "{d}/none")),
            idle(
                    "sftp-find",
                    args("{d}", "--name=*.txt", "--type=f"),
                    names("dir/sub/b.txt"),
                    bad("ENOENT", "{d}/none"),
                    bad("EINVAL", "{d}", "--type=q"),
                    bad("EINVAL", "{d}", "--size=much"),
                    bad("EINVAL", "{d}", "--nam=x")),
            of(
                    "sftp-compare",
                    args("{h}/dir", "{d}/dir", "--content"),
                    says("{\"same\":true,\"differences\":[]}"),
                    bad("ENOENT", "{h}/none", "{d}/dir"),
                    bad("ENOENT", "{h}/dir", "{d}/none"),
                    bad("ENOENT", "--remote", "{d}/none", "{d}/dir")),
            of(
                    "sftp-checksum",
                    args("{d}/dir/a.log", "sha1"),
                    says("86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"),
                    bad("ENOENT", "{d}/none"),
                    bad("EISDIR", "{d}/dir"),
                    bad("EINVAL", "{d}/f", "crc7")),
            of(
                    "sftp-mkdir",
                    args("{d}/new"),
                    (output, ground) ->
                            assertThat(ground.there().resolve("new")).isDirectory(),
                    bad("ENOENT", "{d}/none/new"),
                    bad("EEXIST", "{d}/f")),
            of(
                    "sftp-mkdir-recursive",
                    args("{d}/a/b/c"),
                    (output, ground) ->
                            assertThat(ground.there().resolve("a/b/c")).isDirectory(),
                    bad("EEXIST", "{d}/f")),
            of("sftp-rm", args("{d}/link"), gone("{d}/link"), bad("ENOENT", "{d}/none"), bad("EISDIR", "{d}/dir")),
            of(
                    "sftp-rm-recursive",
                    args("{d}/dir"),
                    gone("{d}/dir"),
                    bad("ENOENT", "{d}/none"),
                    bad("NOT_ALLOWED", "/")),
            of(
                    "sftp-rmdir",
                    args("{d}/empty"),
                    gone("{d}/empty"),
                    bad("ENOENT", "{d}/none"),
                    bad("ENOTDIR", "{d}/f"),
                    bad("ENOTEMPTY", "{d}/dir")),
            new Case(
                    "sftp-rename",
                    args("{d}/f", "{d}/g"),
                    Map.of("overwrite", true),
                    false,
                    holds("{d}/g", "what f holds\n"),
                    List.of(
                            bad("ENOENT", "{d}/none", "{d}/new"),
                            bad("EEXIST", "{d}/f", "{d}/g"),
                            new Bad(args("{d}/f", "{d}/g"), Map.of("overwrite", "newer"), "EINVAL"))),
            of(
                    "sftp-copy",
                    args("{d}/dir", "{d}/copied"),
                    holds("{d}/copied/sub/b.txt", "bb"),
                    bad("ENOENT", "{d}/none", "{d}/new"),
                    bad("EISDIR", "{d}/f", "{d}/dir"),
                    bad("EINVAL", "{d}/dir", "{d}/dir/sub/below"),
                    new Bad(args("{d}/f", "{d}/g"), Map.of("overwrite", false), "EEXIST")),
            of(
                    "sftp-chmod",
                    args(0600, "{d}/f"),
                    mode("{d}/f", "rw-------"),
                    bad("ENOENT", "644", "{d}/none"),
                    bad("EINVAL", 755, "{d}/f"),
                    bad("EINVAL", "u+q", "{d}/f")),
            of(
                    "sftp-chown",
                    args("{uid}", "{d}/f"),
                    (output, ground) -> assertThat(output).endsWith("done"),
                    bad("ENOENT", "0:0", "{d}/none"),
                    bad("EINVAL", "nobody-there", "{d}/f"),
                    bad("EINVAL", ":", "{d}/f")),
            of(
                    "sftp-utimes",
                    args("{d}/f", "2020-01-02T03:04:05Z", 1_600_000_000_000L),
                    (output, ground) -> assertThat(
                                    Files.getLastModifiedTime(ground.there().resolve("f"))
                                            .toInstant())
                            .isEqualTo(Instant.ofEpochSecond(1_600_000_000)),
                    bad("ENOENT", "{d}/none", 0, 0),
                    bad("EINVAL", "{d}/f", "yesterday", 0),
                    bad("EINVAL", "{d}/f", 1_600_000_000, 0)),
            of(
                    "sftp-touch",
                    args("{d}/new", "2020-01-02T03:04:05Z"),
                    (output, ground) -> assertThat(
                                    Files.getLastModifiedTime(ground.there().resolve("new"))
                                            .toInstant())
                            .isEqualTo("2020-01-02T03:04:05Z"),
                    bad("ENOENT", "{d}/none/new"),
                    bad("ENOENT", "{d}/none", "--no-create"),
                    bad("EINVAL", "{d}/f", "2020")),
            of(
                    "sftp-truncate",
                    args("{d}/f", 4),
                    holds("{d}/f", "what"),
                    bad("ENOENT", "{d}/none", 4),
                    bad("EISDIR", "{d}/dir", 4),
                    bad("EINVAL", "{d}/f", "four")),
            of(
                    "sftp-symlink",
                    args("dir/a.log", "{d}/new"),
                    (output, ground) -> assertThat(
                                    Files.readSymbolicLink(ground.there().resolve("new")))
                            .isEqualTo(Path.of("dir/a.log")),
                    bad("ENOENT", "f", "{d}/none/new"),
                    bad("EEXIST", "f", "{d}/g")),
            of(
                    "sftp-link",
                    args("{d}/f", "{d}/new"),
                    (output, ground) -> assertThat(Files.isSameFile(
                                    ground.there().resolve("f"), ground.there().resolve("new")))
                            .isTrue(),
                    bad("ENOENT", "{d}/none", "{d}/new"),
                    bad("EEXIST", "{d}/f", "{d}/g")),
            new Case(
                    "sftp-batch",
                    args(),
                    Map.of("operations", List.of(put("f", "one"), put("g", "two")), "concurrency", 2),
                    false,
                    (output, ground) -> {
                        assertThat(Heard.parse(output).map())
                                .containsEntry("totalTransfers", 2)
                                .containsEntry("completed", 2)
                                .containsEntry("failed", 0)
                                .containsEntry("totalBytes", 29)
                                .containsEntry("transferredBytes", 29);
                        holds("{d}/one", "what f holds\n").check(output, ground);
                        holds("{d}/two", "what g has more\n").check(output, ground);
                    },
                    List.of(
                            bad("EINVAL"),
                            batch("ENOENT", put("none", "one"), put("g", "two")),
                            batch("EINVAL", put("f", "one"), Map.of("command", "sftp-put", "args", List.of("f"))),
                            batch("EINVAL", Map.of("command", "sftp-batch")),
                            batch("EINVAL", Map.of("command", "sftp-ls", "options", Map.of("nobodys", 1))))),
            idle(
                    "sftp-transfers",
                    args(),
                    (output, ground) -> assertThat(Heard.parse(output).list()).isNotNull(),
                    bad("ENOENT", "none")),
            of(
                    "sftp-transfer-cancel",
                    args("{slow}"),
                    (output, ground) -> assertThat(output).endsWith(" cancelled"),
                    bad("ENOENT", "none")),
            of(
                    "sftp-transfer-pause",
                    args("{slow}"),
                    (output, ground) -> assertThat(output).endsWith(" paused"),
                    bad("ENOENT", "none")),
            of(
                    "sftp-transfer-resume",
                    args("{slow paused}"),
                    (output, ground) -> assertThat(output).endsWith(" running"),
                    bad("ENOENT", "none"),
                    bad("EINVAL", "{slow}")));
}
