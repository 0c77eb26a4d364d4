package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `drey mcp` behind a client of our own that speaks the protocol of 2026-07-28. Closing judges all that the server has
/// said by the protocol's schema.
final class McpStateless implements ToolCaller, AutoCloseable {
    static final String VERSION = "io.modelcontextprotocol/protocolVersion";
    static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    static final String LEVEL = "io.modelcontextprotocol/logLevel";
    static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";

    private final McpLines lines;
    private final Map<String, Object> meta = new LinkedHashMap<>();
    private final Map<Object, String> asked = new HashMap<>();
    private final Map<Object, String> called = new HashMap<>();

    private McpStateless(McpLines lines, Map<String, Object> capabilities) {
        this.lines = lines;
        meta.put(VERSION, "2026-07-28");
        meta.put("io.modelcontextprotocol/clientInfo", Map.of("name", "stateless", "version", "1"));
        meta.put(CAPABILITIES, capabilities);
    }

    /// A client that asks nobody.
    static McpStateless start(DreyProgram drey, String... words) {
        return new McpStateless(McpLines.start(drey, words), Map.of());
    }

    /// A client that shows forms to a person.
    static McpStateless asking(DreyProgram drey, String... words) {
        return new McpStateless(McpLines.start(drey, words), Map.of("elicitation", Map.of("form", Map.of())));
    }

    /// What every request says of itself, and more.
    Map<String, Object> meta(Map<String, Object> more) {
        Map<String, Object> whole = new LinkedHashMap<>(meta);
        whole.putAll(more);
        return whole;
    }

    /// The params as they are.
    int beginPlain(String method, Map<String, Object> params) {
        int id = lines.begin(method, params);
        asked.put(id, method);
        return id;
    }

    int begin(String method, Map<String, Object> params, Map<String, Object> more) {
        Map<String, Object> whole = new LinkedHashMap<>(params);
        whole.put("_meta", meta(more));
        int id = beginPlain(method, whole);
        if (method.equals("tools/call")) called.put(id, String.valueOf(params.get("name")));
        return id;
    }

    Heard answer(int id) {
        return lines.answer(id);
    }

    Heard askPlain(String method, Map<String, Object> params) {
        return answer(beginPlain(method, params));
    }

    /// The whole message that answers.
    Heard ask(String method, Map<String, Object> params) {
        return answer(begin(method, params, Map.of()));
    }

    Heard result(String method, Map<String, Object> params) {
        Heard answer = ask(method, params);
        if (answer.has("error")) throw new AssertionError(method + ": " + answer);
        return answer.at("result");
    }

    Heard error(String method, Map<String, Object> params) {
        return ask(method, params).at("error");
    }

    static Map<String, Object> calling(String tool, Map<String, Object> arguments) {
        return Map.of("name", tool, "arguments", arguments);
    }

    @Override
    public Heard call(String tool, Map<String, Object> arguments) {
        return result("tools/call", calling(tool, arguments));
    }

    Heard data(String tool, Map<String, Object> arguments) {
        return call(tool, arguments).at("structuredContent");
    }

    /// Makes a call again that was answered by a question.
    Heard again(Heard asking, Map<String, Object> params, Map<String, Object> responses) {
        return ask("tools/call", retried(asking, params, responses));
    }

    static Map<String, Object> retried(Heard asking, Map<String, Object> params, Map<String, Object> responses) {
        Map<String, Object> more = new LinkedHashMap<>(params);
        more.put("requestState", asking.at("requestState").text());
        more.put("inputResponses", responses);
        return more;
    }

    /// The answer to the one question of a result, which asks for that field.
    static Map<String, Object> filled(Heard asking, String field, Object value) {
        Map<String, Object> requests = asking.at("inputRequests").map();
        assertThat(requests).hasSize(1);
        String name = requests.keySet().iterator().next();
        Heard request = asking.at("inputRequests").at(name);
        assertThat(request.map()).containsEntry("method", "elicitation/create");
        assertThat(request.at("params").at("requestedSchema").at("properties").map())
                .containsOnlyKeys(field);
        return Map.of(name, Map.of("action", "accept", "content", Map.of(field, value)));
    }

    void cancel(int id) {
        lines.cancel(id);
    }

    McpLines lines() {
        return lines;
    }

    Talk talk() {
        return lines.talk();
    }

    /// What the server has said so far of that method.
    List<Heard> said(String method) {
        return talk().all().stream().filter(one -> one.says("method", method)).toList();
    }

    /// Every message of the server is one of the protocol's, and every answer of a tool as its schema says.
    void judge() {
        List<String> faults = new ArrayList<>();
        for (Heard said : talk().all()) {
            String method = said.has("id") ? asked.getOrDefault(said.map().get("id"), "") : "";
            faults.addAll(ProtocolSchema.faults(said, method));
        }
        assertThat(faults).isEmpty();
        judgeAnswers();
    }

    private void judgeAnswers() {
        if (called.isEmpty() || !talk().process().isAlive()) return;
        OutputSchemas outputs =
                new OutputSchemas(result("tools/list", Map.of()).at("tools").list());
        for (Heard said : talk().all()) {
            String tool = called.getOrDefault(said.map().getOrDefault("id", ""), "");
            if (tool.isEmpty() || !said.has("result") || !said.at("result").has("structuredContent")) continue;
            assertThat(outputs.faults(tool, said.at("result").at("structuredContent")))
                    .as("%s: %s", tool, said)
                    .isEmpty();
        }
    }

    @Override
    public void close() {
        try (lines) {
            judge();
        }
    }
}
