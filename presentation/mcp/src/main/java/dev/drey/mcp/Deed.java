package dev.drey.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What was asked for, so that who hears of its end can ask for it again.
///
/// @param type for people, such as `put`
/// @param command of the console, or the tool's name
/// @param args, options as they were given; of a long text, such as a file's content, the beginning
record Deed(String type, String command, List<Object> args, Map<String, Object> options) {
    /// As much of a text is repeated.
    private static final int MOST = 1024;

    Deed {
        args = List.copyOf(args);
    }

    static Deed of(ToolCall call) {
        Arguments said = call.arguments();
        if (call.tool().group() == Group.CONSOLE && said.has("command")) {
            String command = said.text("command").orElse("");
            return new Deed(
                    command.replaceFirst("^sftp-", ""),
                    command,
                    said.list("args").stream().map(Deed::cut).toList(),
                    cut(said.object("options").values()));
        }
        String tool = call.tool().name();
        return new Deed(tool.replaceFirst("^sftp_", ""), tool, List.of(), cut(said.values()));
    }

    private static Map<String, Object> cut(Map<?, ?> values) {
        Map<String, Object> cut = new LinkedHashMap<>();
        values.forEach((name, value) -> cut.put(String.valueOf(name), cut(value)));
        return cut;
    }

    private static Object cut(Object value) {
        return switch (value) {
            case String text when text.length() > MOST -> text.substring(0, MOST) + "…";
            case List<?> list -> list.stream().map(Deed::cut).toList();
            case Map<?, ?> map -> cut(map);
            default -> value;
        };
    }

    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("type", type);
        map.put("command", command);
        map.put("args", args);
        map.put("options", options);
        return map;
    }
}
