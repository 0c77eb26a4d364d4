package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// [Mishaps] of a `drey mcp` that goes on: every answer comes within its time, and behind every test the server
/// holds no thread, file, socket or child more than before, answers, and ends by itself when it is left.
abstract class McpMishaps extends Mishaps {
    static final Duration LIMIT = Duration.ofSeconds(10);

    /// What must not come back: a value that somebody gave in a wrong place.
    static final String CANARY = "canary-7d1f3a";

    /// Of the server `box`: given up soon.
    private static final String IMPATIENT = ", maxAttempts: 2, initialDelay: 100, maxDelay: 200";

    McpLines lines;
    String session = "";
    private Holdings before = new Holdings(List.of(), List.of(), List.of());

    @BeforeEach
    void greet() {
        with(IMPATIENT).with("SECRET_OF_THE_MACHINE", CANARY);
        lines = McpLines.greeted(drey, "mcp");
        session = session(lines);
        // What is kept from the first time on is there before it is counted.
        fine("sftp_read", Map.of("target", "box", "path", "t/old"));
        fine("sftp_list", Map.of("target", "local", "path", "."));
        before = holdings();
    }

    static String session(McpLines lines) {
        return lines.data("console_create_session", Map.of("sftpOptions", Map.of("server", "box")))
                .at("sessionId")
                .text();
    }

    private Holdings holdings() {
        return Holdings.of(lines.talk().process().toHandle(), drey.home().resolve("tmp"));
    }

    @AfterEach
    void leave() throws Exception {
        try (McpLines _ = lines) {
            Awaitility.await()
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .untilAsserted(() -> assertThat(holdings().beyond(before))
                            .as("threads, files and children left over")
                            .isEmpty());
            assertLives();
            lines.talk().hangUp();
            assertThat(lines.talk().ended(LIMIT)).isZero();
            assertThat(lines.talk().all()).noneMatch(said -> said.has("malformed"));
            for (Heard said : lines.talk().all()) assertThat(said.toString()).doesNotContain(CANARY);
        }
    }

    void assertLives() {
        assertThat(lines.ask("ping", Map.of()).map()).containsKey("result");
    }

    <T> T inTime(Supplier<T> work) {
        return inTime(LIMIT, work);
    }

    static <T> T inTime(Duration limit, Supplier<T> work) {
        long began = System.nanoTime();
        T done = work.get();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(limit);
        return done;
    }

    /// The structured content of a call that does what it should.
    Heard fine(String tool, Map<String, Object> arguments) {
        Heard result = inTime(() -> lines.call(tool, arguments));
        assertThat(result.map()).as("%s", result).containsEntry("isError", false);
        return result.at("structuredContent");
    }

    /// The error of a call that fails with this failure, of which these words are a part, and leaves the old files
    /// alone.
    Heard fails(Code code, String words, String tool, Map<String, Object> arguments) throws IOException {
        return failed(code, words, inTime(() -> lines.call(tool, arguments)));
    }

    Heard failed(Code code, String words, Heard result) throws IOException {
        assertThat(result.map()).as("%s", result).containsEntry("isError", true);
        Heard error = result.at("structuredContent").at("error");
        String errno = code.errno().isEmpty() ? code.name() : code.errno();
        assertThat(error.map())
                .as("%s", result)
                .containsEntry("failure", code.name())
                .containsEntry("code", errno);
        assertThat(error.at("message").text()).contains(words);
        assertClear(result);
        return error;
    }

    /// The same of a message that is no call.
    void refused(int code, String words, Heard answer) throws IOException {
        assertThat(answer.at("error").map()).as("%s", answer).containsEntry("code", code);
        assertThat(answer.at("error").at("message").text()).contains(words);
        assertClear(answer);
    }

    /// Nothing of the program's own insides, nor what was given in a wrong place.
    private void assertClear(Heard answer) throws IOException {
        assertThat(answer.toString())
                .doesNotContain("Exception", "dev.drey.", "java.", "\\tat ")
                .doesNotContain(CANARY);
        assertOldFiles();
    }

    /// The arguments of `console_execute_command` in the session that stands.
    Map<String, Object> command(String command, List<Object> args, Map<String, Object> options) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("sessionId", session);
        arguments.put("command", command);
        arguments.put("args", args);
        arguments.put("options", options);
        return arguments;
    }

    Heard fails(Code code, String words, String command, List<Object> args, Map<String, Object> options)
            throws IOException {
        return fails(code, words, "console_execute_command", command(command, args, options));
    }

    static Map<String, Object> with(Map<String, Object> arguments, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(arguments);
        more.put(name, value);
        return more;
    }

    /// The answers to many calls that are begun before the first is awaited.
    List<Heard> atOnce(int times, String tool, Map<String, Object> arguments) {
        List<Object> open = new ArrayList<>();
        for (int i = 0; i < times; i++) open.add(lines.beginCall(tool, arguments));
        List<Heard> answers = new ArrayList<>();
        while (!open.isEmpty()) {
            Heard answer = lines.talk().await(said -> open.contains(said.map().get("id")));
            open.remove(answer.map().get("id"));
            answers.add(answer.at("result"));
        }
        return answers;
    }
}
