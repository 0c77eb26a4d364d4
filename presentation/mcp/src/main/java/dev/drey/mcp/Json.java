package dev.drey.mcp;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// JSON: one mapper for the room.
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private Json() {}

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /// @throws JacksonException when it is malformed, or no object
    static Map<String, Object> object(byte[] bytes) throws JacksonException {
        return MAPPER.readValue(bytes, OBJECT);
    }
}
