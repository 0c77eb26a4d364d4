package dev.drey.drey;

import dev.drey.access.Destination;
import dev.drey.access.Standing;
import dev.drey.cli.Configuration;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.operations.Administration;
import dev.drey.operations.Catalogue;
import dev.drey.operations.HubReport;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Field;
import dev.drey.session.Server;
import dev.drey.session.StoredServer;
import dev.drey.session.StoredServers;
import dev.drey.session.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The targets of a hub: the servers of its configuration, those kept in its store, and its own disk
/// where roots of it are listed. The configuration wins over the store. Any thread; answers from memory.
final class HubTargets implements Catalogue {
    /// As which the hub's own disk is shown.
    static final String LOCAL = "local";

    private static final Logger LOG = LoggerFactory.getLogger(HubTargets.class);
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");

    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._:-]{1,63}");

    private final StoredServers stored;
    private final Path home;
    private volatile Map<String, Found> found = Map.of();
    private volatile Configuration configuration;

    /// @param origin `configuration` or `store`
    private record Found(Known known, String display, String origin) {}

    /// @param home of the user who runs the hub, for `~` in the configuration
    HubTargets(Configuration configuration, StoredServers stored, Path home) throws Failed {
        this.configuration = configuration;
        this.stored = stored;
        this.home = home;
        reload();
    }

    /// What has to be done before a change is taken up, and may keep it from that.
    interface Before {
        void run() throws Failed;
    }

    /// Looks into the store again, which others may have changed.
    synchronized void reload() throws Failed {
        reload(configuration, () -> {});
    }

    /// Takes up what has changed; when it fails, everything stays as it was.
    synchronized void reload(Configuration fresh, Before before) throws Failed {
        Map<String, Found> all = read(fresh);
        before.run();
        configuration = fresh;
        found = Map.copyOf(all);
    }

    private Map<String, Found> read(Configuration fresh) throws Failed {
        Map<String, Found> all = new TreeMap<>();
        for (StoredServer server : stored.all()) {
            try {
                Server made = made(server);
                all.put(server.name(), new Found(known(made, server), display(made), "store"));
            } catch (Failed unusable) {
                LOG.warn(
                        "server {} of the store: {}",
                        server.name(),
                        unusable.failure().message());
            }
        }
        for (var entry : fresh.servers().entrySet()) {
            Server made = made(entry.getKey(), entry.getValue(), home);
            Set<String> tags = Set.copyOf(fresh.tags().getOrDefault(entry.getKey(), List.of()));
            Known known = new Known(new Target.Remote(made), tags, Optional.empty());
            all.put(entry.getKey(), new Found(known, display(made), "configuration"));
        }
        if (!fresh.roots().isEmpty() && !all.containsKey(LOCAL)) {
            Known disk = new Known(new Target.Local(edition(fresh)), Set.of(), Optional.empty());
            all.put(LOCAL, new Found(disk, "this machine", "configuration"));
        }
        return all;
    }

    /// A server of the configuration.
    static Server made(String name, Draft draft, Path home) throws Failed {
        return Drafted.server(draft, name, home, true, Optional.empty());
    }

    private static Known known(Server made, StoredServer server) {
        return new Known(
                new Target.Remote(made), server.tags(), server.unreadable().map(Failure::message));
    }

    /// What was said over the network is taken as it is: no file and no variable of the hub's machine is
    /// looked at.
    private Server made(StoredServer server) throws Failed {
        Draft draft = new Draft("server " + server.name(), Draft.Expansion.NONE);
        Map<String, Object> fields = new LinkedHashMap<>(server.fields());
        server.secrets().forEach((field, secret) -> fields.put(field, secret.reveal()));
        draft.takeAll(fields);
        return Drafted.server(draft, server.name(), home, false, Optional.empty());
    }

    /// What is served of this machine, in words: another one when that changes.
    private static String edition(Configuration fresh) {
        return fresh.roots().stream()
                .map(root -> root.path() + (root.readOnly() ? " read-only" : ""))
                .collect(Collectors.joining("\n"));
    }

    private static String display(Server server) {
        String user = server.username().map(name -> name + "@").orElse("");
        return user
                + server.host()
                + (server.port().isPresent() ? ":" + server.port().getAsInt() : "");
    }

    @Override
    public List<Known> all() {
        return new TreeMap<>(found).values().stream().map(Found::known).toList();
    }

    @Override
    public Optional<Known> find(String name) {
        return Optional.ofNullable(found.get(name)).map(Found::known);
    }

    /// What somebody may use.
    List<HubReport.TargetLine> seenBy(Standing standing) {
        List<HubReport.TargetLine> lines = new ArrayList<>();
        for (Known known : all()) {
            if (!standing.sees(new Destination(known.name(), known.tags()))) continue;
            String kind = known.target() instanceof Target.Local ? "local" : "server";
            lines.add(new HubReport.TargetLine(known.name(), kind, known.tags(), known.unavailable()));
        }
        return lines;
    }

    List<HubReport.ServerLine> lines() {
        List<HubReport.ServerLine> lines = new ArrayList<>();
        new TreeMap<>(found)
                .forEach((name, one) -> lines.add(new HubReport.ServerLine(
                        name, one.display(), one.origin(), one.known().tags())));
        return lines;
    }

    /// Keeps a server in the store.
    synchronized void add(Administration.AddServer wanted) throws Failed {
        String name = wanted.name().toLowerCase(Locale.ROOT);
        if (!NAME.matcher(name).matches() || name.equals(LOCAL)) {
            throw wrong("'" + wanted.name() + "' cannot be a server's name: a-z, 0-9, '.', '_' and '-', at most 63"
                    + (name.equals(LOCAL) ? "; 'local' is the hub's own disk" : ""));
        }
        if (configuration.servers().containsKey(name))
            throw wrong("'" + name + "' stands in the hub's configuration, which wins; change it there");
        for (String field : wanted.fields().keySet()) {
            boolean secret = Field.named(field)
                    .filter(one -> one.kind() == Field.Kind.SECRET)
                    .isPresent();
            if (secret) throw wrong(field + " is a secret, and was not sent as one");
        }
        for (String tag : wanted.tags()) {
            if (!TAG.matcher(tag).matches())
                throw wrong("a tag has letters, digits, '.', '_', ':' and '-', at most 63");
        }
        StoredServer server = new StoredServer(name, wanted.fields(), wanted.secrets(), wanted.tags());
        made(server);
        stored.put(server);
        reload();
    }

    synchronized void remove(String wanted) throws Failed {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (configuration.servers().containsKey(name))
            throw wrong("'" + name + "' stands in the hub's configuration; remove it there");
        stored.remove(name);
        reload();
    }

    private static Failed wrong(String message) {
        return Failure.of(Failure.Code.INVALID_ARGUMENT, message).thrown();
    }
}
