package dev.drey.drey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A hub's first minute, for its AOT cache: it starts, somebody is made, comes in, looks around and moves
/// a file, and it is stopped as a service manager would.
final class TrainingHub {
    private static final Duration START = Duration.ofSeconds(60);

    private final Path home;
    private final Commands commands;

    /// Runs one command of the program in this process.
    interface Commands {
        int run(String... words);
    }

    TrainingHub(Path home, Commands commands) {
        this.home = home;
        this.commands = commands;
    }

    int run() throws Exception {
        int port = freePort();
        Path served = home.resolve("served");
        Path config = home.resolve("hub.yaml");
        Files.writeString(config, """
                hub: { ssh: "127.0.0.1:%d" }
                local: { roots: [ { path: %s } ] }
                remoteHub: ssh://trainee@127.0.0.1:%d
                """.formatted(port, served, port));
        Files.writeString(home.resolve(".ssh/config"), "Host 127.0.0.1\n  StrictHostKeyChecking accept-new\n");
        CompletableFuture<Integer> hub = CompletableFuture.supplyAsync(
                () -> commands.run("serve", "--config", config.toString()),
                work -> Thread.ofPlatform().name("hub").start(work));
        await(home.resolve(".local/state/drey/hub.sock"));
        int worst = made(config, served.toString());
        new ProcessBuilder(
                        "kill", "-TERM", Long.toString(ProcessHandle.current().pid()))
                .start();
        return Math.max(worst, hub.get(START.toSeconds(), TimeUnit.SECONDS));
    }

    private int made(Path config, String served) throws IOException {
        Path key = home.resolve("key.pub");
        String known = Files.readString(home.resolve(".ssh/known_hosts")).strip();
        Files.writeString(key, known.substring(known.indexOf(' ') + 1));
        Path near = home.resolve("near.yaml");
        Files.writeString(near, "");
        int worst = commands.run("user", "add", "trainee", "--admin", key.toString(), "--config", near.toString());
        String there = "hub/local:" + served;
        for (String line :
                new String[] {"ls -l " + there, "get -q " + there + "/big.bin seen.bin", "cat " + there + "/big.bin"})
            worst = Math.max(worst, commands.run((line + " --config " + config).split(" ", -1)));
        return worst;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Path file) throws InterruptedException {
        long until = System.nanoTime() + START.toNanos();
        while (!Files.exists(file) && System.nanoTime() < until) Thread.sleep(20);
    }
}
