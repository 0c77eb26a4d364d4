package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Field;
import dev.drey.session.Nearest;
import dev.drey.session.Units;
import dev.drey.transfer.Bandwidth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds, reads and checks the configuration file: every key known, every value of its kind, every mistake
/// with file and line.
public final class ConfigurationFile {
    private static final List<String> KEYS =
            List.of("defaultServer", "servers", "transfer", "local", "mcp", "console", "hub", "remoteHub", "log");
    private static final String TAGS = "tags";
    private static final int LARGEST_SECRET = 1 << 16;
    private static final int LONGEST_MESSAGE = 500;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private final Console console;
    private final ConfigText text;

    private ConfigurationFile(Console console, ConfigText text) {
        this.console = console;
        this.text = text;
    }

    /// The file that `--config`, DREY_CONFIG or the usual place names; an empty configuration where the
    /// usual place has none.
    ///
    /// @throws Failed INVALID_ARGUMENT with file and line; its message never holds a secret of the file
    public static Configuration load(Console console, @Nullable Path asked) throws Failed {
        Optional<Path> file = find(console, asked);
        if (file.isEmpty()) {
            return new Configuration(
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Map.of(),
                    Configuration.TransferSettings.DEFAULTS,
                    Configuration.LogSettings.DEFAULTS,
                    List.of(),
                    Configuration.AssistantSettings.DEFAULTS,
                    HubSettings.DEFAULTS,
                    Optional.empty(),
                    state(console));
        }
        return new ConfigurationFile(console, ConfigText.read(file.get())).checked();
    }

    static Optional<Path> find(Console console, @Nullable Path asked) throws Failed {
        if (asked != null) return Optional.of(console.directory().resolve(asked));
        String variable = console.environment().getOrDefault("DREY_CONFIG", "");
        if (!variable.isEmpty()) return Optional.of(console.directory().resolve(variable));
        Path usual = usual(console);
        return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
    }

    static Path usual(Console console) {
        String xdg = console.environment().getOrDefault("XDG_CONFIG_HOME", "");
        Path base = xdg.isEmpty() ? console.home().resolve(".config") : Path.of(xdg);
        return base.resolve("drey").resolve("config.yaml");
    }

    static Path state(Console console) {
        String xdg = console.environment().getOrDefault("XDG_STATE_HOME", "");
        Path base = xdg.isEmpty() ? console.home().resolve(".local").resolve("state") : Path.of(xdg);
        return base.resolve("drey");
    }

    private Configuration checked() throws Failed {
        for (String key : text.values().keySet()) {
            if (KEYS.contains(key)) continue;
            throw wrong(key, "there is no key '" + key + "'" + Nearest.hint(key, KEYS));
        }
        Map<String, Draft> servers = servers();
        Optional<String> standard = word("defaultServer").map(name -> name.toLowerCase(Locale.ROOT));
        if (standard.isPresent() && !servers.containsKey(standard.get())) {
            throw wrong(
                    "defaultServer",
                    "there is no server '" + standard.get() + "'" + Nearest.hint(standard.get(), servers.keySet()));
        }
        AssistantKeys assistants = new AssistantKeys(this);
        HubKeys hub = new HubKeys(this);
        return new Configuration(
                Optional.of(text.file()),
                standard,
                servers,
                tags(),
                transfer(),
                log(),
                assistants.roots(),
                assistants.settings(),
                hub.settings(),
                hub.remote(text.values().get("remoteHub")),
                state(console));
    }

    private Map<String, Draft> servers() throws Failed {
        Map<String, Draft> servers = new HashMap<>();
        for (var entry : map("servers").entrySet()) {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            String way = "servers." + entry.getKey();
            if (!NAME.matcher(name).matches()) {
                throw wrong(way, "a server's name is made of a-z, 0-9, '.', '_' and '-', at most 63 of them");
            }
            if (!(entry.getValue() instanceof Map<?, ?> fields)) throw wrong(way, "a server is a map of fields");
            if (servers.put(name, server(way, name, fields)) != null) throw wrong(way, "this name is taken");
        }
        return servers;
    }

    private Draft server(String way, String name, Map<?, ?> fields) throws Failed {
        Draft draft = new Draft(way, this::expand);
        Map<String, Object> plain = new HashMap<>();
        for (var field : fields.entrySet()) plain.put(String.valueOf(field.getKey()), field.getValue());
        plain.remove(TAGS);
        try {
            draft.takeAll(plain);
            Drafted.server(draft, name, console.home(), true, Optional.empty());
        } catch (Failed failed) {
            String field = failed.failure().detail().getOrDefault("field", "");
            throw wrong(lineOf(way, field), failed.failure().message());
        }
        refuseLooseSecrets(way, plain);
        return draft;
    }

    /// `tags` of each server, by which a hub's grants may name it.
    private Map<String, List<String>> tags() throws Failed {
        Map<String, List<String>> tags = new HashMap<>();
        for (var entry : map("servers").entrySet()) {
            if (!(entry.getValue() instanceof Map<?, ?> fields) || fields.get(TAGS) == null) continue;
            String way = "servers." + entry.getKey() + "." + TAGS;
            tags.put(entry.getKey().toLowerCase(Locale.ROOT), texts(way, fields.get(TAGS), List.of()));
        }
        return tags;
    }

    /// A secret that stands in this file, or where it says.
    String secret(String way, String value) throws Failed {
        if (isLiteral(value)) refuseIfReadable(way);
        try {
            return expand(value);
        } catch (Failed missing) {
            throw wrong(way, missing.failure().message());
        }
    }

    List<String> texts(String way, @Nullable Object value, List<String> usual) throws Failed {
        if (value == null) return usual;
        if (!(value instanceof List<?> list)) throw wrong(way, "is a list of texts");
        List<String> texts = new java.util.ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String word) || word.isEmpty()) throw wrong(way, "is a list of texts");
            texts.add(word);
        }
        return texts;
    }

    /// The key's own way, found under its server with or without a group.
    private String lineOf(String way, String field) {
        return text.lines().keySet().stream()
                .filter(key -> key.startsWith(way + ".") && key.endsWith("." + field))
                .findFirst()
                .orElse(way);
    }

    /// A literal secret in a file that others can read is refused, with the command that mends it.
    private void refuseLooseSecrets(String way, Map<String, Object> fields) throws Failed {
        for (var entry : fields.entrySet()) {
            if (entry.getValue() instanceof Map<?, ?> group) {
                Map<String, Object> inner = new HashMap<>();
                group.forEach((key, value) -> inner.put(String.valueOf(key), value));
                refuseLooseSecrets(way, inner);
                continue;
            }
            Optional<Field> field = Field.named(entry.getKey());
            boolean secret = field.isPresent() && field.get().kind() == Field.Kind.SECRET;
            boolean pem = String.valueOf(entry.getValue()).contains("-----BEGIN");
            if ((secret && isLiteral(entry.getValue())) || pem) refuseIfReadable(way + "." + entry.getKey());
        }
    }

    private static boolean isLiteral(Object value) {
        String written = String.valueOf(value);
        return !written.isEmpty() && !written.startsWith("${") && !written.startsWith("file:");
    }

    private void refuseIfReadable(String way) throws Failed {
        try {
            var permissions = Files.getPosixFilePermissions(text.file());
            boolean readable = permissions.contains(PosixFilePermission.GROUP_READ)
                    || permissions.contains(PosixFilePermission.OTHERS_READ);
            if (readable) {
                throw wrong(way, "a secret stands here, and others may read this file; run: chmod 600 " + text.file());
            }
        } catch (UnsupportedOperationException noPosix) {
            return;
        } catch (IOException unreadable) {
            if (unreadable instanceof Failed failed) throw failed;
            throw wrong(way, "the permissions of this file cannot be read");
        }
    }

    /// `${NAME}` from the environment, `file:PATH` from a file's first line.
    private String expand(String value) throws Failed {
        if (value.startsWith("${") && value.endsWith("}")) {
            String name = value.substring(2, value.length() - 1);
            String found = console.environment().get(name);
            if (found != null) return found;
            throw ConfigText.wrong("the environment has no " + name);
        }
        if (!value.startsWith("file:")) return value;
        String name = value.substring("file:".length());
        Path file = local(name).orElseThrow(() -> ConfigText.wrong("file: does not name a file of this machine"));
        return firstLine(file);
    }

    private static String firstLine(Path file) throws Failed {
        if (!Files.isRegularFile(file)) throw ConfigText.wrong("there is no file " + file);
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(LARGEST_SECRET), StandardCharsets.UTF_8);
            return start.lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw ConfigText.wrong("the file " + file + " cannot be read");
        }
    }

    /// A path of this machine as somebody writes it; empty where it cannot be one.
    Optional<Path> local(String path) {
        try {
            return Optional.of(
                    path.startsWith("~/")
                            ? console.home().resolve(path.substring(2))
                            : console.directory().resolve(path));
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private Configuration.TransferSettings transfer() throws Failed {
        Map<String, Object> map = map("transfer");
        List<String> known = List.of("concurrency", "checksumVerification", "bandwidth");
        checkKeys("transfer", map, known);
        OptionalInt concurrency = OptionalInt.empty();
        if (map.containsKey("concurrency")) {
            concurrency = OptionalInt.of((int) number("transfer.concurrency", map.get("concurrency"), 1, 64));
        }
        Optional<Boolean> verify = Optional.empty();
        if (map.containsKey("checksumVerification")) {
            if (!(map.get("checksumVerification") instanceof Boolean yes)) {
                throw wrong("transfer.checksumVerification", "takes true or false");
            }
            verify = Optional.of(yes);
        }
        Bandwidth bandwidth = Bandwidth.UNLIMITED;
        if (map.containsKey("bandwidth")) {
            try {
                bandwidth = Rates.parse(String.valueOf(map.get("bandwidth")));
            } catch (Failed bad) {
                throw wrong("transfer.bandwidth", bad.failure().message());
            }
        }
        return new Configuration.TransferSettings(concurrency, verify, bandwidth);
    }

    private Configuration.LogSettings log() throws Failed {
        Map<String, Object> map = map("log");
        Configuration.LogSettings usual = Configuration.LogSettings.DEFAULTS;
        List<String> known = List.of("level", "format", "file", "maxSize", "keep");
        checkKeys("log", map, known);
        String file = String.valueOf(map.getOrDefault("file", ""));
        Optional<Path> named = local(file);
        if (named.isEmpty()) throw wrong("log.file", "is not a path of this machine");
        return new Configuration.LogSettings(
                choice(
                        "log.level",
                        map.getOrDefault("level", usual.level()),
                        "error",
                        "warn",
                        "info",
                        "debug",
                        "trace"),
                choice("log.format", map.getOrDefault("format", usual.format()), "text", "json"),
                file.isEmpty() ? Optional.empty() : named,
                map.containsKey("maxSize") ? size("log.maxSize", map.get("maxSize")) : usual.maxSize(),
                map.containsKey("keep") ? (int) number("log.keep", map.get("keep"), 0, 1000) : usual.keep());
    }

    void checkKeys(String way, Map<String, Object> map, List<String> known) throws Failed {
        for (String key : map.keySet()) {
            if (!known.contains(key)) {
                throw wrong(way + "." + key, "there is no key '" + key + "'" + Nearest.hint(key, known));
            }
        }
    }

    String choice(String way, Object value, String... allowed) throws Failed {
        for (String one : allowed) {
            if (one.equals(value)) return one;
        }
        throw wrong(way, "is one of " + String.join(", ", allowed) + "; not '" + value + "'");
    }

    long number(String way, @Nullable Object value, long least, long most) throws Failed {
        if (value instanceof Long number && number >= least && number <= most) return number;
        throw wrong(way, "is a number from " + least + " to " + most);
    }

    private long size(String way, @Nullable Object value) throws Failed {
        try {
            return Units.bytes(String.valueOf(value));
        } catch (Failed bad) {
            throw wrong(way, bad.failure().message());
        }
    }

    private Optional<String> word(String key) throws Failed {
        Object value = text.values().get(key);
        if (value == null) return Optional.empty();
        if (value instanceof String word && !word.isEmpty()) return Optional.of(word);
        throw wrong(key, "takes a text");
    }

    Map<String, Object> map(String key) throws Failed {
        Object value = text.values().get(key);
        if (value == null || "".equals(value)) return Map.of();
        if (!(value instanceof Map<?, ?> map)) throw wrong(key, "is a map of keys");
        Map<String, Object> plain = new HashMap<>();
        map.forEach((name, one) -> plain.put(String.valueOf(name), one));
        return plain;
    }

    /// What stands in the file may be quoted, but neither at any length nor with what moves a terminal's
    /// cursor.
    Failed wrong(String way, String message) {
        String plain = message.replaceAll("\\p{Cntrl}", "?");
        String cut = plain.length() <= LONGEST_MESSAGE ? plain : plain.substring(0, LONGEST_MESSAGE) + "…";
        return Failure.of(Failure.Code.INVALID_ARGUMENT, text.at(way) + ": " + cut)
                .thrown();
    }
}
