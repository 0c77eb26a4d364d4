package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who may log in at an [Sshd]: the account that runs the test, or one made up for this server.
///
/// The machine's own accounts are neither touched nor trusted: run by root, the server lives in a mount namespace where
/// its copies of `/etc/passwd` and `/etc/shadow` hide the real ones. There root has an empty home and a shell that
/// reads
/// no start files, for those of a developer's machine may do anything, such as wait for a minute. Run by somebody else,
/// the server knows that account alone, as it is.
final class SshdAccount {
    private static final int UID = 64_123;
    private static final String HIDE =
            "mount --bind \"$1\" /etc/passwd && mount --bind \"$2\" /etc/shadow && shift 2 && exec \"$@\"";

    private final TempDir dir;
    private final Optional<SshdOptions.Login> login;
    private final boolean root = System.getProperty("user.name").equals("root");

    SshdAccount(TempDir dir, SshdOptions options) {
        this.dir = dir;
        this.login = options.login();
        if (login.isPresent() && !root) throw new IllegalStateException("an account can be made up by root alone");
        if (root) prepare();
    }

    String user() {
        return login.map(SshdOptions.Login::user).orElse(System.getProperty("user.name"));
    }

    /// Words that come before the server's command.
    List<String> prefix() {
        if (!root) return List.of();
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "--"));
        words.addAll(List.of("sh", "-c", HIDE, "sh"));
        words.addAll(
                List.of(dir.resolve("passwd").toString(), dir.resolve("shadow").toString()));
        return words;
    }

    /// Makes the account the owner of a file.
    void give(Path file) throws IOException {
        if (login.isPresent()) {
            Files.setAttribute(file, "unix:uid", UID);
            Files.setAttribute(file, "unix:gid", UID);
        }
    }

    private void prepare() {
        try {
            Path home = Files.createDirectory(dir.resolve("home"));
            Files.setAttribute(home, "unix:mode", 0755);
            give(home);
            List<String> accounts = new ArrayList<>();
            for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
                if (!line.startsWith("root:")) accounts.add(line);
            }
            accounts.add("root:x:0:0:root:" + home + ":/bin/sh");
            login.ifPresent(one -> accounts.add("%s:x:%d:%d::%s:/bin/sh".formatted(one.user(), UID, UID, home)));
            Files.write(dir.resolve("passwd"), accounts);
            writeShadow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeShadow() throws IOException {
        Path shadow = dir.resolve("shadow");
        Files.createFile(shadow, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> secrets = new ArrayList<>(List.of("root:*:19000:0:99999:7:::"));
        login.ifPresent(one -> secrets.add(one.user() + ":" + hash(one.password()) + ":19000:0:99999:7:::"));
        Files.write(shadow, secrets);
    }

    /// By crypt(3): perl is on every Debian.
    private static String hash(String password) {
        return Child.run("perl", "-e", "print crypt($ARGV[0], '$6$dreytestbed$')", password)
                .strip();
    }
}
