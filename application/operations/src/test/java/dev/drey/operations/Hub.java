package dev.drey.operations;

import dev.drey.access.Audit;
import dev.drey.access.Audited;
import dev.drey.access.Credential;
import dev.drey.access.Grant;
import dev.drey.access.Pass;
import dev.drey.access.Reach;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Standing;
import dev.drey.access.Standings;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.session.Asker;
import dev.drey.session.Connection;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Connector;
import dev.drey.session.Endpoint;
import dev.drey.session.Route;
import dev.drey.session.Server;
import dev.drey.session.Sessions;
import dev.drey.session.Shell;
import dev.drey.session.Target;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.NullMarked;

/// A hub whose targets are in memory, each with its base at `/srv`, and whose users are made by a line.
@NullMarked
final class Hub implements AutoCloseable, Connector, Catalogue, Standings, Audit {
    static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
    static final RemotePath BASE = RemotePath.of("/srv");

    final Map<String, FileTree> trees = new ConcurrentHashMap<>();
    final Map<String, Known> known = new ConcurrentHashMap<>();
    final Map<String, Standing> standings = new ConcurrentHashMap<>();
    final Map<String, RemotePath> bases = new ConcurrentHashMap<>();
    final List<Audited> lines = new CopyOnWriteArrayList<>();
    final List<Line> connected = new CopyOnWriteArrayList<>();
    final Sessions sessions = new Sessions(this, event -> {});
    final View view = new View(sessions, this, this, this, () -> NOW);

    /// One connection, which can be broken.
    static final class Line implements Connection {
        private final FileTree tree;
        volatile boolean open = true;

        Line(FileTree tree) {
            this.tree = tree;
        }

        @Override
        public FileTree tree() {
            return tree;
        }

        @Override
        public Optional<Shell> shell() {
            return Optional.empty();
        }

        @Override
        public ConnectionInfo info() {
            return ConnectionInfo.LOCAL;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public boolean secretWasTyped() {
            return false;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    /// A server with an empty `/srv`.
    MemoryTree server(String name, String... tags) throws Failed {
        MemoryTree tree = new MemoryTree();
        tree.makeDirectory(BASE, dev.drey.files.Changes.NONE);
        put(name, tree, tags);
        return tree;
    }

    void put(String name, FileTree tree, String... tags) {
        trees.put(name, tree);
        bases.put(name, BASE);
        Target target = new Target.Remote(Server.of(name, name + ".example.com"));
        known.put(name, new Known(target, Set.of(tags), Optional.empty()));
    }

    FileTree tree(String name) {
        return Optional.ofNullable(trees.get(name)).orElseThrow();
    }

    void offline(String name, String words) {
        known.computeIfPresent(name, (any, one) -> new Known(one.target(), one.tags(), Optional.of(words)));
    }

    Pass admin(String name) {
        standings.put(name, new Standing(name, Role.ADMIN, List.of(), Scope.WHOLE));
        return pass(name);
    }

    /// @param grants such as `web-1:/a:read,write`
    Pass user(String name, String... grants) throws Failed {
        List<Grant> all = new ArrayList<>();
        for (String grant : grants) all.add(grant(grant));
        standings.put(name, new Standing(name, Role.USER, all, Scope.WHOLE));
        return pass(name);
    }

    private static Grant grant(String text) throws Failed {
        int last = text.lastIndexOf(':');
        int slash = text.indexOf(":/");
        return new Grant(
                Reach.parse(text.substring(0, slash)),
                RemotePath.of(text.substring(slash + 1, last)),
                Grant.rights(text.substring(last + 1)));
    }

    static Pass pass(String name) {
        return new Pass(name, new Credential.ByKey("SHA256:" + name), "192.0.2.7:5022");
    }

    /// The lines of the audit as `user action target path -> to bytes result detail`.
    List<String> audited() {
        return lines.stream().map(Hub::text).toList();
    }

    private static String text(Audited line) {
        return line.user() + " " + line.action() + " " + line.target()
                + line.path().map(path -> " " + path).orElse("")
                + line.to().map(path -> " -> " + path).orElse("")
                + (line.bytes().isPresent() ? " " + line.bytes().getAsLong() : "")
                + " " + line.result()
                + (line.detail().isEmpty() ? "" : " (" + line.detail() + ")");
    }

    static void write(FileTree tree, String path, String content) throws Failed {
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.replace(0644))) {
            file.write(0, ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8)))
                    .await();
        }
    }

    static String read(FileTree tree, String path) throws Failed {
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.READ)) {
            ByteBuffer bytes = file.read(0, 1 << 16).await();
            return StandardCharsets.UTF_8.decode(bytes).toString();
        }
    }

    static List<String> names(FileTree tree, String path) throws Failed {
        return tree.entries(RemotePath.of(path)).stream()
                .map(entry -> entry.name().text())
                .toList();
    }

    @Override
    public Route resolve(Target target) {
        String name = target.name();
        return new Route(
                target, name, "ana@" + name, new Endpoint(name, 22, "ana", false), bases.getOrDefault(name, BASE));
    }

    @Override
    public Connection connect(Route route, Asker asker) throws Failed {
        FileTree tree = Optional.ofNullable(trees.get(route.target().name()))
                .orElseThrow(
                        () -> Failure.of(Failure.Code.CONNECTION_REFUSED, "connect " + route.display() + ": refused")
                                .thrown());
        Line line = new Line(tree);
        connected.add(line);
        return line;
    }

    @Override
    public List<Known> all() {
        return List.copyOf(new TreeMap<>(known).values());
    }

    @Override
    public Optional<Known> find(String name) {
        return Optional.ofNullable(known.get(name));
    }

    @Override
    public Standing of(Pass pass) throws Failed {
        return Optional.ofNullable(standings.get(pass.user()))
                .orElseThrow(() -> Failure.of(Failure.Code.NOT_ALLOWED, "nobody of that name may be here any more")
                        .thrown());
    }

    @Override
    public void note(Audited line) {
        lines.add(line);
    }

    @Override
    public List<Audited> find(Query query) {
        return lines;
    }

    @Override
    public long prune(Duration age, long most) {
        return 0;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
