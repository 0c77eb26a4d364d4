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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// The laws of a tree, kept by our client over one SSH connection to a real server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TreeOverServer extends FileTreeContract {
    private final Server server;
    private final TempDir dir = TempDir.create();
    private Optional<Link> link = Optional.empty();

    TreeOverServer(Server server) {
        this.server = server;
    }

    final Server server() {
        return server;
    }

    @Override
    protected final FileTree openTree() throws Exception {
        if (link.isEmpty() || !link.get().isOpen()) link = Optional.of(dial());
        return SftpClient.over(link.get());
    }

    private Link dial() throws Exception {
        Path known = Files.write(dir.resolve("known_hosts"), server.knownHosts());
        return Dialler.dial(
                Dialing.to(
                        server.host(),
                        server.port(),
                        server.user(),
                        Credentials.of(Identity.of(server.clientKey().privateKey())),
                        HostKeyRule.of(TrustPolicy.YES, known)),
                Prompts.NOBODY);
    }

    @Override
    protected final RemotePath root() {
        return server.remote();
    }

    @Override
    public Optional<Path> disk() {
        return Optional.of(server.disk());
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
