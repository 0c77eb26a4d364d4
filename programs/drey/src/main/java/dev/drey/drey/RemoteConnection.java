package dev.drey.drey;

import dev.drey.files.Facts;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import dev.drey.session.Connection;
import dev.drey.session.ConnectionInfo;
import dev.drey.session.Shell;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A live line to a server, and the tree on it.
final class RemoteConnection implements Connection {
    private final Link link;
    private final FileTree tree;
    private final String username;
    private final boolean typed;

    RemoteConnection(Link link, FileTree tree, String username, boolean typed) {
        this.link = link;
        this.tree = tree;
        this.username = username;
        this.typed = typed;
    }

    @Override
    public FileTree tree() {
        return tree;
    }

    @Override
    public Optional<Shell> shell() {
        return link.exec().map(exec -> (command, limit, keep) -> {
            Exec.Result result = exec.run(command, limit, keep);
            return new Shell.Result(result.status(), result.output(), result.errors(), result.lost());
        });
    }

    @Override
    public ConnectionInfo info() {
        return info(tree.power(Facts.class).map(Facts::facts).orElse(Map.of()));
    }

    @Override
    public ConnectionInfo agreed() {
        return info(Map.of());
    }

    private ConnectionInfo info(Map<String, String> facts) {
        LinkInfo info = link.info();
        Map<String, String> agreed = new TreeMap<>();
        agreed.put("cipher", info.cipher());
        agreed.put("mac", info.mac());
        agreed.put("kex", info.keyExchange());
        agreed.put("hostKey", info.hostKeyAlgorithm());
        agreed.put("compression", info.compression());
        agreed.values().removeIf(String::isEmpty);
        return new ConnectionInfo(
                info.peer(), username, info.software(), info.fingerprint(), agreed, facts, info.warnings());
    }

    @Override
    public void whenEnded(Consumer<Optional<Failure>> then) {
        link.whenEnded(then);
    }

    @Override
    public boolean isOpen() {
        return link.isOpen();
    }

    @Override
    public boolean secretWasTyped() {
        return typed;
    }

    /// A line that was lost is closed before its tree, so that what runs there ends with the loss and is
    /// tried again, and not as if we had given it up.
    @Override
    public void close() {
        if (!link.isOpen()) link.close();
        tree.close();
        link.close();
    }
}
