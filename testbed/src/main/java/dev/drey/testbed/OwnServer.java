package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Drey's SFTP server over any tree, in this process, on a pair of pipes without SSH: a link whose every channel is
/// served by a server of its own. The tree belongs to the caller.
public final class OwnServer implements Link {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final FileTree tree;
    private final Budget budget = Budget.ofHeap();
    private final List<dev.drey.sftp.server.SftpServer> servers = new CopyOnWriteArrayList<>();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private volatile boolean open = true;

    private OwnServer(FileTree tree) {
        this.tree = tree;
    }

    public static OwnServer of(FileTree tree) {
        return new OwnServer(tree);
    }

    @Override
    public Channel openSftp() {
        try {
            Pipe up = Pipe.open();
            Pipe down = Pipe.open();
            Channel server = channel(up, down);
            Channel client = channel(down, up);
            channels.addAll(List.of(server, client));
            servers.add(dev.drey.sftp.server.SftpServer.over(server, tree, ServerOptions.forPeer("pipes", budget)));
            return client;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Channel channel(Pipe in, Pipe out) {
        return new StreamChannel(
                Channels.newInputStream(in.source()), Channels.newOutputStream(out.sink()), () -> close(in, out));
    }

    /// Both ends of both pipes, so that nobody stays blocked in one.
    private static void close(Pipe... pipes) {
        try {
            for (Pipe pipe : pipes) {
                pipe.sink().close();
                pipe.source().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<Exec> exec() {
        return Optional.empty();
    }

    @Override
    public LinkInfo info() {
        return LinkInfo.ofPipes("our server on pipes");
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    /// Ends every channel and waits until nothing is open at the servers.
    ///
    /// @throws IllegalStateException when a server does not come to its end
    @Override
    public void close() {
        open = false;
        channels.forEach(Channel::close);
        for (var server : servers) {
            if (!ended(server)) throw new IllegalStateException("a server has not come to its end: " + server.open());
        }
    }

    private static boolean ended(dev.drey.sftp.server.SftpServer server) {
        try {
            return server.awaitEnd(GRACE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
