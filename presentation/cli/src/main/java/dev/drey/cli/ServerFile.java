package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.session.Nearest;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The configuration file as something that is changed: read whole, checked, and replaced in one step.
///
/// What is not about the server that comes or goes stays as it was typed, comments included. Where the servers are
/// written in a way that cannot be changed so, the file is written anew without comments, and that is said. The old
/// file stays beside it as `config.yaml.bak`.
final class ServerFile {
    private final Path file;

    private ServerFile(Path file) {
        this.file = file;
    }

    static ServerFile of(Console console, @Nullable Path asked) throws Failed {
        return new ServerFile(ConfigurationFile.find(console, asked).orElse(ConfigurationFile.usual(console)));
    }

    void add(Map<String, Map<String, Object>> servers, boolean dryRun, Work work) throws Failed {
        Map<String, Object> all = read();
        Map<String, Object> known = servers(all);
        for (var entry : servers.entrySet()) {
            if (known.keySet().stream().anyMatch(entry.getKey()::equalsIgnoreCase)) {
                throw Failure.of(
                                Failure.Code.ALREADY_EXISTS,
                                file + ": there is a server '" + entry.getKey() + "' already; remove it first")
                        .thrown();
            }
            known.put(entry.getKey(), entry.getValue());
        }
        all.put("servers", known);
        ServerLines lines = new ServerLines(text());
        boolean kept = true;
        for (var entry : servers.entrySet()) {
            kept &= lines.add(
                    yaml(Map.of(entry.getKey(), entry.getValue())).lines().toList());
        }
        write(all, kept ? Optional.of(lines.text()) : Optional.empty(), dryRun, work);
    }

    void remove(List<String> names, boolean dryRun, Work work) throws Failed {
        Map<String, Object> all = read();
        Map<String, Object> known = servers(all);
        ServerLines lines = new ServerLines(text());
        boolean kept = true;
        for (String name : names) {
            String written = known.keySet().stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst()
                    .orElseThrow(() -> Failure.of(
                                    Failure.Code.NOT_FOUND,
                                    file + ": there is no server '" + name + "'" + Nearest.hint(name, known.keySet()))
                            .thrown());
            if (written.equalsIgnoreCase(String.valueOf(all.get("defaultServer")))) {
                throw Failure.of(
                                Failure.Code.BUSY,
                                file + ": '" + written + "' is the defaultServer; change that line first")
                        .thrown();
            }
            known.remove(written);
            kept &= lines.remove(written);
        }
        all.put("servers", known);
        write(all, kept ? Optional.of(lines.text()) : Optional.empty(), dryRun, work);
    }

    /// Which names the file holds.
    java.util.Set<String> names() throws Failed {
        return servers(read()).keySet();
    }

    private String text() throws Failed {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            throw failed("it cannot be read");
        }
    }

    private static String yaml(Map<String, ?> values) {
        return YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .build()
                .writeValueAsString(values);
    }

    private Map<String, Object> read() throws Failed {
        return Files.exists(file) ? new LinkedHashMap<>(ConfigText.read(file).values()) : new LinkedHashMap<>();
    }

    private static Map<String, Object> servers(Map<String, Object> all) {
        Map<String, Object> servers = new LinkedHashMap<>();
        if (all.get("servers") instanceof Map<?, ?> map)
            map.forEach((key, value) -> servers.put(String.valueOf(key), value));
        return servers;
    }

    /// @param edited the lines as they were typed, changed; used when they mean the same as `all`
    private void write(Map<String, Object> all, Optional<String> edited, boolean dryRun, Work work) throws Failed {
        boolean kept = edited.isPresent() && means(edited.get(), all);
        String text = kept ? edited.get() : yaml(all);
        if (dryRun) {
            work.report().line(text.stripTrailing());
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path fresh = Files.createTempFile(
                    real.getParent(),
                    ".config",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            if (Files.exists(real)) {
                Path old = real.resolveSibling(real.getFileName() + ".bak");
                Files.copy(real, old, StandardCopyOption.REPLACE_EXISTING);
                if (!kept)
                    work.report().warning("comments of " + real + " are kept in " + old.getFileName() + " alone");
            }
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException strange) {
            throw failed("its file system cannot replace in one step");
        } catch (IOException unwritable) {
            throw failed("it cannot be written");
        }
    }

    private boolean means(String text, Map<String, Object> all) {
        try {
            return plain(ConfigText.parse(file, text).values()).equals(plain(all));
        } catch (Failed malformed) {
            return false;
        }
    }

    /// As text, since what is added is text and what is read may be a number.
    private static String plain(Map<String, Object> values) {
        return new java.util.TreeMap<>(values).toString();
    }

    private Failed failed(String why) {
        return Failure.of(Failure.Code.PERMISSION_DENIED, "configuration " + file + ": " + why)
                .thrown();
    }
}
