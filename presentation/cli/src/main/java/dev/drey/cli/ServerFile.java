package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/// The configuration file as something that is changed: read whole, checked, and replaced in one step.
///
/// Comments do not survive, so the old file is kept beside it as `config.yaml.bak`.
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
            if (known.containsKey(entry.getKey())) {
                throw Failure.of(
                                Failure.Code.ALREADY_EXISTS,
                                file + ": there is a server '" + entry.getKey() + "' already; remove it first")
                        .thrown();
            }
            known.put(entry.getKey(), entry.getValue());
        }
        all.put("servers", known);
        write(all, dryRun, work);
    }

    void remove(List<String> names, boolean dryRun, Work work) throws Failed {
        Map<String, Object> all = read();
        Map<String, Object> known = servers(all);
        for (String name : names) {
            if (known.remove(name) == null) {
                throw Failure.of(Failure.Code.NOT_FOUND, file + ": there is no server '" + name + "'")
                        .thrown();
            }
        }
        all.put("servers", known);
        write(all, dryRun, work);
    }

    /// Which names the file holds.
    java.util.Set<String> names() throws Failed {
        return servers(read()).keySet();
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

    private void write(Map<String, Object> all, boolean dryRun, Work work) throws Failed {
        String text = YAMLMapper.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .build()
                .writeValueAsString(all);
        if (dryRun) {
            work.report().line(text.stripTrailing());
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path fresh = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    ".config",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text);
            if (Files.exists(file)) {
                Files.copy(file, file.resolveSibling(file.getFileName() + ".bak"), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException strange) {
            throw failed("its file system cannot replace in one step");
        } catch (IOException unwritable) {
            throw failed("it cannot be written");
        }
    }

    private Failed failed(String why) {
        return Failure.of(Failure.Code.PERMISSION_DENIED, "configuration " + file + ": " + why)
                .thrown();
    }
}
