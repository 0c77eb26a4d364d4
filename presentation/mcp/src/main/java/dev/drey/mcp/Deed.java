package dev.drey.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was asked for, so that who hears of its end can ask for it again.
///
/// @param type for people, such as `put`
/// @param command of the console, or the tool's name
/// @param args, options as they were given; of a long text, such as a file's content, the beginning
/// @param shortened whether there was such a text: asked for again as it stands here, another file would come of it
record Deed(String type, String command, List<Object> args, Map<String, Object> options, boolean shortened) {
    /// As much of a text is repeated.
    private static final int MOST = 1024;

    /// What says how to ask, and not what for.
    private static final Set<String> LEFT_OUT = Set.of("confirmToken");

    Deed {
        args = List.copyOf(args);
    }

    static Deed of(ToolCall call) {
        Arguments said = call.arguments();
        if (call.tool().group() == Group.CONSOLE && said.has("command")) {
            String command = said.text("command").orElse("");
            Map<String, Object> options = said.object("options").values();
            return of(command.replaceFirst("^sftp-", ""), command, said.list("args"), options);
        }
        String tool = call.tool().name();
        return of(tool.replaceFirst("^sftp_", ""), tool, List.of(), said.values());
    }

    private static Deed of(String type, String command, List<Object> args, Map<String, Object> options) {
        return new Deed(
                type, command, args.stream().map(Deed::cut).toList(), cut(options), isLong(args) || isLong(options));
    }

    private static boolean isLong(Object value) {
        return switch (value) {
            case String text -> text.length() > MOST;
            case List<?> list -> list.stream().anyMatch(Deed::isLong);
            case Map<?, ?> map -> map.values().stream().anyMatch(Deed::isLong);
            default -> false;
        };
    }

    private static Map<String, Object> cut(Map<?, ?> values) {
        Map<String, Object> cut = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!LEFT_OUT.contains(String.valueOf(name))) cut.put(String.valueOf(name), cut(value));
        });
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
        if (shortened) map.put("shortened", true);
        return map;
    }
}
