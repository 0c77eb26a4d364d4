package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Two directories that belong to somebody else than the caller of a tree under test.
///
/// @param readOnly mode 0755: may be listed, not written; holds the files `secret` (0600) and `open` (0644), and the
///     empty directory `empty`
/// @param closed mode 0700: may not be entered; holds the file `inside`
public record Denied(RemotePath readOnly, RemotePath closed) {
    private static final byte[] CONTENT = {'x'};

    /// Lays them out below `parent` through a tree whose caller will own them.
    public static Denied in(FileTree owners, RemotePath parent) throws Failed {
        Denied denied = new Denied(parent.resolve("read-only"), parent.resolve("closed"));
        owners.makeDirectory(denied.readOnly, Changes.NONE);
        owners.makeDirectory(denied.readOnly.resolve("empty"), Changes.NONE);
        owners.makeDirectory(denied.closed, Changes.NONE);
        Whole.write(owners, denied.readOnly.resolve("secret"), CONTENT);
        owners.setAttributes(denied.readOnly.resolve("secret"), Changes.ofPermissions(0600));
        Whole.write(owners, denied.readOnly.resolve("open"), CONTENT);
        owners.setAttributes(denied.readOnly.resolve("open"), Changes.ofPermissions(0644));
        Whole.write(owners, denied.closed.resolve("inside"), CONTENT);
        owners.setAttributes(denied.readOnly, Changes.ofPermissions(0755));
        owners.setAttributes(denied.closed, Changes.ofPermissions(0700));
        return denied;
    }

    /// Lays them out on the disk as the account that runs the test, for a server that runs under another.
    public static Denied on(Path parent) {
        Path readOnly = parent.resolve("read-only");
        Path closed = parent.resolve("closed");
        try {
            Files.createDirectories(readOnly.resolve("empty"));
            Files.createDirectories(closed);
            write(readOnly.resolve("secret"), "rw-------");
            write(readOnly.resolve("open"), "rw-r--r--");
            write(closed.resolve("inside"), "rw-r--r--");
            Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Denied(RemotePath.of(readOnly.toString()), RemotePath.of(closed.toString()));
    }

    private static void write(Path file, String permissions) throws IOException {
        Files.write(file, CONTENT);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
