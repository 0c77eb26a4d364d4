package dev.drey.drey;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.Failed;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Secret;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// An SFTP server on a free loopback port that serves one folder to whoever knows its one-time password.
final class DemoServer implements AutoCloseable {
    private final String password;
    private final JailTree tree;
    private final Listener listener;

    private DemoServer(String password, JailTree tree, Listener listener) {
        this.password = password;
        this.tree = tree;
        this.listener = listener;
    }

    static DemoServer open(Path folder) throws Failed {
        byte[] random = new byte[12];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        JailTree tree = JailTree.open(List.of(AllowedPath.writable(folder)), List.of());
        try {
            return new DemoServer(password, tree, Listener.open(Listening.LOOPBACK, new OnePassword(password, tree)));
        } catch (Failed | RuntimeException failed) {
            tree.close();
            throw failed;
        }
    }

    int port() {
        return listener.port();
    }

    String password() {
        return password;
    }

    /// A line for known_hosts.
    String knownHost() {
        return "[127.0.0.1]:" + port() + " " + listener.hostKey().text();
    }

    @Override
    public void close() {
        listener.close();
        tree.close();
    }

    /// Lets in whoever has the password, as whatever user.
    private record OnePassword(String password, JailTree tree) implements Entrance {
        private static final Budget BUDGET = Budget.ofHeap();

        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (!(proof instanceof Proof.Password(Secret given)) || !isRight(given)) return Optional.empty();
            return Optional.of(channel -> serve(from, channel));
        }

        private boolean isRight(Secret given) {
            return MessageDigest.isEqual(
                    given.reveal().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    password.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        private void serve(String from, Channel channel) {
            try (SftpServer server = SftpServer.over(channel, tree, ServerOptions.forPeer(from, BUDGET))) {
                while (!server.awaitEnd(Duration.ofSeconds(1))) {
                    if (!channel.isOpen()) return;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String toString() {
            return "OnePassword";
        }
    }
}
