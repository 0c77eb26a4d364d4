package dev.drey.testbed;

import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real OpenSSH `sshd` of a test's own: in the foreground, on a free loopback port, with its own keys and folder.
///
/// It lets in [KeyFile#client()] (and whom [#authorize] names) as [#user()]. Closing kills it and every session.
public final class Sshd implements Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final int PORT_TRIES = 5;

    private final TempDir dir;
    private final SshdOptions options;
    private final SshdAccount account;
    private int port;
    private Child child;

    private Sshd(TempDir dir, SshdOptions options) {
        this.dir = dir;
        this.options = options;
        this.account = new SshdAccount(dir, options);
        this.port = Ports.free();
        authorize(KeyFile.client());
        makeFolder(dir.resolve("files"));
        this.child = launch();
    }

    /// With [SshdOptions#USUAL].
    public static Sshd start() {
        return start(SshdOptions.USUAL);
    }

    public static Sshd start(SshdOptions options) {
        prepareMachine();
        TempDir dir = TempDir.create("rwxr-xr-x");
        try {
            return new Sshd(dir, options);
        } catch (RuntimeException failed) {
            dir.close();
            throw failed;
        }
    }

    /// Makes the folder that sshd locks itself into before somebody has logged in; Debian leaves that to a start
    /// script.
    public static void prepareMachine() {
        Path folder = Path.of("/run/sshd");
        if (!Files.isWritable(folder.getParent())) return;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String make() {
        return "OpenSSH";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return account.user();
    }

    /// The first of its host keys.
    @Override
    public KeyFile hostKey() {
        return KeyFile.host(options.hostKeys().getFirst());
    }

    @Override
    public Path disk() {
        return dir.resolve("files");
    }

    /// Where relative paths start, on the disk: empty, and gone with the server. The account's own unless run by root.
    public Path home() {
        return account.prefix().isEmpty() ? Path.of(System.getProperty("user.home")) : dir.resolve("home");
    }

    @Override
    public RemotePath remote() {
        return RemotePath.of(disk().toString());
    }

    @Override
    public List<String> knownHosts() {
        return options.hostKeys().stream()
                .map(kind ->
                        "[" + host() + "]:" + port + " " + KeyFile.host(kind).publicLine())
                .toList();
    }

    /// A file with [#knownHosts()].
    public Path knownHostsFile() {
        return write(dir.resolve("known_hosts"), knownHosts());
    }

    /// Lets in one more key.
    public void authorize(KeyFile key) {
        Path file = dir.resolve("authorized_keys");
        try {
            Files.writeString(file, key.publicLine() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What sshd has logged so far, at level VERBOSE.
    @Override
    public String log() {
        return child.log();
    }

    /// Kills every session with SIGKILL, as when the server's machine loses power for them; new ones are taken.
    public void killSessions() {
        child.killChildren();
    }

    /// Freezes the server and its sessions (SIGSTOP): lines stay open, nothing is answered.
    public void freeze() {
        child.signal("STOP");
    }

    /// Lets a frozen server go on.
    public void thaw() {
        child.signal("CONT");
    }

    /// Kills server and sessions; the port refuses connections until [#startAgain()].
    public void kill() {
        child.close();
    }

    /// Starts it again on the same port, with the same keys.
    public void startAgain() {
        child.close();
        child = launch();
    }

    @Override
    public void close() {
        try (dir) {
            child.close();
        }
    }

    private Child launch() {
        for (int tried = 1; ; tried++) {
            List<String> command = new ArrayList<>(account.prefix());
            command.addAll(options.wrapper());
            command.addAll(List.of("/usr/sbin/sshd", "-D", "-e", "-f", config().toString()));
            Child started = Child.daemon("sshd", dir.resolve("log"), command);
            try {
                Ports.awaitListening(started, port, START_LIMIT);
                return started;
            } catch (IllegalStateException failed) {
                boolean taken = started.log().contains("Address already in use");
                started.close();
                if (!taken || tried == PORT_TRIES || child != null) throw failed;
                port = Ports.free();
            }
        }
    }

    private Path config() {
        List<String> lines = new ArrayList<>(options.lines());
        lines.addAll(List.of(
                "ListenAddress " + host(),
                "Port " + port,
                "AuthorizedKeysFile " + dir.resolve("authorized_keys"),
                "MaxSessions " + options.maxSessions(),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "UseDNS no",
                "PermitRootLogin yes",
                "PasswordAuthentication " + (options.login().isPresent() ? "yes" : "no"),
                "KbdInteractiveAuthentication no",
                "MaxStartups 200",
                // bash run by sshd reads ~/.bashrc unless it is nested: what stands there may be slow, or lock.
                "SetEnv SHLVL=9",
                "LogLevel VERBOSE"));
        options.hostKeys()
                .forEach(kind -> lines.add("HostKey " + KeyFile.host(kind).privateKey()));
        if (!options.subsystem().isEmpty()) lines.add("Subsystem sftp " + options.subsystem());
        return write(dir.resolve("sshd_config"), lines);
    }

    private void makeFolder(Path folder) {
        try {
            Files.createDirectory(folder);
            account.give(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path write(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
