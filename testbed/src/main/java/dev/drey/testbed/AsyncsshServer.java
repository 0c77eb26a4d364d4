package dev.drey.testbed;

import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A server written with asyncssh: it shows its folder as `/`, and asks in ways that OpenSSH needs PAM for.
///
/// Besides [#clientKey()] it takes the password [#PASSWORD], and by keyboard-interactive the two answers [#PASSWORD]
/// and
/// [#CODE], as a second factor is asked.
public final class AsyncsshServer implements Server {
    public static final String PASSWORD = "correct horse";
    public static final String CODE = "123456";

    private final Path disk;
    private final Daemon daemon;

    private AsyncsshServer(Path disk, Daemon daemon) {
        this.disk = disk;
        this.daemon = daemon;
    }

    /// @param methods the methods of authentication it offers, such as `publickey`, `password`, `keyboard-interactive`;
    ///     none for all
    public static AsyncsshServer start(String... methods) {
        TempDir dir = TempDir.create("rwxr-xr-x");
        Path disk = Daemon.folder(dir, "files");
        Path script = Daemon.write(dir.resolve("server.py"), script());
        Path keys =
                Daemon.write(dir.resolve("authorized_keys"), KeyFile.client().publicLine() + "\n");
        Daemon daemon = Daemon.start(dir, "asyncssh", port -> {
            List<String> words = new ArrayList<>(List.of("/usr/bin/python3", script.toString(), "" + port));
            words.add(KeyFile.host(KeyFile.Kind.ED25519).privateKey().toString());
            words.addAll(List.of(keys.toString(), disk.toString(), PASSWORD, CODE));
            words.addAll(List.of(methods));
            return words;
        });
        return new AsyncsshServer(disk, daemon);
    }

    private static String script() {
        try (InputStream script = AsyncsshServer.class.getResourceAsStream("asyncssh-server.py")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String make() {
        return "asyncssh";
    }

    @Override
    public int port() {
        return daemon.port();
    }

    @Override
    public String user() {
        return "somebody";
    }

    @Override
    public Path disk() {
        return disk;
    }

    @Override
    public RemotePath remote() {
        return RemotePath.ROOT;
    }

    @Override
    public String log() {
        return daemon.child().log();
    }

    @Override
    public void close() {
        daemon.close();
    }
}
