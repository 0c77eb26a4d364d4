package dev.drey.testbed;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// A JSON value that was said, taken apart by name; what is not there fails the test.
record Heard(@Nullable Object value) {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /// @throws RuntimeException when it is no JSON
    static Heard parse(String text) {
        return new Heard(JSON.readValue(text, Object.class));
    }

    Heard at(String name) {
        Object found = map().get(name);
        if (found == null) throw new AssertionError("there is no '" + name + "' in " + this);
        return new Heard(found);
    }

    Heard at(int index) {
        return list().get(index);
    }

    boolean has(String name) {
        return map().containsKey(name);
    }

    /// Whether the name has that value.
    boolean says(String name, Object wanted) {
        return wanted.equals(map().get(name));
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map() {
        if (value instanceof Map<?, ?> map) return (Map<String, Object>) map;
        throw new AssertionError("no object: " + this);
    }

    List<Heard> list() {
        if (value instanceof List<?> list) return list.stream().map(Heard::new).toList();
        throw new AssertionError("no list: " + this);
    }

    String text() {
        return String.valueOf(value);
    }

    double number() {
        if (value instanceof Number number) return number.doubleValue();
        throw new AssertionError("no number: " + this);
    }

    @Override
    public String toString() {
        return JSON.writeValueAsString(value);
    }
}
