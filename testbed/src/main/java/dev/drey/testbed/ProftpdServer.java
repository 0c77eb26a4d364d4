package dev.drey.testbed;

import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// ProFTPD with mod_sftp, for an account that only it knows (uid and gid 65534).
public final class ProftpdServer implements Server {
    private final Path disk;
    private final Daemon daemon;
    private final Path log;

    private ProftpdServer(Path disk, Daemon daemon, Path log) {
        this.disk = disk;
        this.daemon = daemon;
        this.log = log;
    }

    public static ProftpdServer start() {
        TempDir dir = TempDir.create("rwxr-xr-x");
        Path disk = Daemon.folder(dir, "files");
        Daemon.write(dir.resolve("passwd"), "sam:*:65534:65534::" + disk + ":/bin/sh\n");
        Daemon.write(dir.resolve("group"), "nogroup:*:65534:sam\n");
        restrict(dir.resolve("passwd"));
        restrict(dir.resolve("group"));
        String key =
                Child.run("ssh-keygen", "-e", "-f", KeyFile.client().publicKey().toString());
        Daemon.write(dir.resolve("keys"), key);
        Daemon daemon = Daemon.start(dir, "proftpd", port -> {
            Daemon.write(dir.resolve("proftpd.conf"), config(port, dir.path()));
            return List.of("proftpd", "-n", "-c", dir.resolve("proftpd.conf").toString());
        });
        return new ProftpdServer(disk, daemon, dir.resolve("sftp.log"));
    }

    private static String config(int port, Path dir) {
        return """
            LoadModule mod_sftp.c
            ServerType standalone
            DefaultAddress %1$s
            Port %2$d
            UseIPv6 off
            User nobody
            Group nogroup
            PidFile %3$s/pid
            ScoreboardFile none
            WtmpLog off
            TransferLog none
            SystemLog %3$s/system.log
            DelayEngine off
            UseReverseDNS off
            RequireValidShell off
            AuthUserFile %3$s/passwd
            AuthGroupFile %3$s/group
            AuthOrder mod_auth_file.c
            AllowOverwrite on
            AllowStoreRestart on
            AllowRetrieveRestart on
            MaxInstances 100
            SFTPEngine on
            SFTPHostKey %4$s
            SFTPAuthorizedUserKeys file:%3$s/keys
            SFTPAuthMethods publickey password
            SFTPLog %3$s/sftp.log
            """.formatted(
                Ports.HOST, port, dir, KeyFile.host(KeyFile.Kind.ED25519).privateKey());
    }

    /// It refuses a list of accounts that everybody may read or write.
    private static void restrict(Path file) {
        try {
            Files.setAttribute(file, "unix:mode", 0600);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String make() {
        return "ProFTPD";
    }

    @Override
    public int port() {
        return daemon.port();
    }

    @Override
    public String user() {
        return "sam";
    }

    @Override
    public Path disk() {
        return disk;
    }

    @Override
    public RemotePath remote() {
        return RemotePath.of(disk.toString());
    }

    @Override
    public String log() {
        try {
            return daemon.child().log() + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        daemon.close();
    }
}
