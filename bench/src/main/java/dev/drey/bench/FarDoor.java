package dev.drey.bench;

import dev.drey.testbed.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// P4, through the door: a large file comes from a server that is 50 ms behind a hub, and from the same server
/// directly,
/// over a line as long.
record FarDoor(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);
    private static final long SIZE = 256 * Sizes.MEBI;
    private static final List<Bar> BARS = List.of(Bar.speed("directly", 0.7, 0.5));
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        long size = wishes.size().orElse(SIZE);
        Path source = Filling.file(ground.place().source("file-door"), size);
        try (DelayLine line = ground.line(ROUND_TRIP, LongLine.RATE)) {
            int port = freePort();
            Process hub = start(line.access(), port);
            try {
                Access door = through(ground.at(port));
                for (Tool tool : List.of(Tool.SFTP, Tool.DREY)) {
                    Moving moving = new Moving(ground, ground.place(), Errand.Kind.GET, source);
                    String title = "get " + Sizes.words(size) + " by " + tool.word() + " from 50 ms away";
                    List<Entrant> entrants = List.of(
                            Entrant.ours("through the door", () -> moving.whole(tool, door)),
                            Entrant.peer("directly", () -> moving.whole(tool, line.access())));
                    done.accept(contest.hold("P4", title, Unit.SECONDS, entrants, BARS));
                }
            } finally {
                hub.destroy();
                if (!hub.waitFor(15, TimeUnit.SECONDS)) hub.destroyForcibly();
            }
        }
        ground.place().drop(source);
    }

    private static Access through(Access at) {
        return new Access(
                at.drey(), at.host(), at.port(), "bench@far", at.key(), at.knownHosts(), at.sshConfig(), at.scratch());
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process start(Access far, int port) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(ground.scratch().resolve("hub"));
        Path state = Files.createDirectories(folder.resolve("state/drey"));
        Path hostKey = state.resolve("host_key");
        Files.copy(KeyFile.host(KeyFile.Kind.ED25519).privateKey(), hostKey);
        Files.setPosixFilePermissions(hostKey, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        Path config = folder.resolve("config.yaml");
        Files.writeString(
                config, """
                hub: { ssh: "127.0.0.1:%d" }
                servers:
                  far: { host: 127.0.0.1, port: %d, username: %s, privateKey: %s, knownHostsFile: %s, basePath: /,
                    algorithms: { cipher: [ %s ] } }
                """.formatted(port, far.port(), far.user(), far.key(), far.knownHosts(), Access.CIPHER));
        Process hub = drey(folder, "serve", "--config", config.toString());
        long until = System.nanoTime() + START.toNanos();
        while (!Files.exists(state.resolve("hub.sock"))) {
            if (!hub.isAlive() || System.nanoTime() > until)
                throw new IOException(Files.readString(folder.resolve("serve")));
            Thread.sleep(50);
        }
        Path key = KeyFile.client().publicKey();
        Process made = drey(folder, "user", "add", "bench", "--admin", key.toString(), "--config", config.toString());
        if (made.waitFor() != 0) throw new IOException(Files.readString(folder.resolve("user")));
        return hub;
    }

    private Process drey(Path folder, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(ground.drey().toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(words[0] + ".out").toFile())
                .redirectError(folder.resolve(words[0]).toFile());
        builder.environment().clear();
        builder.environment().putAll(ground.environment(""));
        builder.environment().put("XDG_STATE_HOME", folder.resolve("state").toString());
        return builder.start();
    }
}
