package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/// Who may log in at an [Sshd]: the account that runs the test, or one made up for this server.
///
/// A made-up account never touches the machine's own: the server runs in a mount namespace where its copies of
/// `/etc/passwd` and `/etc/shadow` hide the real ones (needs root).
final class SshdAccount {
    private static final int UID = 64_123;
    private static final String HIDE =
            "mount --bind \"$1\" /etc/passwd && mount --bind \"$2\" /etc/shadow && shift 2 && exec \"$@\"";

    private final String user;
    private final List<String> prefix;

    private SshdAccount(String user, List<String> prefix) {
        this.user = user;
        this.prefix = prefix;
    }

    static SshdAccount of(TempDir dir, SshdOptions options) {
        makePrivilegeSeparationFolder();
        return options.login()
                .map(login -> madeUp(dir, login))
                .orElseGet(() -> new SshdAccount(System.getProperty("user.name"), List.of()));
    }

    String user() {
        return user;
    }

    /// Words that come before the server's command.
    List<String> prefix() {
        return prefix;
    }

    /// Makes the account the owner of a file.
    void give(Path file) throws IOException {
        if (!prefix.isEmpty()) {
            Files.setAttribute(file, "unix:uid", UID);
            Files.setAttribute(file, "unix:gid", UID);
        }
    }

    private static SshdAccount madeUp(TempDir dir, SshdOptions.Login login) {
        try {
            Path passwd = dir.resolve("passwd");
            Path shadow = dir.resolve("shadow");
            String line = "%s:x:%d:%d::%s:/bin/sh%n".formatted(login.user(), UID, UID, dir.resolve("files"));
            Files.writeString(passwd, Files.readString(Path.of("/etc/passwd")) + line);
            Files.createFile(
                    shadow, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(shadow, login.user() + ":" + hash(login.password()) + ":19000:0:99999:7:::\n");
            return new SshdAccount(
                    login.user(),
                    List.of(
                            "unshare",
                            "--mount",
                            "--propagation",
                            "private",
                            "--",
                            "sh",
                            "-c",
                            HIDE,
                            "sh",
                            passwd.toString(),
                            shadow.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By crypt(3): perl is on every Debian.
    private static String hash(String password) {
        return Child.run("perl", "-e", "print crypt($ARGV[0], '$6$dreytestbed$')", password)
                .strip();
    }

    /// Debian's sshd leaves this to its start script.
    private static void makePrivilegeSeparationFolder() {
        Path folder = Path.of("/run/sshd");
        if (!Files.isWritable(folder.getParent())) return;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
