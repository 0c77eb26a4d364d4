package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a value may be: shown to clients as JSON Schema (2020-12), and checked here, with a message that
/// says what to change.
///
/// No message quotes a value: it may be a password in the wrong place.
public sealed interface Shape {
    /// For a model; empty says nothing.
    String about();

    /// The schema without its description.
    Map<String, Object> rule();

    /// The value as tools take it.
    ///
    /// @param way to the value, for messages: `sftp_read.offset`
    Object check(String way, @Nullable Object value) throws Failed;

    /// The schema as clients see it; keys in a fixed order.
    default Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>(rule());
        if (!about().isEmpty()) schema.put("description", about());
        return schema;
    }

    /// @param choices the only values; empty: any
    record Text(String about, List<String> choices) implements Shape {
        Text(String about, String... choices) {
            this(about, List.of(choices));
        }

        @Override
        public Map<String, Object> rule() {
            return choices.isEmpty() ? Map.of("type", "string") : Map.of("enum", choices);
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            if (!(value instanceof String text)) throw wrong(way, "takes a text", value);
            if (!choices.isEmpty() && !choices.contains(text)) {
                throw invalid(way + " is one of " + String.join(", ", choices) + Nearest.hint(text, choices));
            }
            if (hasHalfCharacter(text)) throw invalid(way + " holds half a character (an unpaired surrogate)");
            return text;
        }

        /// Such a text has no bytes: encoded, it would name something else.
        private static boolean hasHalfCharacter(String text) {
            return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
        }
    }

    /// A whole number.
    record Whole(String about, long least, long most) implements Shape {
        Whole(String about) {
            this(about, 0, Long.MAX_VALUE);
        }

        @Override
        public Map<String, Object> rule() {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("type", "integer");
            if (least != Long.MIN_VALUE) rule.put("minimum", least);
            if (most != Long.MAX_VALUE) rule.put("maximum", most);
            return rule;
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            Optional<Long> whole = whole(value);
            if (whole.isPresent() && whole.get() >= least && whole.get() <= most) return whole.get();
            String range = most == Long.MAX_VALUE ? " from " + least + " on" : " from " + least + " to " + most;
            throw wrong(way, "takes a whole number" + range, value);
        }

        private static Optional<Long> whole(@Nullable Object value) {
            return switch (value) {
                case Integer number -> Optional.of(number.longValue());
                case Long number -> Optional.of(number);
                case Double number
                when number == Math.rint(number) && Math.abs(number) < 1L << 53 -> Optional.of(number.longValue());
                case null, default -> Optional.empty();
            };
        }
    }

    record Flag(String about) implements Shape {
        @Override
        public Map<String, Object> rule() {
            return Map.of("type", "boolean");
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            if (value instanceof Boolean yes) return yes;
            throw wrong(way, "takes true or false", value);
        }
    }

    /// A list.
    record Many(String about, Shape each, int most) implements Shape {
        @Override
        public Map<String, Object> rule() {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("type", "array");
            rule.put("items", each.schema());
            return rule;
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            if (!(value instanceof List<?> list)) throw wrong(way, "takes a list", value);
            if (list.size() > most) throw invalid(way + " takes at most " + most + " entries, not " + list.size());
            List<Object> checked = new ArrayList<>(list.size());
            for (int i = 0; i < list.size(); i++) checked.add(each.check(way + "[" + i + "]", list.get(i)));
            return List.copyOf(checked);
        }
    }

    /// One of several shapes: the first that fits.
    record Either(String about, List<Shape> shapes) implements Shape {
        Either(String about, Shape... shapes) {
            this(about, List.of(shapes));
        }

        @Override
        public Map<String, Object> rule() {
            return Map.of("anyOf", shapes.stream().map(Shape::schema).toList());
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            Failed last = invalid(way + " fits nothing that is allowed here");
            for (Shape shape : shapes) {
                try {
                    return shape.check(way, value);
                } catch (Failed other) {
                    last = other;
                }
            }
            throw last;
        }
    }

    /// Any JSON value; who takes it checks it.
    record Any(String about) implements Shape {
        @Override
        public Map<String, Object> rule() {
            return Map.of();
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            if (value == null) throw wrong(way, "takes a value", value);
            return value;
        }
    }

    /// An object.
    ///
    /// @param open whether names that no member has are let through, for whoever takes it to check
    record Fields(String about, List<Member> members, boolean open) implements Shape {
        public Fields {
            members = List.copyOf(members);
        }

        static Fields of(Member... members) {
            return new Fields("", Arrays.asList(members), false);
        }

        static Fields of(String about, List<Member> members) {
            return new Fields(about, members, false);
        }

        @Override
        public Map<String, Object> rule() {
            Map<String, Object> properties = new LinkedHashMap<>();
            for (Member member : members)
                properties.put(member.name(), member.shape().schema());
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("type", "object");
            if (!members.isEmpty()) rule.put("properties", properties);
            List<String> required =
                    members.stream().filter(Member::required).map(Member::name).toList();
            if (!required.isEmpty()) rule.put("required", required);
            if (!open) rule.put("additionalProperties", false);
            return rule;
        }

        @Override
        public Object check(String way, @Nullable Object value) throws Failed {
            if (!(value instanceof Map<?, ?> map)) throw wrong(way, "takes an object", value);
            Map<String, Object> checked = new LinkedHashMap<>();
            for (var entry : map.entrySet()) {
                String name = String.valueOf(entry.getKey());
                Optional<Member> member = named(name);
                if (member.isEmpty()) {
                    if (!open) throw unknown(way, name);
                    if (entry.getValue() != null) checked.put(name, entry.getValue());
                } else if (entry.getValue() != null || member.get().required()) {
                    // What is null was not given: some clients fill in every name.
                    checked.put(name, member.get().shape().check(way + "." + name, entry.getValue()));
                }
            }
            for (Member member : members) {
                if (member.required() && !checked.containsKey(member.name())) {
                    throw invalid(way + " needs " + member.name() + hint(member));
                }
            }
            return checked;
        }

        private static String hint(Member member) {
            return member.shape().about().isEmpty() ? "" : ": " + member.shape().about();
        }

        private Optional<Member> named(String name) {
            return members.stream().filter(member -> member.name().equals(name)).findFirst();
        }

        private Failed unknown(String way, String name) {
            List<String> names = members.stream().map(Member::name).toList();
            String near = Nearest.hint(name, names);
            String known = names.isEmpty() ? "; it takes nothing" : "; it takes " + String.join(", ", names);
            return invalid(way + " takes no '" + shown(name) + "'" + (near.isEmpty() ? known : near));
        }
    }

    /// A name that somebody made up, for a message.
    private static String shown(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 60 ? plain : plain.substring(0, 60) + "…";
    }

    private static Failed wrong(String way, String takes, @Nullable Object value) {
        String given = switch (value) {
            case null -> "nothing";
            case String text -> "text";
            case Boolean flag -> "true or false";
            case Integer number -> "another number";
            case Long number -> "another number";
            case Number number -> "a number with a fraction, or beyond all bounds";
            case List<?> list -> "a list";
            case Map<?, ?> map -> "an object";
            default -> "something else";
        };
        return invalid(way + " " + takes + ", not " + given);
    }

    private static Failed invalid(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }
}
