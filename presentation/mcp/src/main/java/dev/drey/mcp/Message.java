package dev.drey.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// One JSON-RPC message that has come, taken apart.
sealed interface Message {
    int PARSE_ERROR = -32700;
    int INVALID_REQUEST = -32600;
    int METHOD_NOT_FOUND = -32601;
    int INVALID_PARAMS = -32602;
    int INTERNAL_ERROR = -32603;

    /// Of the protocol: what was to be read is not there.
    int NO_RESOURCE = -32002;

    /// Of ours: later, the same may be served.
    int BUSY = -32000;

    /// Somebody waits for an answer.
    ///
    /// @param id text or a whole number
    /// @param bytes how long its line was
    record Request(Object id, String method, Map<String, Object> params, int bytes) implements Message {}

    record Notice(String method, Map<String, Object> params) implements Message {}

    /// An answer to a request of ours.
    record Reply(Object id, Optional<Object> result, Optional<Map<String, Object>> error) implements Message {}

    /// No message; what to answer.
    ///
    /// @param id of the request that it was meant to be, as far as can be told
    record Malformed(Optional<Object> id, int code, String why) implements Message {}

    static Message parse(byte[] line) {
        Map<String, Object> object;
        try {
            object = Json.object(line);
        } catch (JacksonException malformed) {
            return new Malformed(Optional.empty(), PARSE_ERROR, why(line));
        }
        return of(object, line.length);
    }

    /// What can be said without quoting the line, which may hold a secret.
    private static String why(byte[] line) {
        boolean batch = line.length > 0 && line[0] == '[';
        return batch
                ? "this is a list; send each message on a line of its own"
                : "this line is not one JSON object in UTF-8";
    }

    private static Message of(@Nullable Map<String, Object> object, int bytes) {
        if (object == null) return invalid(Optional.empty(), "a message is an object");
        Object id = object.get("id");
        Optional<Object> named = id instanceof String || id instanceof Integer || id instanceof Long
                ? Optional.of(id)
                : Optional.empty();
        if (!"2.0".equals(object.get("jsonrpc"))) return invalid(named, "jsonrpc must be \"2.0\"");
        boolean reply = !object.containsKey("method") && (object.containsKey("result") || object.containsKey("error"));
        if (reply) return reply(named, object);
        if (!(object.get("method") instanceof String method) || method.isEmpty()) {
            return invalid(named, "method is missing, or no text");
        }
        Optional<Map<String, Object>> params = params(object.get("params"));
        if (params.isEmpty()) return new Malformed(named, INVALID_PARAMS, method + ": params must be an object");
        if (!object.containsKey("id")) return new Notice(method, params.get());
        if (named.isEmpty()) return invalid(named, "id must be text or a whole number");
        return new Request(named.get(), method, params.get(), bytes);
    }

    private static Message reply(Optional<Object> id, Map<String, Object> object) {
        if (id.isEmpty()) return invalid(id, "an answer names the id of its request");
        Optional<Map<String, Object>> error =
                object.get("error") instanceof Map<?, ?> map ? Optional.of(plain(map)) : Optional.empty();
        return new Reply(id.get(), Optional.ofNullable(object.get("result")), error);
    }

    private static Optional<Map<String, Object>> params(@Nullable Object params) {
        if (params == null) return Optional.of(Map.of());
        return params instanceof Map<?, ?> map ? Optional.of(plain(map)) : Optional.empty();
    }

    /// The same map with keys that are known to be text.
    static Map<String, Object> plain(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), value));
        return plain;
    }

    private static Malformed invalid(Optional<Object> id, String why) {
        return new Malformed(id, INVALID_REQUEST, why);
    }
}
