package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys `mcp`, `console` and `local` of a configuration file: what assistants may do, and what of
/// this machine they may touch.
final class AssistantKeys {
    private static final List<String> TOOLS = List.of("console", "files");
    private static final List<String> LATER = List.of("devices", "commands");

    private final ConfigurationFile file;

    AssistantKeys(ConfigurationFile file) {
        this.file = file;
    }

    /// `local.roots`: each a map, or a path alone.
    List<Configuration.LocalRoot> roots() throws Failed {
        Map<String, Object> map = file.map("local");
        file.checkKeys("local", map, List.of("roots"));
        if (!map.containsKey("roots")) return List.of();
        if (!(map.get("roots") instanceof List<?> list)) throw file.wrong("local.roots", "is a list of folders");
        List<Configuration.LocalRoot> roots = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) roots.add(root("local.roots[" + i + "]", list.get(i)));
        return roots;
    }

    private Configuration.LocalRoot root(String way, Object value) throws Failed {
        if (value instanceof String path) return new Configuration.LocalRoot(path(way, path), false);
        if (!(value instanceof Map<?, ?> given)) throw file.wrong(way, "is a folder, such as { path: ~/transfers }");
        Map<String, Object> map = new HashMap<>();
        given.forEach((name, one) -> map.put(String.valueOf(name), one));
        file.checkKeys(way, map, List.of("path", "readOnly"));
        if (!(map.get("path") instanceof String path)) throw file.wrong(way + ".path", "is missing, or no text");
        return new Configuration.LocalRoot(path(way + ".path", path), flag(way + ".readOnly", map, "readOnly", false));
    }

    private Path path(String way, String text) throws Failed {
        Optional<Path> path = text.isEmpty() ? Optional.empty() : file.local(text.equals("~") ? "~/" : text);
        return path.orElseThrow(() -> file.wrong(way, "is not a path of this machine"));
    }

    Configuration.AssistantSettings settings() throws Failed {
        Map<String, Object> map = file.map("mcp");
        file.checkKeys(
                "mcp", map, List.of("tools", "targets", "adHoc", "readOnly", "confirm", "keyFiles", "inlineSecrets"));
        Configuration.AssistantSettings usual = Configuration.AssistantSettings.DEFAULTS;
        return new Configuration.AssistantSettings(
                tools(map, usual.tools()),
                file.texts("mcp.targets", map.get("targets"), usual.targets()),
                flag("mcp.adHoc", map, "adHoc", usual.adHoc()),
                flag("mcp.readOnly", map, "readOnly", usual.readOnly()),
                file.choice(
                        "mcp.confirm", map.getOrDefault("confirm", usual.confirm()), "never", "recursive", "always"),
                keyFiles(map),
                file.choice(
                        "mcp.inlineSecrets",
                        map.getOrDefault("inlineSecrets", usual.inlineSecrets()),
                        "warn",
                        "refuse"),
                localCommands());
    }

    /// `console.localCommands`: names that are looked up as a shell would, or absolute paths.
    private List<String> localCommands() throws Failed {
        Map<String, Object> map = file.map("console");
        file.checkKeys("console", map, List.of("localCommands"));
        List<String> programs = file.texts("console.localCommands", map.get("localCommands"), List.of());
        for (String program : programs) {
            boolean plain = program.startsWith("/") || program.indexOf('/') < 0;
            if (!plain || program.startsWith("sftp-") || program.chars().anyMatch(Character::isWhitespace)) {
                throw file.wrong(
                        "console.localCommands",
                        "'" + program + "' is no program's name such as tar, nor its absolute path");
            }
        }
        return programs;
    }

    private List<String> tools(Map<String, Object> map, List<String> usual) throws Failed {
        List<String> tools = file.texts("mcp.tools", map.get("tools"), usual);
        for (String tool : tools) {
            if (TOOLS.contains(tool)) continue;
            if (LATER.contains(tool)) {
                throw file.wrong("mcp.tools", "'" + tool + "' needs a hub, which this version of drey does not have");
            }
            throw file.wrong("mcp.tools", "there is no group '" + tool + "'" + Nearest.hint(tool, TOOLS));
        }
        if (tools.isEmpty()) throw file.wrong("mcp.tools", "offers nothing; the groups are console and files");
        return tools;
    }

    private List<String> keyFiles(Map<String, Object> map) throws Failed {
        List<String> patterns = new ArrayList<>();
        for (String pattern : file.texts("mcp.keyFiles", map.get("keyFiles"), List.of())) {
            String whole = pattern.startsWith("~/")
                    ? file.local(pattern).map(Path::toString).orElse("")
                    : pattern;
            if (!whole.startsWith("/")) {
                throw file.wrong("mcp.keyFiles", "'" + pattern + "' is no absolute path such as /keys/*");
            }
            patterns.add(whole);
        }
        return patterns;
    }

    private boolean flag(String way, Map<String, Object> map, String key, boolean usual) throws Failed {
        Object value = map.getOrDefault(key, usual);
        if (value instanceof Boolean yes) return yes;
        throw file.wrong(way, "takes true or false");
    }
}
