package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/// A configuration file as maps, lists and scalars, with the line of every key. YAML, and JSON, which YAML
/// includes.
///
/// @param lines by the key's way from the top, such as `servers.production.host`
record ConfigText(Path file, Map<String, Object> values, Map<String, Integer> lines) {
    /// A configuration is written by hand: a larger file is a mistake.
    private static final long MOST = 1 << 20;

    private static final int DEPTH = 16;
    private static final int LONGEST_KEY = 200;
    private static final YAMLMapper MAPPER = new YAMLMapper();

    /// What the parser may say without quoting the file.
    private static final List<String> HARMLESS = List.of(
            "mapping values are not allowed here",
            "could not find expected ':'",
            "found unexpected end of stream",
            "found a tab character that violates indentation",
            "that cannot start any token",
            "found duplicate anchor",
            "while scanning a quoted scalar",
            "while scanning a simple key",
            "while parsing a flow mapping",
            "while parsing a flow sequence",
            "while parsing a block mapping",
            "while parsing a block collection");

    static ConfigText read(Path file) throws Failed {
        try {
            if (Files.size(file) > MOST) {
                throw wrong(file + " is larger than 1 MiB; this is not a configuration file");
            }
            return parse(file, Files.readString(file));
        } catch (IOException unreadable) {
            if (unreadable instanceof Failed failed) throw failed;
            throw wrong("configuration " + file + " cannot be read as UTF-8 text: " + reason(unreadable));
        }
    }

    private static String reason(IOException unreadable) {
        return switch (unreadable) {
            case java.nio.file.NoSuchFileException missing -> "No such file";
            case java.nio.file.AccessDeniedException denied -> "Permission denied";
            case java.nio.charset.CharacterCodingException binary -> "it is not text";
            default -> "it could not be read to its end";
        };
    }

    static ConfigText parse(Path file, String text) throws Failed {
        Reading reading = new Reading(file);
        try (YAMLParser parser = (YAMLParser) MAPPER.createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) return new ConfigText(file, Map.of(), Map.of());
            if (first != JsonToken.START_OBJECT) throw wrong(file + ":1: a configuration is a map of keys");
            Map<String, Object> values = reading.object(parser, "", 0);
            if (parser.nextToken() != null) throw reading.wrong(parser, "the configuration ends before this");
            return new ConfigText(file, values, reading.lines);
        } catch (JacksonException malformed) {
            throw wrong(reading.malformed(malformed));
        }
    }

    /// One reading of a file, token by token, so that what is nested too deep or named too long is
    /// refused before it takes room. What is wrong is told by its line: the words that stand there may be
    /// half a password.
    private static final class Reading {
        private final Path file;
        private final Map<String, Integer> lines = new LinkedHashMap<>();

        Reading(Path file) {
            this.file = file;
        }

        Map<String, Object> object(YAMLParser parser, String prefix, int depth) throws Failed {
            checkDepth(parser, depth);
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String key = parser.currentName();
                boolean odd = key.length() > LONGEST_KEY || key.chars().anyMatch(Character::isISOControl);
                if (odd) throw wrong(parser, "this is no key: it is too long, or holds control characters");
                String way = prefix.isEmpty() ? key : prefix + "." + key;
                lines.put(way, parser.currentTokenLocation().getLineNr());
                parser.nextToken();
                Object value = value(parser, way, depth + 1);
                if (map.put(key, value) != null) throw wrong(parser, "this key stands here twice");
            }
            return map;
        }

        /// A number stays the text it was written as where that is not the number's own: a password of
        /// digits may begin with a zero.
        private Object value(YAMLParser parser, String way, int depth) throws Failed {
            if (parser.isCurrentAlias()) throw wrong(parser, "anchors and aliases are not understood here");
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(parser, way, depth);
                case START_ARRAY -> list(parser, way, depth);
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_NUMBER_INT -> whole(parser.getString());
                case VALUE_NUMBER_FLOAT, VALUE_STRING -> parser.getString();
                case VALUE_NULL -> "";
                default -> throw wrong(parser, "this key has no value");
            };
        }

        private static Object whole(String digits) {
            try {
                long number = Long.parseLong(digits);
                return digits.equals(Long.toString(number)) ? (Object) number : digits;
            } catch (NumberFormatException notPlain) {
                return digits;
            }
        }

        private List<Object> list(YAMLParser parser, String way, int depth) throws Failed {
            checkDepth(parser, depth);
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser, way + "[" + list.size() + "]", depth + 1));
            }
            return list;
        }

        private void checkDepth(YAMLParser parser, int depth) throws Failed {
            if (depth > DEPTH) throw wrong(parser, "keys are nested deeper than " + DEPTH);
        }

        private Failed wrong(YAMLParser parser, String message) {
            return ConfigText.wrong(file + ":" + parser.currentTokenLocation().getLineNr() + ": " + message);
        }

        /// The parser's own words may quote the file, secrets included: only what is known to be harmless
        /// is told.
        private String malformed(JacksonException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            String said = String.valueOf(malformed.getMessage());
            String known = HARMLESS.stream().filter(said::contains).collect(Collectors.joining(", "));
            return file + ":" + line + ": this is not well-formed YAML" + (known.isEmpty() ? "" : ": " + known);
        }
    }

    /// `FILE:LINE` of a key, for messages.
    String at(String way) {
        Integer line = lines.get(way);
        return line == null ? file.toString() : file + ":" + line;
    }

    static Failed wrong(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }
}
