package dev.drey.bench;

import dev.drey.testbed.KeyFile;
import dev.drey.testbed.Sshd;
import dev.drey.testbed.TempDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where a comparison takes place: an OpenSSH server of its own, folders, and the surroundings of every program.
///
/// Closing ends the server and removes every file.
final class Ground implements AutoCloseable {
    private final Path drey;
    private final Place disk;
    private final Place place;
    private final TempDir scratch;
    private final Sshd sshd;

    /// @param home the folder of the house
    Ground(Path home, Wishes wishes) throws IOException {
        this.drey = home.resolve("drey");
        this.disk = new Place(wishes.directory().orElse(Path.of(System.getProperty("java.io.tmpdir"))));
        this.place = wishes.directory().isEmpty() && Place.isMemoryRoomy() ? new Place(Place.MEMORY) : disk;
        this.scratch = TempDir.create();
        this.sshd = Sshd.start();
        Files.createDirectory(scratch.resolve("home"));
        Files.createFile(scratch.resolve("known_hosts"));
        writeSshConfig();
        know(sshd.port());
    }

    private void writeSshConfig() throws IOException {
        Files.write(
                scratch.resolve("ssh_config"),
                List.of(
                        "Host *",
                        "User " + sshd.user(),
                        "IdentityFile " + KeyFile.client().privateKey(),
                        "IdentitiesOnly yes",
                        "IdentityAgent none",
                        "UserKnownHostsFile " + scratch.resolve("known_hosts"),
                        "GlobalKnownHostsFile none",
                        "StrictHostKeyChecking yes",
                        "BatchMode yes",
                        "Compression no",
                        "Ciphers " + Access.CIPHER));
    }

    /// Where files lie whose moving is timed.
    Place place() {
        return place;
    }

    /// Where files lie that are too large for memory.
    Place disk() {
        return disk;
    }

    /// An empty directory for a program's own files.
    Path scratch() {
        return scratch.path();
    }

    Path drey() {
        return drey;
    }

    /// The server's own port.
    Access direct() {
        return at(sshd.port());
    }

    /// The server behind a line.
    ///
    /// @param roundTrip that the line adds
    /// @param rate bytes a second, each way
    DelayLine line(Duration roundTrip, long rate) {
        return DelayLine.before(this, roundTrip, rate);
    }

    /// A port on this machine at which the server answers; its key is known there from now on.
    Access at(int port) {
        know(port);
        return new Access(
                drey,
                "127.0.0.1",
                port,
                sshd.user(),
                KeyFile.client().privateKey(),
                scratch.resolve("known_hosts"),
                scratch.resolve("ssh_config"),
                scratch.path());
    }

    private void know(int port) {
        String line =
                "[127.0.0.1]:" + port + " " + KeyFile.host(KeyFile.Kind.ED25519).publicLine() + "\n";
        try {
            Path file = scratch.resolve("known_hosts");
            if (Files.readString(file).contains(line)) return;
            Files.writeString(file, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return sshd.port();
    }

    /// What every program finds in its surroundings: nothing of the user's own configuration.
    ///
    /// @param javaOptions further ones for drey
    Map<String, String> environment(String javaOptions) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment
                .keySet()
                .removeIf(name -> name.startsWith("SSH_")
                        || name.startsWith("RCLONE_")
                        || name.startsWith("RSYNC_")
                        || name.startsWith("XDG_")
                        || (name.startsWith("DREY_") && !name.equals("DREY_JAVA_HOME"))
                        || name.equals("JAVA_TOOL_OPTIONS"));
        Path home = scratch.resolve("home");
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("DREY_JAVA_OPTS", ("-Duser.home=" + home + " " + javaOptions).strip());
        return environment;
    }

    /// Runs drey or a peer.
    Run run(Tool tool, Errand errand, Access access, Duration limit, Duration every, Run.Watch watch)
            throws IOException, InterruptedException {
        return run(tool.command(errand, access), "", limit, every, watch);
    }

    Run run(List<String> command, String javaOptions, Duration limit, Duration every, Run.Watch watch)
            throws IOException, InterruptedException {
        return Run.of(command, environment(javaOptions), scratch.resolve("said"), limit, every, watch);
    }

    @Override
    public void close() {
        try (scratch;
                place;
                disk) {
            sshd.close();
        }
    }
}
