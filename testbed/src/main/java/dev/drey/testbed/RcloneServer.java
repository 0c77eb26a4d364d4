package dev.drey.testbed;

import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.util.List;

/// `rclone serve sftp`: an object store's manners behind SFTP. It shows its folder as `/`.
public final class RcloneServer implements Server {
    private final Path disk;
    private final Daemon daemon;

    private RcloneServer(Path disk, Daemon daemon) {
        this.disk = disk;
        this.daemon = daemon;
    }

    /// As it comes: without a cache, so it refuses what is not written from start to end.
    public static RcloneServer start() {
        return start("off");
    }

    /// @param cache `off`, `minimal`, `writes` or `full`, as in rclone's `--vfs-cache-mode`
    public static RcloneServer start(String cache) {
        TempDir dir = TempDir.create("rwxr-xr-x");
        Path disk = Daemon.folder(dir, "files");
        Path keys =
                Daemon.write(dir.resolve("authorized_keys"), KeyFile.client().publicLine() + "\n");
        Path config = Daemon.write(dir.resolve("rclone.conf"), "");
        Daemon daemon = Daemon.start(
                dir,
                "rclone",
                port -> List.of(
                        "rclone",
                        "serve",
                        "sftp",
                        disk.toString(),
                        "--config",
                        config.toString(),
                        "--cache-dir",
                        dir.resolve("cache").toString(),
                        "--addr",
                        Ports.HOST + ":" + port,
                        "--key",
                        KeyFile.host(KeyFile.Kind.ED25519).privateKey().toString(),
                        "--authorized-keys",
                        keys.toString(),
                        "--dir-cache-time",
                        "0",
                        "--vfs-cache-mode",
                        cache));
        return new RcloneServer(disk, daemon);
    }

    @Override
    public String make() {
        return "rclone";
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
