package dev.drey.testbed;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.Connection;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.UserKey;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Drey's own SFTP server over a jail, behind Drey's own listener, in this process: real SSH on both sides.
///
/// The account chooses what is shown, all at its absolute path and with home in [#disk()]; whoever is not named here
/// sees
/// the disk alone.
public final class DreyServer implements Server {
    /// Sees this machine's whole disk, and may write in [#disk()].
    public static final String WRITER = "writer";

    /// Sees this machine's whole disk, and may write nothing.
    public static final String READER = "reader";

    /// Has this machine's disk without a jail.
    public static final String LOCAL = "local";

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final TempDir dir;
    private final Path disk;
    private final FileTree tree;
    private final Map<String, FileTree> trees;
    private final Budget budget = Budget.ofHeap();
    private final Listener listener;

    private DreyServer(TempDir dir) throws Failed {
        this.dir = dir;
        // As pkg/sftp's TestGlob wants its own folder to be called.
        this.disk = Daemon.folder(dir, "sftp");
        this.tree = JailTree.open(List.of(AllowedPath.writable(disk)), List.of());
        AllowedPath everything = AllowedPath.readOnly(Path.of("/"));
        this.trees = Map.of(
                WRITER, JailTree.open(List.of(AllowedPath.writable(disk), everything), List.of()),
                READER, JailTree.open(List.of(AllowedPath.readOnly(disk), everything), List.of()),
                LOCAL, LocalTree.withMemoryDevices(disk));
        this.listener = Listener.open(
                Listening.LOOPBACK.withHostKey(
                        KeyFile.host(KeyFile.Kind.ED25519).privateKey()),
                new OneKey());
    }

    public static DreyServer start() {
        TempDir dir = TempDir.create();
        try {
            return new DreyServer(dir);
        } catch (Failed failed) {
            dir.close();
            throw new UncheckedIOException(failed);
        }
    }

    /// Lets in who has the fixtures' key, as whatever user.
    private final class OneKey implements Entrance {
        private final UserKey key = UserKey.ofLine(KeyFile.client().publicLine());

        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (!proof.equals(new Proof.Key(key))) return Optional.empty();
            ServerOptions options = ServerOptions.forPeer(from, Connection.of(budget));
            FileTree shown = trees.getOrDefault(username, tree);
            return Optional.of(channel -> serve(shown, options, channel));
        }

        private static void serve(FileTree shown, ServerOptions options, Channel channel) {
            try {
                dev.drey.sftp.server.SftpServer.over(channel, shown, options).awaitClient(GRACE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String make() {
        return "Drey";
    }

    @Override
    public int port() {
        return listener.port();
    }

    @Override
    public String user() {
        return "somebody";
    }

    @Override
    public Path disk() {
        return disk;
    }

    @Override
    public RemotePath remote() {
        return RemotePath.of(disk.toString());
    }

    @Override
    public String log() {
        return "";
    }

    /// Ends every connection.
    @Override
    public void close() {
        try (dir;
                tree) {
            listener.close();
            trees.values().forEach(FileTree::close);
        }
    }
}
