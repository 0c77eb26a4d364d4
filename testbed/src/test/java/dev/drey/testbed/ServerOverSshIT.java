package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.MemoryTree;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.UserKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// OpenSSH's `sftp` and `scp` against our server behind our listener, through real SSH.
@Timeout(120)
class ServerOverSshIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final TempDir dir = TempDir.create();
    private final MemoryTree tree = new MemoryTree();
    private final Budget budget = Budget.ofHeap();
    private final Listener listener;
    private int runs;

    ServerOverSshIT() throws IOException {
        listener = Listener.open(Listening.LOOPBACK, new Everybody());
    }

    /// Serves the tree to who has the fixtures' key.
    private final class Everybody implements Entrance {
        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (!proof.equals(new Proof.Key(UserKey.ofLine(clientKey())))) return Optional.empty();
            return Optional.of(channel -> serve(username, channel));
        }

        private void serve(String username, Channel channel) {
            var options = ServerOptions.forPeer(username, budget);
            // Closed before this returns: the client is told of a good end all the same.
            try (var server = dev.drey.sftp.server.SftpServer.over(channel, tree, options)) {
                server.awaitEnd(LIMIT);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String clientKey() {
        try {
            return Files.readString(Path.of(KeyFile.client().privateKey() + ".pub"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterEach
    void nothingStays() {
        listener.close();
        dir.close();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> budget.taken() == 0);
    }

    private String run(String program, String portFlag, String... more) {
        return run(0, program, portFlag, more);
    }

    private String run(int expected, String program, String portFlag, String... more) {
        List<String> words = new ArrayList<>(List.of(
                program,
                "-F",
                "/dev/null",
                portFlag,
                "" + listener.port(),
                "-i",
                "" + KeyFile.client().privateKey()));
        for (String option : List.of(
                "BatchMode=yes", "IdentitiesOnly=yes", "StrictHostKeyChecking=no", "UserKnownHostsFile=/dev/null")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(Arrays.asList(more));
        try (Child child = Child.daemon(program, dir.resolve("said-" + runs++), words)) {
            assertThat(child.await(LIMIT)).as(child.log()).isEqualTo(expected);
            return child.log();
        }
    }

    private Path random(int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(5).nextBytes(bytes);
        return Files.write(dir.resolve("source"), bytes);
    }

    @Test
    void aLargeFileGoesUpAndComesBackThroughSftp() throws IOException {
        Path source = random(40_000_000);
        Path batch = Files.write(
                dir.resolve("batch"),
                List.of("put " + source + " /up", "get /up " + dir.resolve("down"), "ls -l /", "rename /up /moved"));
        String said = run("sftp", "-P", "-b", batch.toString(), "me@127.0.0.1");
        assertThat(said).contains("40000000");
        assertThat(Files.mismatch(source, dir.resolve("down"))).isEqualTo(-1);
        assertThat(tree.stat(RemotePath.of("/moved")).sizeOrZero()).isEqualTo(40_000_000);
    }

    @Test
    void scpCopiesTreesThroughSftp() throws IOException {
        Path folder = Files.createDirectories(dir.resolve("folder/sub"));
        for (int i = 0; i < 50; i++) Files.writeString(folder.resolve("f" + i), "content " + i);
        run("scp", "-P", "-r", dir.resolve("folder").toString(), "me@127.0.0.1:/");
        run("scp", "-P", "-r", "me@127.0.0.1:/folder", dir.resolve("back").toString());
        assertThat(dir.resolve("back/sub/f49")).hasContent("content 49");
        assertThat(tree.entries(RemotePath.of("/folder/sub"))).hasSize(50);
    }

    @Test
    void theOldProtocolOfScpIsRefusedInWords() throws IOException {
        Path source = random(10);
        assertThat(run(1, "scp", "-P", "-O", source.toString(), "me@127.0.0.1:/"))
                .contains(Entrance.Guest.REFUSAL);
        assertThat(tree.entries(RemotePath.ROOT)).isEmpty();
    }
}
