package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The local side, as far as a configuration may speak of it.
///
/// @param home the user's home directory: `~` and `%d`
/// @param user the local user: `%u`, and the remote user where nobody says otherwise
/// @param uid the user's number: `%i`; asked for only when needed
/// @param hostName this machine's name: `%l`, and up to the first dot `%L`; asked for only when needed
/// @param environment what `${NAME}` stands for
public record SshConfigLocal(
        Path home, String user, Supplier<String> uid, Supplier<String> hostName, Map<String, String> environment) {

    public SshConfigLocal {
        environment = Map.copyOf(environment);
    }

    /// The user and machine of this process.
    public static SshConfigLocal ofThisProcess() {
        Path home = Path.of(System.getProperty("user.home", "/"));
        String user = System.getProperty("user.name", "");
        return new SshConfigLocal(home, user, SshConfigLocal::ownUid, SshConfigLocal::ownName, System.getenv());
    }

    /// Where a user's configuration is.
    public Path userFile() {
        return home.resolve(".ssh").resolve("config");
    }

    /// `~` and `~user` in front of a path; only the local user's home is known.
    String expandTilde(String path, SshConfigDirective from) throws Failed {
        if (!path.startsWith("~")) return path;
        int slash = path.indexOf('/');
        String name = slash < 0 ? path.substring(1) : path.substring(1, slash);
        if (!name.isEmpty() && !name.equals(user)) {
            throw from.failure(
                    Failure.Code.UNSUPPORTED,
                    from.place() + ": " + from.written() + " " + path + ": write the home directory of " + name
                            + " in full");
        }
        String below = slash < 0 ? "" : path.substring(slash).replaceFirst("^/+", "");
        String base = home.toString();
        return (base.endsWith("/") ? base : base + "/") + below;
    }

    private static String ownUid() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString();
        } catch (IOException | UnsupportedOperationException elsewhere) {
            return uidOfHome().orElse("0");
        }
    }

    private static Optional<String> uidOfHome() {
        try {
            Path home = Path.of(System.getProperty("user.home", "/"));
            return Optional.of(Files.getAttribute(home, "unix:uid").toString());
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noUnix) {
            return Optional.empty();
        }
    }

    private static String ownName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException elsewhere) {
            return nameOfAddress();
        }
    }

    private static String nameOfAddress() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
