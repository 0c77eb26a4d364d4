package dev.drey.testbed;

import dev.drey.disk.LocalTree;
import dev.drey.files.FileTree;
import dev.drey.files.MemoryTree;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.time.Duration;

/// Drey's SFTP server on stdin and stdout, where others start `sftp-server`: for `sftp -D`, sshd's `Subsystem`, and our
/// own client on pipes. The one argument is `memory`, or the directory where relative paths start.
public final class ServeStdio {
    private static final Duration LONGEST = Duration.ofHours(1);

    private ServeStdio() {}

    public static void main(String[] args) throws Exception {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(System.err);
        try (FileTree tree = args[0].equals("memory") ? new MemoryTree() : new LocalTree(Path.of(args[0]))) {
            StreamChannel channel =
                    new StreamChannel(new BufferedInputStream(new FileInputStream(FileDescriptor.in)), out, () -> {});
            var server = dev.drey.sftp.server.SftpServer.over(
                    channel, tree, ServerOptions.forPeer("stdio", Budget.ofHeap()));
            server.awaitEnd(LONGEST);
        }
        System.exit(0);
    }
}
