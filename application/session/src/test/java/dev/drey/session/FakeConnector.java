package dev.drey.session;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.NullMarked;

/// Connects to memory; a connection can be broken by hand.
@NullMarked
final class FakeConnector implements Connector {
    final List<Fake> made = new ArrayList<>();
    boolean refuses;
    boolean typed;

    /// One connection.
    final class Fake implements Connection {
        private final MemoryTree tree = new MemoryTree();
        volatile boolean open = true;
        private final List<Consumer<Optional<Failure>>> mourners = new ArrayList<>();

        void breaks(String why) {
            open = false;
            for (var mourner : mourners) mourner.accept(Optional.of(Failure.of(Failure.Code.CONNECTION_LOST, why)));
        }

        @Override
        public void whenEnded(Consumer<Optional<Failure>> then) {
            mourners.add(then);
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
            return typed;
        }

        @Override
        public void close() {
            open = false;
        }
    }

    @Override
    public Route resolve(Target target) {
        return new Route(
                target, target.name(), target.name(), new Endpoint(target.name(), 22, "ana", false), RemotePath.ROOT);
    }

    @Override
    public synchronized Connection connect(Route route, Asker asker) throws Failed {
        if (refuses) {
            throw Failure.of(Failure.Code.CONNECTION_REFUSED, "connect " + route.display() + ": refused")
                    .thrown();
        }
        Fake fake = new Fake();
        made.add(fake);
        return fake;
    }
}
