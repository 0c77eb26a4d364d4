package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A server being described, field by field, as somebody writes it; [Drafted] makes it a [Server].
///
/// Values are text, numbers, booleans, lists and maps, as a configuration file or JSON holds them. The same
/// field twice with different values is an error. Not thread-safe.
public final class Draft {
    private final EnumMap<Field, Object> values = new EnumMap<>(Field.class);
    private final String subject;
    private final Expansion expansion;

    /// Replaces `${ENV}` and `file:` in text that an operator wrote.
    public interface Expansion {
        /// Leaves text as it is: for what callers say.
        Expansion NONE = text -> text;

        String expand(String text) throws Failed;
    }

    /// @param subject whose description it is, for messages, such as `servers.production`
    public Draft(String subject, Expansion expansion) {
        this.subject = subject;
        this.expansion = expansion;
    }

    public Draft copy(String other) {
        Draft draft = new Draft(other, expansion);
        draft.values.putAll(values);
        return draft;
    }

    /// Takes every entry of a map: fields, and groups that hold fields.
    public void takeAll(Map<String, ?> map) throws Failed {
        for (var entry : map.entrySet()) take(entry.getKey(), entry.getValue());
    }

    private void take(String key, Object value) throws Failed {
        Optional<Field.Group> group = Field.Group.named(key);
        if (group.isPresent() && value instanceof Map<?, ?> inner) {
            for (var entry : inner.entrySet()) {
                String name = String.valueOf(entry.getKey());
                if (Field.Group.named(name).isPresent()) take(name, entry.getValue());
                else set(name, entry.getValue());
            }
            return;
        }
        set(key, value);
    }

    /// Sets one field by its name, an alias, or OpenSSH's name.
    public void set(String name, Object value) throws Failed {
        Optional<Field> field = Field.named(name);
        if (field.isPresent()) {
            put(field.get(), checked(field.get(), value));
            return;
        }
        switch (name.toLowerCase(Locale.ROOT)) {
            case "connecttimeout" -> put(Field.CONNECTION_TIMEOUT, seconds(name, value));
            case "serveraliveinterval" -> put(Field.KEEP_ALIVE_INTERVAL, seconds(name, value));
            default -> throw unknown(name);
        }
    }

    private Object seconds(String name, Object value) throws Failed {
        try {
            return Math.multiplyExact(Long.parseLong(String.valueOf(value)), 1000L);
        } catch (NumberFormatException | ArithmeticException wrong) {
            throw invalid(name, "takes seconds, not '" + value + "'");
        }
    }

    private void put(Field field, Object value) throws Failed {
        Object old = values.putIfAbsent(field, value);
        if (old != null && !old.equals(value)) {
            throw invalid(field.word(), "is given twice, with different values");
        }
    }

    /// Sets a field whether or not it was set before: the command line over the configuration.
    public void override(String name, Object value) throws Failed {
        Draft alone = new Draft(subject, expansion);
        alone.set(name, value);
        values.putAll(alone.values);
    }

    public boolean has(Field field) {
        return values.containsKey(field);
    }

    private Object checked(Field field, Object value) throws Failed {
        if (value instanceof Map<?, ?> buffer && field.kind() == Field.Kind.KEY) return bufferText(buffer);
        return switch (field.kind()) {
            case TEXT, PATH, SECRET, KEY -> text(field, value);
            case NUMBER -> number(field, value);
            case DECIMAL -> decimal(field, value);
            case FLAG -> flag(field, value);
            case DURATION -> measured(field, value, Units::millis);
            case SIZE -> measured(field, value, Units::bytes);
            case LIST -> list(field, value, ",");
            case PATHS -> list(field, value, "\\s+");
            case POLICY -> value instanceof Boolean yes ? (yes ? "yes" : "no") : text(field, value);
            case COMPRESSION -> compression(field, value);
        };
    }

    /// A Node Buffer as JSON writes it: `{"type": "Buffer", "data": [45, 45, …]}`.
    private String bufferText(Map<?, ?> buffer) throws Failed {
        if (!(buffer.get("data") instanceof List<?> data)) {
            throw invalid(Field.PRIVATE_KEY.word(), "is neither text nor a Buffer with data");
        }
        byte[] bytes = new byte[data.size()];
        for (int i = 0; i < bytes.length; i++) {
            if (!(data.get(i) instanceof Number number)) {
                throw invalid(Field.PRIVATE_KEY.word(), "is a Buffer whose data are not numbers");
            }
            bytes[i] = number.byteValue();
        }
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }

    private String text(Field field, Object value) throws Failed {
        if (value instanceof String text) return expansion.expand(text);
        if (value instanceof Number number) return number.toString();
        throw invalid(field.word(), "takes a text");
    }

    private Integer number(Field field, Object value) throws Failed {
        try {
            int number = Integer.parseInt(text(field, value).strip());
            if (number >= 0) return number;
        } catch (NumberFormatException wrong) {
            throw invalid(field.word(), "takes a number, not '" + value + "'");
        }
        throw invalid(field.word(), "is not negative");
    }

    private Double decimal(Field field, Object value) throws Failed {
        try {
            double number = Double.parseDouble(text(field, value).strip());
            if (number >= 1 && number <= 1000) return number;
        } catch (NumberFormatException wrong) {
            throw invalid(field.word(), "takes a number, not '" + value + "'");
        }
        throw invalid(field.word(), "lies between 1 and 1000");
    }

    private Boolean flag(Field field, Object value) throws Failed {
        if (value instanceof Boolean yes) return yes;
        return switch (text(field, value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw invalid(field.word(), "takes yes or no, not '" + value + "'");
        };
    }

    private interface Measure {
        long of(String text) throws Failed;
    }

    private Long measured(Field field, Object value, Measure measure) throws Failed {
        try {
            return measure.of(text(field, value));
        } catch (Failed wrong) {
            throw invalid(field.word(), ": " + wrong.getMessage());
        }
    }

    private List<String> list(Field field, Object value, String separator) throws Failed {
        List<String> list = new ArrayList<>();
        if (value instanceof List<?> many) {
            for (Object one : many) list.add(text(field, String.valueOf(one)));
        } else {
            for (String one : text(field, value).split(separator, -1)) list.add(one.strip());
        }
        list.removeIf(String::isEmpty);
        return List.copyOf(list);
    }

    private Boolean compression(Field field, Object value) throws Failed {
        if (value instanceof String text && text.matches("zlib(@openssh\\.com)?")) return true;
        if (value instanceof String text && text.equals("none")) return false;
        return flag(field, value);
    }

    Failed invalid(String name, String why) {
        String gap = why.startsWith(":") ? "" : " ";
        return Failure.of(Failure.Code.INVALID_ARGUMENT, subject + "." + name + gap + why)
                .with("field", name)
                .thrown();
    }

    private Failed unknown(String name) {
        List<String> known = Arrays.stream(Field.values()).map(Field::word).toList();
        return Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        subject + ": there is no field '" + name + "'" + Nearest.hint(name, known))
                .with("field", name)
                .thrown();
    }

    Optional<String> text(Field field) {
        return Optional.ofNullable(values.get(field)).map(String.class::cast);
    }

    OptionalInt number(Field field) {
        return values.get(field) instanceof Integer number ? OptionalInt.of(number) : OptionalInt.empty();
    }

    OptionalInt size(Field field) {
        return values.get(field) instanceof Long number
                ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, number))
                : OptionalInt.empty();
    }

    OptionalLong whole(Field field) {
        return values.get(field) instanceof Long number ? OptionalLong.of(number) : OptionalLong.empty();
    }

    Optional<Boolean> flag(Field field) {
        return Optional.ofNullable(values.get(field)).map(Boolean.class::cast);
    }

    Optional<Double> decimal(Field field) {
        return Optional.ofNullable(values.get(field)).map(Double.class::cast);
    }

    List<String> list(Field field) {
        if (!(values.get(field) instanceof List<?> list)) return List.of();
        return list.stream().map(String.class::cast).toList();
    }
}
