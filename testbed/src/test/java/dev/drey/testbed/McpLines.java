package dev.drey.testbed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `drey mcp` behind a client of our own that can say what no proper client says.
final class McpLines implements AutoCloseable {
    private final Talk talk;
    private int last;

    private McpLines(Talk talk) {
        this.talk = talk;
    }

    static McpLines start(DreyProgram drey, String... words) {
        return new McpLines(new Talk(drey.talking(List.of(), words)));
    }

    /// The same, greeted.
    static McpLines greeted(DreyProgram drey, String... words) {
        McpLines lines = start(drey, words);
        lines.greet("2025-11-25");
        return lines;
    }

    Heard greet(String version) {
        return greet(version, Map.of());
    }

    /// @param capabilities that the client says it has
    Heard greet(String version, Map<String, Object> capabilities) {
        Heard hello = ask(
                "initialize",
                Map.of(
                        "protocolVersion", version,
                        "capabilities", capabilities,
                        "clientInfo", Map.of("name", "lines", "version", "1")));
        talk.say(Map.of("jsonrpc", "2.0", "method", "notifications/initialized"));
        return hello;
    }

    /// The whole message that answers.
    Heard ask(String method, Map<String, Object> params) {
        return answer(begin(method, params));
    }

    int begin(String method, Map<String, Object> params) {
        int id = ++last;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("jsonrpc", "2.0");
        request.put("id", id);
        request.put("method", method);
        request.put("params", params);
        talk.say(request);
        return id;
    }

    int beginCall(String tool, Map<String, Object> arguments) {
        return begin("tools/call", Map.of("name", tool, "arguments", arguments));
    }

    Heard answer(Object id) {
        return talk.await(said -> said.says("id", id));
    }

    void cancel(int id) {
        talk.say(Map.of("jsonrpc", "2.0", "method", "notifications/cancelled", "params", Map.of("requestId", id)));
    }

    /// A tool's result.
    Heard call(String tool, Map<String, Object> arguments) {
        Heard answer = answer(beginCall(tool, arguments));
        if (answer.has("error")) throw new AssertionError(tool + ": " + answer);
        return answer.at("result");
    }

    Heard data(String tool, Map<String, Object> arguments) {
        return call(tool, arguments).at("structuredContent");
    }

    /// The `error` of an answer that is none.
    static Heard error(Heard answer) {
        return answer.at("error");
    }

    Talk talk() {
        return talk;
    }

    @Override
    public void close() {
        talk.close();
    }
}
