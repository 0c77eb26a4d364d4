package dev.drey.door;

import dev.drey.access.Pass;
import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Connection;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.ssh.Entrance;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection of somebody who has come in. Each channel runs in a thread of its own.
final class Lodger implements Entrance.Guest {
    static final String CONTROL = "drey-control";

    private static final Logger LOG = LoggerFactory.getLogger(Lodger.class);
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Pass pass;
    private final Supplier<FileTree> tree;
    private final Optional<Door.Control> control;
    private final Served served;
    private final Connection connection;

    /// @param control what serves the control line; empty: it is not served here
    Lodger(Pass pass, Supplier<FileTree> tree, Optional<Door.Control> control, Served served) {
        this.pass = pass;
        this.tree = tree;
        this.control = control;
        this.served = served;
        this.connection = Connection.of(served.budget());
    }

    Pass pass() {
        return pass;
    }

    @Override
    public void sftp(Channel channel) {
        LOG.info("{} came in by {}", peer(), pass.credential().display());
        served.enter();
        try (FileTree shown = tree.get()) {
            SftpServer server = SftpServer.over(channel, shown, ServerOptions.forPeer(peer(), connection));
            served.begun(server);
            try {
                if (!server.awaitClient(GRACE)) LOG.warn("{} has left, and something still goes on", peer());
            } finally {
                served.ended(server);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            served.leave();
        }
    }

    private String peer() {
        return pass.user() + " from " + pass.from();
    }

    @Override
    public Optional<Consumer<Channel>> subsystem(String name) {
        if (!name.equals(CONTROL)) return Optional.empty();
        return control.map(one -> channel -> one.serve(pass, channel));
    }
}
