package dev.drey.bench;

import dev.drey.testbed.KeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// P4: OpenSSH's `sftp` puts and gets a large file, at our server and at OpenSSH's; and what each server, not the
/// client, takes of the processors meanwhile.
record Serving(Ground ground, Wishes wishes, Contest contest) implements Row {
    private static final List<Bar> BARS = List.of(Bar.speed("OpenSSH's server", 1.2, 1));
    private static final String OURS = "drey's server";
    private static final String THEIRS = "OpenSSH's server";
    private static final int WARMING = 2;
    private static final long GRACE_SECONDS = 10;

    /// A server that runs already.
    private record Server(String name, Access access, ProcessHandle process) {}

    @Override
    public void measure(Consumer<Work> done) throws IOException, InterruptedException {
        long size = wishes.size().orElse(Sizes.GIBI);
        Path source = Filling.file(ground.place().source("file-" + size), size);
        Process process = start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            Server ours = new Server(OURS, ground.at(port(said)), process.toHandle());
            Server theirs = new Server(THEIRS, ground.direct(), openSsh());
            for (Errand.Kind kind : List.of(Errand.Kind.PUT, Errand.Kind.GET)) {
                String title = kind.words() + " " + Sizes.words(size) + " by sftp, the server being";
                hold(title, new Moving(ground, ground.place(), kind, source), List.of(ours, theirs), done);
            }
        } finally {
            stop(process);
        }
        ground.place().drop(source);
    }

    private void hold(String title, Moving moving, List<Server> servers, Consumer<Work> done)
            throws IOException, InterruptedException {
        Map<String, List<Double>> processors = new HashMap<>();
        List<Entrant> entrants = new ArrayList<>();
        for (Server server : servers) {
            for (int i = 0; i < WARMING; i++) moving.whole(Tool.SFTP, server.access());
            List<Double> taken = processors.computeIfAbsent(server.name(), name -> new ArrayList<>());
            entrants.add(Entrant.ours(server.name(), () -> measured(moving, server, taken)));
        }
        done.accept(contest.hold("P4", title, Unit.SECONDS, entrants, BARS));
        List<Figure> figures = servers.stream()
                .map(server -> new Figure(server.name(), processors.getOrDefault(server.name(), List.of()), none()))
                .toList();
        done.accept(new Work("P4", title.replace(" by sftp", ", processor time"), Unit.SECONDS, figures, List.of()));
    }

    private static java.util.Optional<String> none() {
        return java.util.Optional.empty();
    }

    private static double measured(Moving moving, Server server, List<Double> processors)
            throws IOException, InterruptedException {
        double before = ProcessorTime.of(server.process());
        double seconds = moving.whole(Tool.SFTP, server.access());
        processors.add(ProcessorTime.of(server.process()) - before);
        return seconds;
    }

    private Process start() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of(System.getProperty("drey.bench.server", "").split(" +", 0)));
        words.removeIf(String::isEmpty);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), OwnSftpServer.class.getName()));
        words.add(KeyFile.host(KeyFile.Kind.ED25519).privateKey().toString());
        words.add(KeyFile.client().publicKey().toString());
        words.add(ground.place().root().toString());
        return new ProcessBuilder(words)
                .redirectError(ground.scratch().resolve("own-server").toFile())
                .start();
    }

    private int port(BufferedReader said) throws IOException {
        String line = said.readLine();
        if (line == null)
            throw new IOException(Files.readString(ground.scratch().resolve("own-server")));
        return Integer.parseInt(line);
    }

    private static void stop(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    }

    private static ProcessHandle openSsh() throws IOException {
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            String command = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"));
            if (command.contains("sshd_config")) return child;
        }
        throw new IOException("sshd is not among the children of this process");
    }
}
