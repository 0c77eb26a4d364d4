package dev.drey.cli;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// JSON as lines.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static String line(Map<String, ?> object) {
        return MAPPER.writeValueAsString(object);
    }
}
