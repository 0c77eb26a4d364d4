package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `drey servers import`: from `~/.ssh/config` the names, from rclone.conf the SFTP remotes.
final class ServerImport {
    private final Work work;
    private final ServerFile file;
    private final boolean dryRun;

    ServerImport(Work work, ServerFile file, boolean dryRun) {
        this.work = work;
        this.file = file;
        this.dryRun = dryRun;
    }

    void run(List<String> arguments) throws Failed {
        if (arguments.isEmpty()) throw Targets.usage("servers import ssh_config [FILE], or rclone.conf [FILE]");
        String kind = arguments.getFirst();
        Map<String, Map<String, Object>> found = switch (kind) {
            case "ssh_config" -> hosts();
            case "rclone.conf" -> remotes(rclone(arguments));
            default -> throw Targets.usage("servers import reads ssh_config or rclone.conf, not '" + kind + "'");
        };
        file.names().forEach(name -> found.remove(name.toLowerCase(Locale.ROOT)));
        if (found.isEmpty()) {
            work.report().note("nothing new to import");
            return;
        }
        file.add(found, dryRun, work);
        if (!dryRun) work.report().note("imported " + String.join(", ", found.keySet()));
    }

    /// A Host stays described where it is: the server only names it.
    private Map<String, Map<String, Object>> hosts() {
        Map<String, Map<String, Object>> servers = new LinkedHashMap<>();
        for (String host : work.targets().sshHosts()) {
            String name = host.toLowerCase(Locale.ROOT);
            if (isName(name)) servers.put(name, new LinkedHashMap<>(Map.of("host", host)));
            else work.report().warning(host + ": left out, its name has letters that a server's cannot have");
        }
        return servers;
    }

    /// Whether a server may be called so; letters are small ones already.
    static boolean isName(String name) {
        return name.matches("[a-z0-9][a-z0-9._-]{0,62}");
    }

    private Path rclone(List<String> arguments) {
        if (arguments.size() > 1) return work.console().directory().resolve(arguments.get(1));
        return work.console().home().resolve(".config").resolve("rclone").resolve("rclone.conf");
    }

    private Map<String, Map<String, Object>> remotes(Path conf) throws Failed {
        Map<String, Map<String, String>> sections = sections(conf);
        Map<String, Map<String, Object>> servers = new LinkedHashMap<>();
        sections.forEach((remote, keys) -> {
            if (!"sftp".equals(keys.get("type"))) return;
            String name = remote.toLowerCase(Locale.ROOT).replace(' ', '-');
            if (!isName(name) || !keys.containsKey("host")) {
                work.report().warning(remote + ": left out, it has no host or its name cannot be a server's");
                return;
            }
            servers.put(name, server(remote, keys));
        });
        return servers;
    }

    private Map<String, Object> server(String remote, Map<String, String> keys) {
        Map<String, Object> server = new LinkedHashMap<>();
        copy(keys, "host", server, "host");
        copy(keys, "user", server, "username");
        copy(keys, "port", server, "port");
        copy(keys, "key_file", server, "privateKey");
        copy(keys, "known_hosts_file", server, "knownHostsFile");
        copy(keys, "server_command", server, "sftpServer");
        if (keys.containsKey("pass") || keys.containsKey("key_file_pass")) {
            work.report().warning(remote + ": its password is not imported; it is asked for, or set password: ${NAME}");
        }
        return server;
    }

    private static void copy(Map<String, String> from, String key, Map<String, Object> to, String field) {
        String value = from.getOrDefault(key, "");
        if (!value.isEmpty()) to.put(field, value);
    }

    private static Map<String, Map<String, String>> sections(Path conf) throws Failed {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(conf)) {
                String text = line.strip();
                if (text.startsWith("#") || text.startsWith(";") || text.isEmpty()) continue;
                if (text.startsWith("[") && text.endsWith("]")) {
                    current = new LinkedHashMap<>();
                    sections.put(text.substring(1, text.length() - 1), current);
                    continue;
                }
                int equals = text.indexOf('=');
                if (equals > 0)
                    current.put(
                            text.substring(0, equals).strip(),
                            text.substring(equals + 1).strip());
            }
        } catch (IOException unreadable) {
            throw Failure.of(Failure.Code.NOT_FOUND, conf + " cannot be read as text")
                    .thrown(unreadable);
        }
        return sections;
    }
}
