package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Directories and files that only their owner may see.
final class Spots {
    static final FileAttribute<?> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private Spots() {}

    /// Makes the directory, and those above it when `all`.
    static void directory(Path directory, boolean all) throws Failed {
        if (Files.isDirectory(directory)) return;
        try {
            if (all) Files.createDirectories(directory, OWNERS_DIRECTORY);
            else Files.createDirectory(directory, OWNERS_DIRECTORY);
        } catch (NoSuchFileException e) {
            throw Failure.of(
                            Code.NOT_FOUND,
                            "the directory " + directory.getParent() + " does not exist: make it, or mount its disk")
                    .thrown(e);
        } catch (IOException e) {
            throw failure(directory, e).thrown(e);
        }
    }

    /// That a file was made, renamed or removed stays so when the power fails.
    static void syncName(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) return;
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static Failure failure(Path path, IOException thrown) {
        return switch (thrown) {
            case AccessDeniedException _ ->
                of(Code.PERMISSION_DENIED, path, "Permission denied: it or its directory belongs to another account");
            case NoSuchFileException _ -> of(Code.NOT_FOUND, path, "No such file or directory");
            case FileAlreadyExistsException _ -> of(Code.NOT_A_DIRECTORY, path, "Not a directory");
            case FileSystemException other -> byReason(path, String.valueOf(other.getReason()));
            default -> byReason(path, String.valueOf(thrown.getMessage()));
        };
    }

    private static Failure byReason(Path path, String reason) {
        if (reason.contains("No space"))
            return of(Code.NO_SPACE, path, "No space left on device: make room and start again");
        if (reason.contains("Read-only")) return of(Code.READ_ONLY, path, "Read-only file system");
        if (reason.contains("Is a directory"))
            return of(Code.IS_A_DIRECTORY, path, "Is a directory, and should be a file");
        if (reason.contains("Not a directory")) return of(Code.NOT_A_DIRECTORY, path, "Not a directory");
        return of(Code.INTERNAL, path, "it cannot be read or written");
    }

    private static Failure of(Code code, Path path, String words) {
        return Failure.of(code, path + ": " + words);
    }
}
