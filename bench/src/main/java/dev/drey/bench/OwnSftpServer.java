package dev.drey.bench;

import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Our SSH listener and SFTP server over jailed directories, as a program of its own: what stands on the other side in
/// row P4. Tells its port on stdout, and ends with its stdin.
public final class OwnSftpServer {
    private static final Duration LONGEST = Duration.ofHours(1);

    private OwnSftpServer() {}

    /// @param arguments the file of the host key, that of the one key that may log in, and the directories
    public static void main(String[] arguments) throws IOException {
        List<AllowedPath> allowed = new ArrayList<>();
        for (String directory : List.of(arguments).subList(2, arguments.length)) {
            allowed.add(AllowedPath.writable(Path.of(directory)));
        }
        UserKey key = UserKey.ofLine(Files.readString(Path.of(arguments[1])));
        Listening how = Listening.LOOPBACK.withHostKey(Path.of(arguments[0]));
        try (FileTree tree = JailTree.open(allowed, List.of());
                Listener listener = Listener.open(how, new Holder(key, tree, Budget.ofHeap()))) {
            System.out.println(listener.port());
            while (System.in.read() >= 0) Thread.onSpinWait();
        }
        System.exit(0);
    }

    /// Lets in who holds the key.
    private record Holder(UserKey key, FileTree tree, Budget budget) implements Entrance {
        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (!proof.equals(new Proof.Key(key))) return Optional.empty();
            return Optional.of(channel -> serve(username, channel));
        }

        private void serve(String username, Channel channel) {
            try {
                SftpServer.over(channel, tree, ServerOptions.forPeer(username, budget))
                        .awaitEnd(LONGEST);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
