package dev.drey.testbed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `drey mcp` behind the official TypeScript SDK's client (`testbed/clients`): what a real client makes of it.
final class TypeScriptClient implements ToolCaller, AutoCloseable {
    private final Talk talk;
    private int last;
    private Optional<OutputSchemas> schemas = Optional.empty();

    private TypeScriptClient(Talk talk) {
        this.talk = talk;
    }

    /// @param words of `drey`, such as `mcp`
    static TypeScriptClient start(DreyProgram drey, String... words) {
        Path clients = Checkout.root().resolve("testbed/clients");
        if (!Files.isDirectory(clients.resolve("node_modules"))) {
            throw new IllegalStateException("the clients are not installed: run ./check, or npm ci in " + clients);
        }
        Talk talk = new Talk(
                drey.talking(List.of("node", clients.resolve("client.mjs").toString()), words));
        talk.await(said -> said.says("id", "ready"));
        return new TypeScriptClient(talk);
    }

    /// One request and its answer: `result` or `error`, and `progress`.
    Heard ask(String method, Map<String, Object> params) {
        return answer(begin(method, params));
    }

    /// @return the id by which its answer is asked for
    int begin(String method, Map<String, Object> params) {
        int id = ++last;
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("id", id);
        request.put("method", method);
        request.put("params", params);
        talk.say(request);
        return id;
    }

    Heard answer(int id) {
        return talk.await(said -> said.says("id", id));
    }

    void abort(int id) {
        talk.say(Map.of("id", "abort-" + id, "method", "abort", "params", Map.of("id", id)));
    }

    @Override
    public Heard call(String tool, Map<String, Object> arguments) {
        Heard answer = ask("callTool", Map.of("name", tool, "arguments", arguments));
        if (answer.has("error")) throw new AssertionError(tool + ": " + answer);
        Heard result = answer.at("result");
        if (result.has("structuredContent")) {
            List<String> faults = schemas().faults(tool, result.at("structuredContent"));
            if (!faults.isEmpty()) throw new AssertionError(faults + " in " + result);
        }
        return result;
    }

    private OutputSchemas schemas() {
        OutputSchemas known = schemas.orElseGet(() -> new OutputSchemas(
                ask("listTools", Map.of()).at("result").at("tools").list()));
        schemas = Optional.of(known);
        return known;
    }

    /// A tool's structured content.
    Heard data(String tool, Map<String, Object> arguments) {
        return call(tool, arguments).at("structuredContent");
    }

    /// Opens a session at the server that is configured by that name; its id.
    String session(String server) {
        Heard data = data(
                "console_create_session",
                Map.of("command", "sftp-connect", "consoleType", "sftp", "sftpOptions", Map.of("server", server)));
        return data.at("sessionId").text();
    }

    /// A command's structured content.
    Heard run(String session, String command, List<String> args, Map<String, Object> options) {
        return data(
                "console_execute_command",
                Map.of(
                        "sessionId",
                        session,
                        "consoleType",
                        "sftp",
                        "command",
                        command,
                        "args",
                        args,
                        "options",
                        options));
    }

    Heard run(String session, String command, String... args) {
        return run(session, command, List.of(args), Map.of());
    }

    Talk talk() {
        return talk;
    }

    @Override
    public void close() {
        talk.close();
    }
}
