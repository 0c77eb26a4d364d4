package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an operator says on the command line and in the configuration, and what a caller may not say.
@Timeout(120)
class McpWordsIT extends AtServer {
    private static Heard error(Heard result) {
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        return result.at("structuredContent").at("error");
    }

    private static Object roots(McpLines lines) {
        return lines.data("sftp_targets", Map.of()).map().getOrDefault("localRoots", "none");
    }

    @Test
    void foldersAreThoseOfTheCommandLineOrTheConfigurationOrTheStart() throws IOException {
        Path one = drey.mkdir("one");
        Path two = drey.mkdir("two");
        Files.writeString(one.resolve("f"), "first");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(roots(lines)).isEqualTo(List.of(drey.work().toString()));
        }
        drey.configured("local: { roots: [ { path: ~/two, readOnly: true } ] }\n");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(roots(lines)).isEqualTo(List.of(two.toString()));
        }
        try (McpLines lines = McpLines.greeted(drey, "mcp", "--root", one.toString(), "--root", two.toString())) {
            assertThat(roots(lines)).isEqualTo(List.of(one.toString(), two.toString()));
            assertThat(lines.data("sftp_read", Map.of("target", "local", "path", "f"))
                            .map())
                    .containsEntry("content", "first");
        }
    }

    @Test
    void aFolderThatNobodyMeantIsNotAllowed() throws IOException {
        drey.write("work/x", "x");
        drey.with("HOME", drey.work().toString());
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(roots(lines)).isEqualTo(List.of());
            Heard refused = error(lines.call("sftp_read", Map.of("target", "local", "path", "x")));
            assertThat(refused.map()).containsEntry("code", "EACCES");
            assertThat(refused.at("message").text()).contains("home directory").contains("drey mcp --root DIR");
        }
        for (String wrong : List.of("/", "/nowhere/at/all")) {
            DreyProgram.Run run = drey.run("mcp", "--root", wrong);
            assertThat(run.exit()).as("%s", run).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("--root " + wrong);
        }
    }

    @Test
    void printConfigShowsTheEntryForAClient() {
        Path one = drey.mkdir("one");
        DreyProgram.Run run = drey.run("mcp", "--print-config", "--root", one.toString());
        assertThat(run.exit()).isZero();
        Heard servers = Heard.parse(run.out()).at("mcpServers");
        assertThat(servers.at("drey").map())
                .containsEntry("args", List.of("mcp", "--root", one.toString()))
                .containsEntry("command", "drey");
    }

    @Test
    void aReadOnlyServerChangesNothing() throws IOException {
        drey.write("work/f", "f");
        Path target = Files.createTempDirectory(sshd.disk(), "r");
        try (McpLines lines = McpLines.greeted(drey, "mcp", "--read-only")) {
            String id = lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")))
                    .at("sessionId")
                    .text();
            Heard put = lines.data(
                    "console_execute_command",
                    Map.of("sessionId", id, "command", "sftp-put", "args", List.of("f", target + "/f")));
            assertThat(put.at("error").map()).containsEntry("failure", "NOT_ALLOWED");
            assertThat(lines.data("sftp_targets", Map.of()).map()).containsEntry("readOnly", true);
        }
        assertThat(target).isEmptyDirectory();
    }

    @Test
    void theConfigurationSaysWhichToolsAndTargetsThereAre() {
        drey.configured("mcp: { tools: [files], targets: [b*], adHoc: false }\nservers:\n"
                + DreyProgram.server("box", sshd, "") + DreyProgram.server("other", sshd, ""));
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            String tools = lines.ask("tools/list", Map.of()).toString();
            assertThat(tools).contains("sftp_list").doesNotContain("console_create_session");
            assertThat(lines.data("sftp_targets", Map.of()).at("targets").text())
                    .contains("box")
                    .doesNotContain("other");
            assertThat(error(lines.call("sftp_list", Map.of("target", "other"))).map())
                    .containsEntry("code", "EINVAL");
            assertThat(error(lines.call("sftp_list", Map.of("target", "sftp://u@127.0.0.1")))
                            .map())
                    .containsEntry("failure", "NOT_ALLOWED");
        }
    }

    @Test
    void mistakesInTheConfigurationAreToldWithTheirPlace() {
        Map<String, String> wrong = Map.of(
                "mcp: { tools: [consol] }", "did you mean console",
                "mcp: { tools: [devices] }", "needs a hub",
                "mcp: { readonly: true }", "did you mean readOnly",
                "mcp: { confirm: sometimes }", "never, recursive, always",
                "mcp: { keyFiles: [keys] }", "absolute path",
                "mcp: { inlineSecrets: allow }", "warn, refuse",
                "local: { roots: { path: x } }", "list of folders",
                "local: { roots: [ { pth: x } ] }", "did you mean path");
        wrong.forEach((text, words) -> {
            drey.configured(text + "\n");
            DreyProgram.Run run = drey.run("mcp");
            assertThat(run.exit()).as("%s", run).isEqualTo(2);
            assertThat(run.err()).contains("config.yaml:1").contains(words);
            assertThat(run.out()).isEmpty();
        });
    }

    @Test
    void aCallerGivesLiteralValuesAndLoosensNothing() {
        Map<String, Object> base = Map.of("host", sshd.host(), "port", sshd.port(), "username", sshd.user());
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            for (Map.Entry<String, Object> one : Map.<String, Object>of(
                            "agent", "/tmp/agent",
                            "proxyJump", "x",
                            "strictHostKeyChecking", false,
                            "hostVerification", false,
                            "knownHostsFile", "/dev/null",
                            "password", "${HOME}",
                            "privateKey", "/keys/id",
                            "passphrase", "file:/etc/passwd",
                            "cipher", List.of("3des-cbc"))
                    .entrySet()) {
                Map<String, Object> options = new java.util.HashMap<>(base);
                options.put(one.getKey(), one.getValue());
                Heard refused = error(lines.call("console_create_session", Map.of("sftpOptions", options)));
                assertThat(refused.map()).as(one.getKey()).containsEntry("failure", "NOT_ALLOWED");
                assertThat(refused.at("message").text()).contains("sftpOptions." + one.getKey());
            }
            Map<String, Object> host = Map.of("server", "box", "host", "127.0.0.1");
            assertThat(error(lines.call("console_create_session", Map.of("sftpOptions", host)))
                            .at("message")
                            .text())
                    .contains("configured server");
        }
    }

    @Test
    void aHostThatNobodyConfiguredIsReachedByWhatTheCallGives() throws IOException {
        drey.mkdir(".ssh");
        drey.write(".ssh/known_hosts", String.join("\n", sshd.knownHosts()) + "\n");
        Map<String, Object> options = Map.of(
                "host", sshd.host(),
                "port", sshd.port(),
                "username", sshd.user(),
                "privateKey", Files.readString(sshd.clientKey().privateKey()),
                "basePath", sshd.disk().toString(),
                "algorithms", Map.of("cipher", List.of("aes128-gcm", "aes256-ctr")),
                "strictHostKeyChecking", true);
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            Heard opened = lines.data("console_create_session", Map.of("sftpOptions", options));
            assertThat(opened.map()).containsEntry("status", "connected");
            assertThat(opened.at("warnings").text()).contains("a secret was given");
            assertThat(opened.toString()).doesNotContain("PRIVATE KEY");
        }
        drey.configured("mcp: { inlineSecrets: refuse }\n");
        try (McpLines lines = McpLines.greeted(drey, "mcp")) {
            assertThat(error(lines.call("console_create_session", Map.of("sftpOptions", options)))
                            .toString())
                    .contains("inlineSecrets");
        }
    }

    @Test
    void theirOwnOptionsAreSeen() throws IOException {
        Path other =
                drey.write("other.yaml", "mcp: { readOnly: true }\n").home().resolve("other.yaml");
        try (McpLines lines = McpLines.greeted(drey, "mcp", "--config", other.toString(), "--log-file", "log", "-v")) {
            assertThat(lines.data("sftp_targets", Map.of()).map()).containsEntry("readOnly", true);
            lines.call("sftp_read", Map.of("target", "local", "path", "/etc/passwd"));
        }
        assertThat(drey.work().resolve("log")).content().contains("jail refused");
        assertThat(drey.run("mcp", "--help").out()).contains("--root");
        assertThat(drey.run("mcp", "--rot", "x").exit()).isEqualTo(2);
    }
}
