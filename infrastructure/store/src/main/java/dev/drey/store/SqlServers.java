package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.session.Secret;
import dev.drey.session.StoredServer;
import dev.drey.session.StoredServers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// [StoredServers] in tables, their secrets behind the [Vault].
final class SqlServers implements StoredServers {
    private record Line(String server, String name, String value) {}

    private static final class Parts {
        final Map<String, String> fields = new HashMap<>();
        final Map<String, Secret> secrets = new HashMap<>();
        final Set<String> tags = new HashSet<>();
        Optional<Failure> unreadable = Optional.empty();
    }

    private final Database database;
    private final Revision revision;
    private final Vault vault;

    SqlServers(Database database, Revision revision, Vault vault) {
        this.database = database;
        this.revision = revision;
        this.vault = vault;
    }

    @Override
    public List<StoredServer> all() throws Failed {
        return database.snapshot(this::all);
    }

    private List<StoredServer> all(Handle handle) {
        Map<String, Parts> servers = new TreeMap<>();
        for (String name :
                handle.select("SELECT name FROM server").mapTo(String.class).list()) servers.put(name, new Parts());
        for (Line line : lines(handle, "SELECT server, name, value FROM server_field"))
            of(servers, line).fields.put(line.name(), line.value());
        for (Line line : lines(handle, "SELECT server, tag, '' FROM server_tag"))
            of(servers, line).tags.add(line.name());
        for (Line line : lines(handle, "SELECT server, name, sealed FROM server_secret")) open(line, of(servers, line));
        return servers.entrySet().stream().map(SqlServers::server).toList();
    }

    private static StoredServer server(Map.Entry<String, Parts> entry) {
        Parts parts = entry.getValue();
        return new StoredServer(entry.getKey(), parts.fields, parts.secrets, parts.tags, parts.unreadable);
    }

    /// No table has a line without its server.
    private static Parts of(Map<String, Parts> servers, Line line) {
        return Optional.ofNullable(servers.get(line.server())).orElseThrow();
    }

    private void open(Line line, Parts parts) {
        try {
            parts.secrets.put(line.name(), vault.open(line.server(), line.name(), line.value()));
        } catch (Failed e) {
            parts.unreadable = Optional.of(e.failure().withTarget(line.server()));
        }
    }

    private static List<Line> lines(Handle handle, String sql) {
        return handle.select(sql)
                .map((row, _) -> new Line(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }

    @Override
    public void put(StoredServer server) throws Failed {
        revision.change(handle -> {
            List<Line> sealed = lines(handle, "SELECT server, name, sealed FROM server_secret");
            spare(server, sealed);
            handle.execute("DELETE FROM server WHERE name = ?", server.name());
            handle.execute("INSERT INTO server (name) VALUES (?)", server.name());
            for (Map.Entry<String, String> field : server.fields().entrySet())
                handle.execute(
                        "INSERT INTO server_field (server, name, value) VALUES (?, ?, ?)",
                        server.name(),
                        field.getKey(),
                        field.getValue());
            for (String tag : server.tags())
                handle.execute("INSERT INTO server_tag (server, tag) VALUES (?, ?)", server.name(), tag);
            for (Map.Entry<String, Secret> secret : server.secrets().entrySet())
                handle.execute(
                        "INSERT INTO server_secret (server, name, sealed) VALUES (?, ?, ?)",
                        server.name(),
                        secret.getKey(),
                        vault.seal(server.name(), secret.getKey(), secret.getValue()));
            return server.name();
        });
    }

    /// Nothing is closed with one key while another is missed, and nothing unread is written over.
    private void spare(StoredServer server, List<Line> sealed) throws Failed {
        List<Line> unread =
                sealed.stream().filter(line -> !vault.opens(line.value())).toList();
        boolean others = unread.stream().anyMatch(line -> !line.server().equals(server.name()));
        boolean goes = unread.stream()
                .anyMatch(line ->
                        line.server().equals(server.name()) && !server.secrets().containsKey(line.name()));
        if (!goes && (!others || server.secrets().isEmpty())) return;
        SortedSet<String> whose =
                new TreeSet<>(unread.stream().map(Line::server).toList());
        throw vault.closed(String.join(", ", whose)).thrown();
    }

    @Override
    public void remove(String name) throws Failed {
        revision.change(handle -> {
            int gone = handle.execute("DELETE FROM server WHERE name = ?", name);
            if (gone > 0) return name;
            throw Failure.of(Code.NOT_FOUND, "no server " + name + " is stored").thrown();
        });
    }
}
