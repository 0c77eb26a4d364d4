package dev.drey.drey;

import dev.drey.cli.Console;
import dev.drey.disk.AllowedPath;
import dev.drey.disk.JailTree;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// What the AOT caches are made from (`scripts/train`): the everyday commands, run as their users run them
/// (a Host of `~/.ssh/config`, a key file, a known host, a configuration file). Whatever they load and link
/// here need not be loaded and linked at each start. Their server is another process, so that nothing of it
/// slows the start of a client.
public final class Training {
    private static final int BIG = 8 << 20;
    private static final int SMALL_FILES = 40;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String SHORT = """
            version
            ls trained:@
            ls -l trained:@/many
            ls -R trained:@/many
            ls --json trained:@
            ls trained:@/many/folder*
            ls named:@
            stat trained:@/big.bin
            cat --length 10 trained:@/big.bin
            find trained:@ --name *.bin
            mkdir trained:@/new
            chmod 700 trained:@/new
            rename trained:@/new trained:@/renamed
            rmdir trained:@/renamed
            du trained:@
            """;

    private static final String BULK = """
            put -q big.bin trained:@/sent.bin
            put -r -q many trained:@/sent
            put -a -q many trained:@/exact
            get -q trained:@/big.bin again.bin
            get -r -q trained:@/many back
            cp trained:@/sent.bin trained:@/copy.bin
            cat trained:@/copy.bin
            sum trained:@/copy.bin
            get -q --verify trained:@/copy.bin verified.bin
            mv trained:@/copy.bin trained:@/moved.bin
            """;

    private static final String CARRIED = """
            put -q big.bin trained:@/asked.bin
            get -q trained:@/asked.bin asked.bin
            """;

    /// What each request of the newest era says of itself.
    private static final String META = """
            {"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},\
            "io.modelcontextprotocol/clientInfo":{"name":"trained","version":"1"}}""";

    /// What an assistant's client says first, and a look at a folder.
    private static final String TALK = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":\
            {"elicitation":{}},"clientInfo":{"name":"trained","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"logging/setLevel","params":{"level":"info"}}
            {"jsonrpc":"2.0","id":3,"method":"tools/list"}
            {"jsonrpc":"2.0","id":4,"method":"resources/list"}
            {"jsonrpc":"2.0","id":6,"method":"server/discover","params":{"_meta":META}}
            {"jsonrpc":"2.0","id":7,"method":"tools/list","params":{"_meta":META}}
            {"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"sftp_list","arguments":\
            {"target":"named","path":"@"}}}
            """;

    private final Path home;
    private final PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    private Training(Path home) {
        this.home = home;
    }

    /// @param arguments `serve`, `short`, `mcp`, `bulk` or `serve-hub`, and a home directory that may be
    ///     filled: `serve` prepares it, says so by a file `ready` in it, and serves for two minutes at
    ///     most
    public static void main(String[] arguments) throws Exception {
        Main.begin();
        Training training = new Training(Path.of(arguments[1]).toRealPath());
        System.exit(
                switch (arguments[0]) {
                    case "serve" -> training.serve();
                    case "short" -> training.commands(SHORT);
                    case "serve-hub" -> new TrainingHub(training.home, training::command).run();
                    case "mcp" -> Math.max(training.assistance(), training.commands(CARRIED));
                    default -> training.bulk();
                });
    }

    private int serve() throws Exception {
        Path key = Files.createDirectories(home.resolve(".ssh")).resolve("id_ed25519");
        Path served = Files.createDirectories(home.resolve("served"));
        Scratch.fill(home.resolve("local"), BIG, SMALL_FILES);
        Scratch.fill(served, BIG, SMALL_FILES);
        AtomicReference<String> known = new AtomicReference<>("");
        try (JailTree tree = JailTree.open(List.of(AllowedPath.writable(served)), List.of());
                Listener server = Listener.open(Listening.LOOPBACK.withHostKey(key), new OneKey(tree, known))) {
            known.set(server.hostKey().text());
            settle(server);
            Files.writeString(home.resolve("ready"), "");
            Thread.sleep(LIMIT);
            return 0;
        }
    }

    /// Notes by a file `fast` that the fast ciphers are here.
    private int bulk() throws IOException {
        if (Dialler.hasFastCiphers()) Files.writeString(home.resolve("fast"), "");
        return commands(BULK);
    }

    private int commands(String lines) {
        int worst = 0;
        String served = home.resolve("served").toString();
        for (String line : lines.replace("@", served).lines().toList())
            worst = Math.max(worst, command(line.split(" ")));
        return worst;
    }

    /// One connection of an assistant's client.
    private int assistance() {
        String talk =
                TALK.replace("META", META).replace("@", home.resolve("served").toString());
        return command(new ByteArrayInputStream(talk.getBytes(StandardCharsets.UTF_8)), "mcp");
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

    private int command(String... words) {
        return command(InputStream.nullInputStream(), words);
    }

    private int command(InputStream in, String... words) {
        Console console = new Console(
                in,
                nowhere,
                System.err,
                Terminals.isTerminal(0),
                false,
                false,
                Map.of("HOME", home.toString()),
                home,
                home.resolve("local"));
        int exit = Main.run(console, words);
        if (exit != 0) System.err.println("training: exit " + exit + " of " + String.join(" ", words));
        return exit;
    }

    /// Lets the trainee in, who has the server's own key.
    private record OneKey(JailTree tree, AtomicReference<String> known) implements Entrance {
        private static final Budget BUDGET = Budget.ofHeap();

        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (!(proof instanceof Proof.Key(var key)) || !key.line().equals(known.get())) return Optional.empty();
            return Optional.of(channel -> serve(from, channel));
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
    }
}
