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
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// A configuration file as maps, lists and scalars, with the line of every key. YAML, and JSON, which YAML
/// includes.
///
/// @param lines by the key's way from the top, such as `servers.production.host`
record ConfigText(Path file, Map<String, Object> values, Map<String, Integer> lines) {
    /// A configuration is written by hand: a larger file is a mistake.
    private static final long MOST = 1 << 20;

    private static final int DEPTH = 16;

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
        Map<String, Integer> lines = new LinkedHashMap<>();
        try (JsonParser parser = new YAMLMapper().createParser(text)) {
            JsonToken first = parser.nextToken();
            if (first == null) return new ConfigText(file, Map.of(), lines);
            if (first != JsonToken.START_OBJECT) throw wrong(file + ":1: a configuration is a map of keys");
            return new ConfigText(file, object(file, parser, "", lines, 0), lines);
        } catch (JacksonException malformed) {
            int line = malformed.getLocation() == null
                    ? 1
                    : malformed.getLocation().getLineNr();
            throw wrong(
                    file + ":" + line + ": this is not well-formed YAML: " + firstLine(malformed.getOriginalMessage()));
        }
    }

    private static String firstLine(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static Map<String, Object> object(
            Path file, JsonParser parser, String prefix, Map<String, Integer> lines, int depth) throws Failed {
        if (depth > DEPTH) throw wrong(file + ": keys are nested deeper than " + DEPTH);
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            int line = parser.currentTokenLocation().getLineNr();
            String way = prefix.isEmpty() ? key : prefix + "." + key;
            lines.put(way, line);
            parser.nextToken();
            Object value = value(file, parser, way, lines, depth + 1);
            if (map.put(key, value) != null) throw wrong(file + ":" + line + ": " + way + " stands here twice");
        }
        return map;
    }

    private static Object value(Path file, JsonParser parser, String way, Map<String, Integer> lines, int depth)
            throws Failed {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(file, parser, way, lines, depth);
            case START_ARRAY -> list(file, parser, way, lines, depth);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NULL -> "";
            case VALUE_STRING -> parser.getString();
            default -> throw wrong(file + ": " + way + " has no value");
        };
    }

    private static List<Object> list(Path file, JsonParser parser, String way, Map<String, Integer> lines, int depth)
            throws Failed {
        if (depth > DEPTH) throw wrong(file + ": keys are nested deeper than " + DEPTH);
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(file, parser, way + "[" + list.size() + "]", lines, depth + 1));
        }
        return list;
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
