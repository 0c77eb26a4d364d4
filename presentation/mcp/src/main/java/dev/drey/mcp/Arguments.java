package dev.drey.mcp;

import dev.drey.files.Failed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Arguments that fit their [Shape], by name. A getter asks for the kind that the shape says.
record Arguments(Map<String, Object> values) {
    static final Arguments NONE = new Arguments(Map.of());

    /// Checks what a caller has sent.
    @SuppressWarnings("unchecked")
    static Arguments of(String way, Shape.Fields shape, Map<String, Object> given) throws Failed {
        return new Arguments((Map<String, Object>) shape.check(way, given));
    }

    /// The same, with one value put in.
    Arguments with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Arguments(more);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// Empty where it was not given and need not be.
    Optional<Object> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    Optional<String> text(String name) {
        return value(name).map(String.class::cast);
    }

    /// A text that the shape requires.
    String needed(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException(name + " is not required by the shape"));
    }

    boolean flag(String name, boolean otherwise) {
        return value(name).map(Boolean.class::cast).orElse(otherwise);
    }

    OptionalLong whole(String name) {
        return values.get(name) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    long whole(String name, long otherwise) {
        return whole(name).orElse(otherwise);
    }

    OptionalInt number(String name) {
        OptionalLong whole = whole(name);
        return whole.isPresent() ? OptionalInt.of(Math.toIntExact(whole.getAsLong())) : OptionalInt.empty();
    }

    List<String> texts(String name) {
        if (!(values.get(name) instanceof List<?> list)) return List.of();
        return list.stream().map(String.class::cast).toList();
    }

    List<Object> list(String name) {
        return values.get(name) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    @SuppressWarnings("unchecked")
    Arguments object(String name) {
        return values.get(name) instanceof Map<?, ?> map ? new Arguments((Map<String, Object>) map) : NONE;
    }
}
