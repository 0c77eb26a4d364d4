package dev.drey.testbed;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The protocol's own JSON schema of 2026-07-28, which judges every message of a server.
final class ProtocolSchema {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Map<String, Object> WHOLE = read();
    private static final Map<String, Schema> PARTS = new ConcurrentHashMap<>();

    private static final Map<String, String> NOTICES = Map.of(
            "notifications/progress", "ProgressNotification",
            "notifications/message", "LoggingMessageNotification",
            "notifications/resources/updated", "ResourceUpdatedNotification",
            "notifications/subscriptions/acknowledged", "SubscriptionsAcknowledgedNotification",
            "notifications/cancelled", "CancelledNotification");

    private static final Map<String, String> RESULTS = Map.of(
            "server/discover", "DiscoverResult",
            "tools/list", "ListToolsResult",
            "tools/call", "CallToolResult",
            "resources/list", "ListResourcesResult",
            "resources/templates/list", "ListResourceTemplatesResult",
            "resources/read", "ReadResourceResult",
            "subscriptions/listen", "SubscriptionsListenResult");

    private static final Map<Integer, String> ERRORS = Map.of(
            -32700, "ParseError",
            -32600, "InvalidRequestError",
            -32601, "MethodNotFoundError",
            -32602, "InvalidParamsError",
            -32603, "InternalError");

    private ProtocolSchema() {}

    private static Map<String, Object> read() {
        try (InputStream in = Objects.requireNonNull(
                ProtocolSchema.class.getResourceAsStream("mcp-2026-07-28/schema.json"), "the schema is packed")) {
            return Heard.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .map();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is wrong with a message of the server.
    ///
    /// @param method of the request that it answers; empty where it answers none
    static List<String> faults(Heard said, String method) {
        List<String> faults = new ArrayList<>();
        if (said.has("method")) {
            String name = NOTICES.getOrDefault(said.at("method").text(), "no notice of the protocol");
            faults.addAll(of(name, said));
            if (said.has("id")) faults.add("a server sends no request");
        } else if (said.has("error")) {
            faults.addAll(error(said));
        } else if (method.isEmpty()) {
            faults.add("it answers nothing that was asked");
        } else {
            faults.addAll(of("JSONRPCResultResponse", said));
            faults.addAll(result(said.at("result"), method));
        }
        return faults.stream().map(fault -> fault + " in " + said).toList();
    }

    private static List<String> error(Heard said) {
        int code = (int) said.at("error").at("code").number();
        if (code == -32022) return of("UnsupportedProtocolVersionError", said);
        List<String> faults = new ArrayList<>(of("JSONRPCErrorResponse", said));
        String own = ERRORS.getOrDefault(code, "");
        if (!own.isEmpty()) faults.addAll(of(own, said.at("error")));
        else if (code >= -32768 && code <= -32000) faults.add("the code " + code + " is not for servers to use");
        return faults;
    }

    private static List<String> result(Heard result, String method) {
        boolean asks = result.says("resultType", "input_required");
        List<String> faults =
                new ArrayList<>(of(asks ? "InputRequiredResult" : RESULTS.getOrDefault(method, "Result"), result));
        boolean may = method.equals("tools/call") || method.equals("resources/read");
        if (asks && !may) faults.add(method + " must not ask");
        if (!asks && !result.says("resultType", "complete")) faults.add("no kind of result that there is");
        return faults;
    }

    private static List<String> of(String part, Heard value) {
        Schema schema = PARTS.computeIfAbsent(part, name -> {
            Map<String, Object> defined = new LinkedHashMap<>(WHOLE);
            if (!new Heard(WHOLE).at("$defs").has(name)) throw new AssertionError("the schema has no " + name);
            defined.put("$ref", "#/$defs/" + name);
            return REGISTRY.getSchema(Heard.JSON.writeValueAsString(defined));
        });
        return faults(schema, value);
    }

    /// What is wrong with a value by a schema that the server gave out.
    static List<String> faults(Map<String, Object> schema, Heard value) {
        return faults(REGISTRY.getSchema(Heard.JSON.writeValueAsString(schema)), value);
    }

    private static List<String> faults(Schema schema, Heard value) {
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }
}
