package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL of a test's own on a loopback port, run by `nobody`: it refuses to be root. It can be stopped
/// and started again on the same port with what it holds.
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "drey";

    /// Of [#USER]; no message and no log may hold it.
    public static final String PASSWORD = "canary-of-postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(30);

    private final TempDir dir;
    private final int port;
    private Child child;
    private int schemas;

    private PostgresServer(TempDir dir, int port) {
        this.dir = dir;
        this.port = port;
        this.child = launch();
    }

    public static PostgresServer start() {
        TempDir dir = TempDir.create("rwxr-xr-x");
        Path data = Daemon.folder(dir, "data");
        Path password = Daemon.write(dir.resolve("password"), PASSWORD);
        own(data);
        Child.run(asNobody(
                        "initdb",
                        List.of(
                                "--pgdata=" + data,
                                "--username=" + USER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync"))
                .toArray(String[]::new));
        return new PostgresServer(dir, Ports.free());
    }

    /// 0700 and of the account that runs the server.
    private static void own(Path data) {
        try {
            Files.setAttribute(data, "unix:mode", 0700);
            if (isRoot()) Files.setAttribute(data, "unix:uid", 65534);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> asNobody(String program, List<String> options) {
        List<String> command = new ArrayList<>();
        if (isRoot()) command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        command.add(programs().resolve(program).toString());
        command.addAll(options);
        return command;
    }

    /// Debian keeps each version's programs in a folder of its own.
    private static Path programs() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("install the package postgresql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        Child started = Child.daemon(
                "postgres",
                dir.resolve("log"),
                asNobody(
                        "postgres",
                        List.of(
                                "-D",
                                dir.resolve("data").toString(),
                                "-p",
                                Integer.toString(port),
                                "-c",
                                "listen_addresses=" + Ports.HOST,
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "shared_buffers=16MB",
                                "-c",
                                "fsync=off")));
        Ports.awaitListening(started, port, START_LIMIT);
        return started;
    }

    /// An address with an empty schema of its own behind it.
    public synchronized String freshUrl() {
        schemas++;
        String schema = "test_" + schemas;
        run("CREATE SCHEMA " + schema);
        return "postgresql://" + Ports.HOST + ":" + port + "/postgres?currentSchema=" + schema;
    }

    /// Runs a statement, once the server takes any.
    public void run(String sql) {
        String url = "postgresql://" + USER + ":" + PASSWORD + "@" + Ports.HOST + ":" + port + "/postgres";
        String psql = programs().resolve("psql").toString();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                Child.run(psql, "--no-psqlrc", "--quiet", "--dbname=" + url, "--command=" + sql);
                return;
            } catch (IllegalStateException refused) {
                String said = String.valueOf(refused.getMessage());
                boolean starting = said.contains("starting up") || said.contains("not yet accepting");
                if (!starting || System.nanoTime() > end) throw refused;
                Pause.of(Duration.ofMillis(50));
            }
        }
    }

    /// Gone at once, as when its machine loses power.
    public void stop() {
        child.close();
    }

    /// There again, with what it held.
    public void startAgain() {
        child = launch();
        run("SELECT 1");
    }

    /// Still there, but answers nothing until [#goOn].
    public void freeze() {
        child.signal("STOP");
    }

    public void goOn() {
        child.signal("CONT");
    }

    public String log() {
        return child.log();
    }

    @Override
    public void close() {
        try (dir) {
            child.close();
        }
    }
}
