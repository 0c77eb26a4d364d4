package dev.drey.testbed;

import dev.drey.access.Audit;
import dev.drey.access.Credential;
import dev.drey.access.Grant;
import dev.drey.access.Pass;
import dev.drey.access.Role;
import dev.drey.access.Scope;
import dev.drey.access.Standing;
import dev.drey.access.Standings;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.operations.Catalogue;
import dev.drey.operations.View;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// A hub without a network: targets that are trees in hand, and users with the standings that a test
/// gives them. The trees stay open. Any thread.
public final class SmallHub implements Connector, Catalogue, Standings, AutoCloseable {
    private final Map<String, FileTree> trees = new ConcurrentHashMap<>();
    private final Map<String, RemotePath> bases = new ConcurrentHashMap<>();
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Sessions sessions = new Sessions(this, event -> {});

    /// @param base where its files begin for callers
    public void server(String name, FileTree tree, RemotePath base) {
        put(new Target.Remote(Server.of(name, name)), tree, base);
    }

    /// The disk of the hub's machine.
    public void local(FileTree tree, RemotePath home) {
        put(new Target.Local(), tree, home);
    }

    private void put(Target target, FileTree tree, RemotePath base) {
        trees.put(target.name(), tree);
        bases.put(target.name(), base);
        known.put(target.name(), new Known(target, Set.of(), Optional.empty()));
    }

    public Pass admin(String name) {
        standings.put(name, new Standing(name, Role.ADMIN, List.of(), Scope.WHOLE));
        return pass(name);
    }

    public Pass user(String name, List<Grant> grants) {
        standings.put(name, new Standing(name, Role.USER, grants, Scope.WHOLE));
        return pass(name);
    }

    private static Pass pass(String name) {
        return new Pass(name, new Credential.BySocket(), "socket");
    }

    public View view() {
        return new View(sessions, this, this, Audit.NONE);
    }

    @Override
    public Route resolve(Target target) {
        String name = target.name();
        RemotePath base = bases.getOrDefault(name, RemotePath.ROOT);
        return new Route(target, name, name, new Endpoint(name, 22, "ana", false), base);
    }

    @Override
    public Connection connect(Route route, Asker asker) {
        return new InHand(Optional.ofNullable(trees.get(route.target().name())).orElseThrow());
    }

    private record InHand(FileTree tree) implements Connection {
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
            return true;
        }

        @Override
        public boolean secretWasTyped() {
            return false;
        }

        @Override
        public void close() {
            // The tree belongs to the test.
        }
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
    public Standing of(Pass pass) {
        return Optional.ofNullable(standings.get(pass.user())).orElseThrow();
    }

    @Override
    public void close() {
        sessions.close();
    }
}
