package dev.drey.drey;

import dev.drey.cli.Cli;
import dev.drey.cli.Console;
import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.ssh.Secret;
import dev.drey.ssh.UserKey;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/// What the AOT cache is made from (`scripts/train`): the everyday commands, run as their users run them (a
/// Host of `~/.ssh/config`, a key file, a known host, a configuration file), on a server in this process.
/// Whatever they load and link here need not be loaded and linked at each start.
public final class Training {
    private static final int BIG = 8 << 20;
    private static final int SMALL_FILES = 40;

    private final Path home;
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Training(Path home) {
        this.home = home;
    }

    /// @param arguments an empty home directory that may be filled
    public static void main(String[] arguments) throws Exception {
        int exit = new Training(Path.of(arguments[0]).toRealPath()).run();
        System.exit(exit);
    }

    private int run() throws Exception {
        Path key = Files.createDirectories(home.resolve(".ssh")).resolve("id_ed25519");
        Path served = Files.createDirectories(home.resolve("served"));
        Scratch.fill(home.resolve("local"), BIG, SMALL_FILES);
        AtomicReference<String> known = new AtomicReference<>("");
        try (JailTree tree = JailTree.open(List.of(AllowedPath.writable(served)), List.of());
                Listener server = Listener.open(Listening.LOOPBACK.withHostKey(key), new OneKey(tree, known))) {
            settle(server);
            known.set(server.hostKey().text());
            int worst = 0;
            for (String line : lines(served).toList()) worst = Math.max(worst, command(line.split(" ")));
            return worst;
        }
    }

    private void settle(Listener server) throws Exception {
        Path ssh = home.resolve(".ssh");
        Files.writeString(
                ssh.resolve("known_hosts"),
                "[127.0.0.1]:" + server.port() + " " + server.hostKey().text() + "\n");
        Files.writeString(
                ssh.resolve("config"),
                "Host trained\n  HostName 127.0.0.1\n  Port " + server.port() + "\n  User trainee\n");
        Path settings = Files.createDirectories(home.resolve(".config/drey"));
        Files.writeString(settings.resolve("config.yaml"), """
                servers:
                  named: { host: 127.0.0.1, port: %d, username: trainee, privateKey: %s, strictHostKeyChecking: true }
                transfer: { concurrency: 8 }
                """.formatted(server.port(), ssh.resolve("id_ed25519")));
    }

    private Stream<String> lines(Path served) {
        return """
                version
                put -q big.bin trained:@/big.bin
                put -r -q many trained:@/many
                ls trained:@
                ls -l trained:@/many
                ls -R trained:@/many
                ls --json trained:@
                ls trained:@/many/folder*
                ls named:@
                stat trained:@/big.bin
                cat --length 10 trained:@/big.bin
                sum trained:@/big.bin
                find trained:@ --name *.bin
                mkdir trained:@/new
                chmod 700 trained:@/new
                rename trained:@/new trained:@/renamed
                get -q trained:@/big.bin again.bin
                get -r -q trained:@/many back
                put -a -q many trained:@/exact
                cp trained:@/big.bin trained:@/copy.bin
                rm trained:@/copy.bin
                rm -r --yes trained:@/exact
                du trained:@
                demo --once
                """.replace("@", served.toString()).lines();
    }

    private int command(String... words) {
        Console console = new Console(
                InputStream.nullInputStream(),
                nowhere,
                System.err,
                false,
                false,
                false,
                Map.of("HOME", home.toString()),
                home,
                home.resolve("local"));
        try (Wiring wiring = new Wiring(console)) {
            int exit = Cli.run(console, wiring, words);
            if (exit != 0) System.err.println("training: exit " + exit + " of " + String.join(" ", words));
            return exit;
        }
    }

    /// Lets the trainee in, who has the server's own key.
    private record OneKey(JailTree tree, AtomicReference<String> known) implements Entrance {
        private static final Budget BUDGET = Budget.ofHeap();

        @Override
        public boolean admitsKey(String username, UserKey key, String from) {
            return key.line().equals(known.get());
        }

        @Override
        public boolean admitsPassword(String username, Secret password, String from) {
            return false;
        }

        @Override
        public void sftp(Caller caller, Channel channel) {
            try (SftpServer server = SftpServer.over(channel, tree, ServerOptions.forPeer(caller.from(), BUDGET))) {
                while (!server.awaitEnd(Duration.ofSeconds(1))) {
                    if (!channel.isOpen()) return;
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
