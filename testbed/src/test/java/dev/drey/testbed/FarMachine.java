package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// A machine as SFTP shows it: an sshd with an account of its own, and with a folder of the test's for its root, so
/// that
/// `/var/log` there is nobody's but the test's. Needs root.
final class FarMachine implements AutoCloseable {
    /// The account's number, as [SshdAccount] makes it.
    private static final int UID = 64_123;
    private static final KeyFile.Kind[] KINDS = {KeyFile.Kind.ED25519, KeyFile.Kind.RSA_2048};

    private final TempDir root;
    private final Sshd sshd;
    private final String address;
    private final int port;

    private FarMachine(TempDir root, Sshd sshd, String address, int port) {
        this.root = root;
        this.sshd = sshd;
        this.address = address;
        this.port = port;
    }

    /// @param address of loopback, where it listens on `port`
    /// @param user may log in by the key of all fixtures, or by `password`
    /// @param home where relative paths start
    static FarMachine start(String address, int port, String user, String password, String home) {
        return start(address, port, user, password, home, "");
    }

    /// One with a disk of that many KiB at `/small`, and nothing else on it.
    static FarMachine withSmallDisk(String address, int port, String user, int kib) {
        return start(
                address,
                port,
                user,
                "unused",
                "/",
                "mkdir /mnt/small && mount -t tmpfs -o mode=777,size=" + kib + "k tmpfs /mnt/small &&");
    }

    private static FarMachine start(String address, int port, String user, String password, String home, String mount) {
        TempDir root = TempDir.create("rwxr-xr-x");
        try {
            Sshd sshd = Sshd.start(SshdOptions.USUAL
                    .withLine("ListenAddress " + address + ":" + port)
                    .withLine("ChrootDirectory /mnt")
                    .withSubsystem("internal-sftp -d " + home)
                    .withLogin(user, password)
                    .withHostKeys(KINDS)
                    .withWrapper(
                            "sh",
                            "-c",
                            "mount --bind \"$1\" /mnt && " + mount + " shift && exec \"$@\"",
                            "sh",
                            root.path().toString()));
            FarMachine machine = new FarMachine(root, sshd, address, port);
            machine.folder(home);
            return machine;
        } catch (RuntimeException failed) {
            root.close();
            throw failed;
        }
    }

    String address() {
        return address;
    }

    Sshd sshd() {
        return sshd;
    }

    List<String> knownHosts() {
        return Arrays.stream(KINDS)
                .map(kind ->
                        "[" + address + "]:" + port + " " + KeyFile.host(kind).publicLine())
                .toList();
    }

    /// Where something of it lies on this machine's disk.
    Path at(String path) {
        return root.path().resolve(path.substring(1));
    }

    /// Makes a folder, and those above it, all of the account's own.
    FarMachine folder(String path) {
        Path whole = root.path();
        try {
            for (String name : path.split("/", -1)) {
                whole = whole.resolve(name);
                if (!Files.exists(whole)) own(Files.createDirectory(whole));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Makes a file of the account's own, and the folders above it.
    FarMachine file(String path, String content) {
        Path file = at(path);
        folder("/" + root.path().relativize(file.getParent()));
        try {
            own(Files.writeString(file, content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static void own(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", UID);
        Files.setAttribute(file, "unix:gid", UID);
    }

    @Override
    public void close() {
        try (root) {
            sshd.close();
        }
    }
}
