package dev.drey.mcp;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import dev.drey.operations.Announcer;
import dev.drey.operations.HostTrust;
import dev.drey.operations.Operations;
import dev.drey.session.Asker;
import dev.drey.session.Connection;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Connector;
import dev.drey.session.Endpoint;
import dev.drey.session.Owner;
import dev.drey.session.Route;
import dev.drey.session.Sessions;
import dev.drey.session.Shell;
import dev.drey.session.Target;
import dev.drey.transfer.Bandwidth;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A desk whose targets are trees in memory.
final class FakeDesk {
    private FakeDesk() {}

    static Settings settings(boolean readOnly, Group... groups) {
        return new Settings(
                groups.length == 0 ? Set.of(Group.values()) : Set.of(groups),
                List.of("*"),
                true,
                readOnly,
                Settings.Confirm.RECURSIVE,
                List.of("/keys/*"),
                false,
                List.of("/"),
                List.of(),
                new Settings.Defaults(OptionalInt.empty(), false));
    }

    /// @param state a directory for journals
    static Desk of(Settings settings, Path state) {
        Events events = new Events();
        HostTrust trust = (target, fingerprint, replace, asker) -> {
            throw new IllegalStateException("nobody is trusted");
        };
        Known.Hosts none = new Known.Hosts() {
            @Override
            public boolean knows(String name) {
                return false;
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        };
        try {
            Operations operations = new Operations(
                    new Sessions(new InMemory(), new Announcer(events)),
                    events,
                    trust,
                    new Operations.Settings(state, Bandwidth.UNLIMITED, 4));
            return new Desk(
                    operations,
                    Owner.PROCESS,
                    settings,
                    new Known(Map.of(), Optional.empty(), none, Known.Hub.NONE, Path.of("/home")));
        } catch (Failed broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Connects every target to a tree of its own.
    private static final class InMemory implements Connector {
        private final MemoryTree tree = new MemoryTree();

        @Override
        public Route resolve(Target target) {
            return new Route(target, target.name(), target.name(), Endpoint.LOCAL, RemotePath.ROOT);
        }

        @Override
        public Connection connect(Route route, Asker asker) throws Failed {
            return new Connection() {
                @Override
                public MemoryTree tree() {
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
                    return true;
                }

                @Override
                public boolean secretWasTyped() {
                    return false;
                }

                @Override
                public void close() {
                    // The tree stays for the next one.
                }
            };
        }
    }
}
