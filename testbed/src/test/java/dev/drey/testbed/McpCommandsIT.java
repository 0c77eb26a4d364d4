package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// Every console command there is, used well and badly, by the official TypeScript SDK at a real server.
@Timeout(300)
class McpCommandsIT {
    private static final Pattern COMMAND = Pattern.compile("\\bsftp-[a-z-]+\\b");

    private static Sshd sshd;
    private static DreyProgram drey;
    private static TypeScriptClient client;
    private static String session;

    @BeforeAll
    static void start() {
        sshd = Sshd.start();
        drey = new DreyProgram().knowing(sshd);
        client = TypeScriptClient.start(drey, "mcp");
        session = client.session("box");
    }

    @AfterAll
    static void stop() {
        client.close();
        drey.close();
        sshd.close();
    }

    /// The commands that the program itself tells of.
    static List<String> told(TypeScriptClient client) {
        for (Heard tool :
                client.ask("listTools", Map.of()).at("result").at("tools").list()) {
            if (!tool.says("name", "console_execute_command")) continue;
            return COMMAND.matcher(tool.at("description").text())
                    .results()
                    .map(one -> one.group())
                    .distinct()
                    .toList();
        }
        throw new AssertionError("there is no console_execute_command");
    }

    @Test
    void everyCommandHasItsCaseAndEveryCaseItsCommand() {
        List<String> cases =
                McpCommandCases.ALL.stream().map(McpCommandCases.Case::command).toList();
        assertThat(cases).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(told(client));
        assertThat(McpCommandCases.ALL).allMatch(one -> !one.bad().isEmpty());
    }

    @TestFactory
    Stream<DynamicContainer> everyCommandIsUsedWellAndBadly() {
        return McpCommandCases.ALL.stream().map(one -> DynamicContainer.dynamicContainer(one.command(), tests(one)));
    }

    private static List<DynamicTest> tests(McpCommandCases.Case one) {
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(DynamicTest.dynamicTest("good", () -> good(one)));
        for (McpCommandCases.Bad bad : one.bad()) {
            tests.add(DynamicTest.dynamicTest("bad " + bad.args() + " " + bad.code(), () -> bad(one, bad)));
        }
        tests.add(DynamicTest.dynamicTest("too many arguments", () -> tooMany(one)));
        if (!one.good().isEmpty()) tests.add(DynamicTest.dynamicTest("too few arguments", () -> tooFew(one)));
        tests.add(DynamicTest.dynamicTest("an option of others, and of nobody", () -> foreignOptions(one)));
        return tests;
    }

    private static void good(McpCommandCases.Case one) throws IOException {
        McpCommandCases.Ground ground = ground();
        Heard heard = run(one.command(), ground.all(one.good()), ground.options(one.options()));
        assertThat(heard.map()).as(heard.text()).containsEntry("exitCode", 0).containsEntry("stderr", "");
        assertThat(heard.map()).doesNotContainKey("error");
        one.check().check(heard.at("output").text(), ground);
    }

    private static void bad(McpCommandCases.Case one, McpCommandCases.Bad bad) throws IOException {
        McpCommandCases.Ground ground = ground();
        Heard heard = run(one.command(), ground.all(bad.args()), ground.options(bad.options()));
        assertThat(heard.map()).as(heard.text()).containsEntry("exitCode", 1);
        assertThat(heard.at("error").map()).as(heard.text()).containsEntry("code", bad.code());
        assertClear(heard);
    }

    private static void tooMany(McpCommandCases.Case one) throws IOException {
        Heard heard = run(one.command(), List.of("a", "b", "c", "d"), Map.of());
        assertThat(heard.at("error").map()).as(heard.text()).containsEntry("code", "EINVAL");
        assertThat(heard.at("stderr").text()).contains(one.command() + " takes");
        assertClear(heard);
    }

    /// Where none are needed, nothing is too few.
    private static void tooFew(McpCommandCases.Case one) throws IOException {
        Heard heard = run(one.command(), List.of(), Map.of());
        if (one.needsNothing()) assertThat(heard.map()).as(heard.text()).containsEntry("exitCode", 0);
        else {
            assertThat(heard.at("error").map()).as(heard.text()).containsEntry("code", "EINVAL");
            assertThat(heard.at("stderr").text()).contains("not nothing");
        }
    }

    private static void foreignOptions(McpCommandCases.Case one) throws IOException {
        McpCommandCases.Ground ground = ground();
        List<Object> args = ground.all(one.good());
        String foreign = one.command().startsWith("sftp-ls") ? "maxBytes" : "cursor";
        Heard heard = run(one.command(), args, Map.of(foreign, foreign.equals("cursor") ? "x" : 1));
        assertThat(heard.at("error").map()).as(heard.text()).containsEntry("code", "EINVAL");
        assertThat(heard.at("stderr").text()).contains("takes no option '" + foreign + "'");
        Heard unknown = run(one.command(), args, Map.of("overwrit", true));
        assertThat(unknown.at("error").at("message").text())
                .contains("overwrit")
                .contains("overwrite");
    }

    /// Words for somebody who cannot look into the program.
    private static void assertClear(Heard heard) {
        String words = heard.at("stderr").text();
        assertThat(words).isNotBlank().doesNotContain("Exception").doesNotContain("dev.drey");
        assertThat(heard.at("error").at("message").text()).isEqualTo(words);
        assertThat(heard.at("error").at("failure").text()).isNotBlank();
    }

    private static Heard run(String command, List<Object> args, Map<String, Object> options) {
        return client.data(
                "console_execute_command",
                Map.of("sessionId", session, "command", command, "args", args, "options", options));
    }

    private static McpCommandCases.Ground ground() throws IOException {
        return McpCommandCases.Ground.lay(sshd, drey, client, session);
    }
}
