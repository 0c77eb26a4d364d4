package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Configuration files from the disk: bounded, and only those that nobody else could have written.
final class SshConfigFiles {
    static final int LARGEST = 1024 * 1024;

    private SshConfigFiles() {}

    /// The directives of a file.
    ///
    /// @throws Failed when it is too large, cannot be read, or could be written by somebody else
    static List<SshConfigDirective> read(Path file, SshConfigLocal local) throws Failed {
        try {
            checkOwner(file, local);
            try (InputStream in = Files.newInputStream(file)) {
                return parse(file, in.readNBytes(LARGEST + 1));
            }
        } catch (Failed refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw failure(Failure.Code.PERMISSION_DENIED, file, "cannot be read")
                    .thrown(unreadable);
        }
    }

    static List<SshConfigDirective> parse(Path file, byte[] bytes) throws Failed {
        if (bytes.length > LARGEST) {
            throw failure(Failure.Code.LIMIT_EXCEEDED, file, "is more than 1 MiB; no configuration is")
                    .thrown();
        }
        List<SshConfigDirective> directives = new ArrayList<>();
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int nul = line.indexOf('\0');
            number++;
            SshConfigDirective.parse(file, number, nul < 0 ? line : line.substring(0, nul))
                    .ifPresent(directives::add);
        }
        return directives;
    }

    /// As in OpenSSH the file must belong to the user or to root, and neither group nor others may write it:
    /// its commands run as the user.
    private static void checkOwner(Path file, SshConfigLocal local) throws IOException {
        // Nothing is kept in a device: /dev/null stands for no file at all.
        if (Files.exists(file) && !Files.isRegularFile(file)) return;
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) return;
        Map<String, Object> facts = Files.readAttributes(file, "unix:uid,permissions");
        String owner = String.valueOf(facts.get("uid"));
        boolean ours = owner.equals("0") || owner.equals(local.uid().get());
        boolean shared = facts.get("permissions") instanceof Set<?> permissions
                && (permissions.contains(PosixFilePermission.GROUP_WRITE)
                        || permissions.contains(PosixFilePermission.OTHERS_WRITE));
        if (ours && !shared) return;
        throw failure(
                        Failure.Code.PERMISSION_DENIED,
                        file,
                        ours
                                ? "can be written by others, who could run commands as you; run: chmod go-w " + file
                                : "belongs to another user, who could run commands as you")
                .thrown();
    }

    private static Failure failure(Failure.Code code, Path file, String why) {
        return Failure.of(code, file + ": " + why).with("file", file.toString());
    }
}
