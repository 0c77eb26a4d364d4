package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// What each tool says of itself, its annotations and schemas, held against what it does at a real server. A tool
/// without a call here fails.
@Timeout(180)
class McpHintsIT {
    private static final int MOST_BYTES = 32 << 10;

    /// What a call does to files, there or here.
    private enum Effect {
        LOOKS,
        ADDS,
        DESTROYS,
        /// It is about sessions and transfers: no file is another afterwards.
        STEERS
    }

    /// @param arguments in which `t` is the folder of the test
    private record Deed(Effect effect, Map<String, Object> arguments) {}

    private static final Map<String, Deed> DEEDS = Map.ofEntries(
            deed("console_create_session", Effect.STEERS, "sftpOptions", Map.of("server", "box")),
            deed("console_execute_command", Effect.DESTROYS, "command", "sftp-rm", "args", List.of("t/f")),
            deed("console_stop_session", Effect.STEERS, "sessionId", "{session}"),
            deed("console_list_sessions", Effect.LOOKS),
            deed("sftp_targets", Effect.LOOKS),
            deed("sftp_list", Effect.LOOKS, "path", "t"),
            deed("sftp_stat", Effect.LOOKS, "path", "t/f"),
            deed("sftp_read", Effect.LOOKS, "path", "t/f"),
            deed("sftp_write", Effect.DESTROYS, "path", "t/f", "content", "new", "overwrite", true),
            deed("sftp_edit", Effect.DESTROYS, "path", "t/f", "edits", List.of(Map.of("old", "old", "new", "x"))),
            deed("sftp_upload", Effect.DESTROYS, "path", "t/f", "localPath", "mine", "overwrite", true),
            deed("sftp_download", Effect.DESTROYS, "path", "t/f", "localPath", "mine", "overwrite", true),
            deed("sftp_copy", Effect.DESTROYS, "path", "t/f", "toPath", "t/g", "overwrite", true),
            deed("sftp_mkdir", Effect.ADDS, "path", "t/made"),
            deed("sftp_rename", Effect.DESTROYS, "path", "t/f", "to", "t/g", "overwrite", true),
            deed("sftp_delete", Effect.DESTROYS, "path", "t/f"),
            deed("sftp_attributes", Effect.DESTROYS, "path", "t/f", "mode", "600"),
            deed("sftp_link", Effect.ADDS, "path", "t/link", "to", "f"),
            deed("sftp_checksum", Effect.LOOKS, "path", "t/f"),
            deed("sftp_search", Effect.LOOKS, "path", "t"),
            deed("sftp_disk", Effect.LOOKS, "path", "t"),
            deed("sftp_compare", Effect.LOOKS, "path", "t/f", "toPath", "t/g"),
            deed("transfer_status", Effect.LOOKS),
            deed("transfer_control", Effect.STEERS, "id", "none", "action", "cancel"));

    private static Map.Entry<String, Deed> deed(String tool, Effect effect, Object... words) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i += 2) arguments.put(String.valueOf(words[i]), words[i + 1]);
        return Map.entry(tool, new Deed(effect, arguments));
    }

    private static Sshd sshd;
    private static DreyProgram drey;
    private static DreyProgram keeping;
    private static TypeScriptClient client;
    private static TypeScriptClient reader;
    private static List<Heard> tools;

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
        String servers = "defaultServer: box\nservers:\n" + DreyProgram.server("box", sshd, "");
        drey = new DreyProgram().configured(servers);
        keeping = new DreyProgram().configured("mcp: { readOnly: true }\n" + servers);
        client = TypeScriptClient.start(drey, "mcp");
        reader = TypeScriptClient.start(keeping, "mcp");
        tools = listed(client);
    }

    @AfterAll
    static void stop() {
        client.close();
        reader.close();
        drey.close();
        keeping.close();
        sshd.close();
    }

    private static List<Heard> listed(TypeScriptClient from) {
        return from.ask("listTools", Map.of()).at("result").at("tools").list();
    }

    /// A folder at the server, and what is here, as a deed finds them.
    private record Ground(Path there, Path here) {
        static Ground lay(DreyProgram program) throws IOException {
            Path there = Files.createTempDirectory(sshd.disk(), "t");
            Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwxrwxrwx"));
            for (String name : List.of("f", "g")) {
                Files.writeString(there.resolve(name), "old " + name);
                Files.setPosixFilePermissions(there.resolve(name), PosixFilePermissions.fromString("rw-rw-rw-"));
            }
            Files.writeString(program.work().resolve("mine"), "what is here");
            return new Ground(there, program.work());
        }

        Map<String, String> state(DiskState.Aspect... aspects) {
            Map<String, String> state = new TreeMap<>();
            DiskState.of(there, aspects).lines().forEach((name, line) -> state.put("there " + name, line));
            DiskState.of(here, aspects).lines().forEach((name, line) -> state.put("here " + name, line));
            return state;
        }

        Map<String, Object> arguments(TypeScriptClient from, Deed deed) {
            Map<String, Object> all = new LinkedHashMap<>();
            deed.arguments().forEach((name, value) -> all.put(name, placed(from, value)));
            if (all.containsKey("command")) all.put("sessionId", from.session("box"));
            return all;
        }

        private Object placed(TypeScriptClient from, Object value) {
            return switch (value) {
                case String text when text.equals("{session}") -> from.session("box");
                case String text when text.equals("t") || text.startsWith("t/") -> there + text.substring(1);
                case List<?> list ->
                    list.stream().map(one -> placed(from, (Object) one)).toList();
                default -> value;
            };
        }
    }

    private interface Trial {
        void of(Heard tool, Deed deed) throws IOException;
    }

    private static Stream<DynamicTest> each(Trial trial) {
        return tools.stream()
                .map(tool -> DynamicTest.dynamicTest(tool.at("name").text(), () -> {
                    Deed deed = Optional.ofNullable(DEEDS.get(tool.at("name").text()))
                            .orElseThrow();
                    trial.of(tool, deed);
                }));
    }

    private static boolean hint(Heard tool, String name) {
        return tool.at("annotations").says(name, true);
    }

    @Test
    void everyToolHasItsDeed() {
        assertThat(tools.stream().map(tool -> tool.at("name").text()))
                .containsExactlyInAnyOrderElementsOf(DEEDS.keySet());
    }

    @TestFactory
    Stream<DynamicTest> hintsSayWhatADeedDoes() {
        return each((tool, deed) -> {
            assertThat(tool.at("annotations").map())
                    .containsKeys("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
            assertThat(hint(tool, "readOnlyHint")).isEqualTo(deed.effect() == Effect.LOOKS);
            assertThat(hint(tool, "destructiveHint")).isEqualTo(deed.effect() == Effect.DESTROYS);
        });
    }

    @TestFactory
    Stream<DynamicTest> aDeedDoesWhatTheHintsSay() {
        DiskState.Aspect[] all = {DiskState.Aspect.MODES, DiskState.Aspect.TIMES};
        return each((tool, deed) -> {
            Ground ground = Ground.lay(drey);
            Map<String, String> before = ground.state(all);
            Heard result = client.call(tool.at("name").text(), ground.arguments(client, deed));
            Map<String, String> after = ground.state(all);
            if (!tool.says("name", "transfer_control")) assertThat(result.map()).containsEntry("isError", false);
            switch (deed.effect()) {
                case LOOKS, STEERS -> assertThat(after).isEqualTo(before);
                case ADDS -> assertThat(after).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
                case DESTROYS ->
                    assertThat(after.entrySet().containsAll(before.entrySet())).isFalse();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aReadOnlyServerRefusesWhatIsNotReadOnly() {
        return each((tool, deed) -> {
            Ground ground = Ground.lay(keeping);
            Map<String, String> before = ground.state(DiskState.Aspect.MODES, DiskState.Aspect.TIMES);
            Heard result = reader.call(tool.at("name").text(), ground.arguments(reader, deed));
            boolean changes = deed.effect() == Effect.ADDS || deed.effect() == Effect.DESTROYS;
            if (changes) {
                assertThat(result.at("structuredContent").at("error").map()).containsEntry("failure", "NOT_ALLOWED");
            } else {
                assertThat(result.toString()).doesNotContain("NOT_ALLOWED");
            }
            assertThat(ground.state(DiskState.Aspect.MODES, DiskState.Aspect.TIMES))
                    .isEqualTo(before);
        });
    }

    @TestFactory
    Stream<DynamicTest> twiceIsAsOnceWhereTheHintSaysSo() {
        return each((tool, deed) -> {
            // There is no such transfer to be cancelled twice.
            if (!hint(tool, "idempotentHint") || tool.says("name", "transfer_control")) return;
            Ground ground = Ground.lay(drey);
            Map<String, Object> arguments = ground.arguments(client, deed);
            client.call(tool.at("name").text(), arguments);
            Map<String, String> once = ground.state(DiskState.Aspect.MODES);
            Heard again = client.call(tool.at("name").text(), arguments);
            assertThat(again.map()).containsEntry("isError", false);
            assertThat(ground.state(DiskState.Aspect.MODES)).isEqualTo(once);
        });
    }

    /// Where anything may be given, and whoever takes it checks it: the session's further fields, and the options of
    /// each command of a batch.
    private static final List<String> OPEN =
            List.of("console_create_session.sftpOptions", "console_execute_command.options.operations[].options");

    @TestFactory
    Stream<DynamicTest> everyInputIsStrict() {
        return each((tool, deed) -> {
            List<String> loose = new ArrayList<>();
            loose(tool.at("name").text(), tool.at("inputSchema"), loose);
            assertThat(loose).isSubsetOf(OPEN);
        });
    }

    private static void loose(String way, Heard schema, List<String> loose) {
        if (schema.says("type", "object")) {
            if (!schema.says("additionalProperties", false)) loose.add(way);
            Map<String, Object> members =
                    schema.has("properties") ? schema.at("properties").map() : Map.of();
            if (schema.has("required")) {
                for (Heard name : schema.at("required").list())
                    assertThat(members).containsKey(name.text());
            }
            members.forEach((name, member) -> loose(way + "." + name, new Heard(member), loose));
        }
        if (schema.has("items")) loose(way + "[]", schema.at("items"), loose);
        if (schema.has("anyOf")) schema.at("anyOf").list().forEach(one -> loose(way, one, loose));
    }

    @TestFactory
    Stream<DynamicTest> whatIsRequiredIsMissed() {
        return each((tool, deed) -> {
            if (!tool.at("inputSchema").has("required")) return;
            for (Heard name : tool.at("inputSchema").at("required").list()) {
                Map<String, Object> less = new LinkedHashMap<>(deed.arguments());
                less.remove(name.text());
                Heard result = client.call(tool.at("name").text(), less);
                Heard error = result.at("structuredContent").at("error");
                assertThat(error.map()).containsEntry("failure", "INVALID_ARGUMENT");
                assertThat(error.at("message").text()).contains("needs " + name.text());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theListIsSmallInEveryMode() {
        String servers = "servers:\n" + DreyProgram.server("box", sshd, "");
        return Stream.of("", "tools: [files]", "tools: [console]", "readOnly: true", "confirm: always", "adHoc: false")
                .map(mode -> DynamicTest.dynamicTest("mcp: { " + mode + " }", () -> {
                    try (DreyProgram program = new DreyProgram().configured("mcp: { " + mode + " }\n" + servers)) {
                        assertSmall(program);
                    }
                }));
    }

    private static void assertSmall(DreyProgram program) {
        try (McpLines lines = McpLines.greeted(program, "mcp");
                McpStateless other = McpStateless.start(program, "mcp")) {
            Heard said = lines.ask("tools/list", Map.of()).at("result");
            Heard later = other.result("tools/list", Map.of());
            for (Heard list : List.of(said, later)) {
                assertThat(list.at("tools").list()).isNotEmpty();
                assertThat(list.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(MOST_BYTES);
            }
            assertThat(names(said))
                    .isEqualTo(names(later))
                    .isEqualTo(names(lines.ask("tools/list", Map.of()).at("result")));
        }
    }

    private static List<String> names(Heard list) {
        return list.at("tools").list().stream()
                .map(tool -> tool.at("name").text())
                .toList();
    }
}
