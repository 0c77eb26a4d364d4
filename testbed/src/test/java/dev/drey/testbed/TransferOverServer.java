package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.sftp.client.SftpClient;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Prompts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// What a transfer promises, over SSH to a real server; broken lines are reset by a relay.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TransferOverServer extends TransferContract {
    private final Server server;
    private final TempDir dir = TempDir.create();
    private Optional<Link> link = Optional.empty();

    TransferOverServer(Server server) {
        this.server = server;
    }

    @Override
    final FileTree openTree() throws Exception {
        if (link.isEmpty() || !link.get().isOpen()) link = Optional.of(dial(server.port()));
        return SftpClient.over(link.get());
    }

    /// Through a relay it has another port.
    private Link dial(int port) throws IOException {
        Path known = Files.writeString(
                dir.resolve("known-" + port),
                "[" + server.host() + "]:" + port + " " + server.hostKey().publicLine() + "\n");
        return Dialler.dial(
                Dialing.to(
                        server.host(),
                        port,
                        server.user(),
                        Credentials.of(Identity.of(server.clientKey().privateKey())),
                        HostKeyRule.of(TrustPolicy.YES, known)),
                Prompts.NOBODY);
    }

    @Override
    public final Breaking breaking(Way way, long bytes) throws Exception {
        Relay relay = Relay.to(server);
        Link line = dial(relay.port());
        FileTree tree = SftpClient.over(line);
        relay.cutAfter(way, bytes);
        return new Cuttable(relay, line, tree);
    }

    private record Cuttable(Relay relay, Link line, FileTree tree) implements Breaking {
        @Override
        public void close() {
            try (relay;
                    line) {
                tree.close();
            }
        }
    }

    @Override
    final RemotePath remote() {
        return server.remote();
    }

    @Override
    final Path disk() {
        return server.disk();
    }

    /// Deviations that have one cause.
    static Map<String, String> because(String why, String... cases) {
        return Arrays.stream(cases).collect(Collectors.toMap(name -> name, name -> why));
    }

    @SafeVarargs
    static Map<String, String> together(Map<String, String>... parts) {
        Map<String, String> all = new TreeMap<>();
        for (Map<String, String> part : parts) all.putAll(part);
        return all;
    }

    @AfterAll
    final void stop() {
        try (dir;
                server) {
            link.ifPresent(Link::close);
        }
    }
}
