package dev.drey.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// P9: from starting an assistants' server to its answer to `initialize`; the peer is a server of the official
/// TypeScript SDK, where Node.js and the SDK are there.
record Greeting(Ground ground, Contest contest) implements Row {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String HELLO = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1"}}}
            """;

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        List<Entrant> entrants = new ArrayList<>();
        List<String> ours = List.of(ground.drey().toString(), "mcp");
        entrants.add(Entrant.ours(Tool.DREY.word(), () -> seconds(ours)));

        Path peer = ground.drey().resolveSibling("testbed/clients/peer.mjs");
        if (Files.isDirectory(peer.resolveSibling("node_modules")) && Tools.isOnPath("node")) {
            List<String> command = List.of("node", peer.toString());
            entrants.add(Entrant.peer("node", () -> seconds(command)));
        }
        String title = "assistants' server, from its start to the answer to initialize";
        done.accept(contest.hold("P9", title, Unit.SECONDS, entrants, List.of(Bar.time("node", 1.1, 1.6))));
    }

    private double seconds(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ground.scratch().toFile())
                .redirectError(ground.scratch().resolve("said").toFile());
        builder.environment().clear();
        builder.environment().putAll(ground.environment(""));
        long start = System.nanoTime();
        Process process = builder.start();
        CompletableFuture<Void> late = CompletableFuture.runAsync(
                process::destroyForcibly,
                CompletableFuture.delayedExecutor(LIMIT.toSeconds(), TimeUnit.SECONDS, Runnable::run));
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            process.getOutputStream().write(HELLO.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            String answer = out.readLine();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (answer == null || !answer.contains("\"serverInfo\""))
                throw new IOException(command.getFirst() + " did not greet: " + answer);
            process.getOutputStream().close();
            process.waitFor();
            return seconds;
        } finally {
            late.cancel(false);
            process.destroyForcibly();
        }
    }
}
