package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

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

    static Failure failure(Path path, IOException thrown) {
        Code code = switch (thrown) {
            case AccessDeniedException _ -> Code.PERMISSION_DENIED;
            case NoSuchFileException _ -> Code.NOT_FOUND;
            case FileAlreadyExistsException _ -> Code.NOT_A_DIRECTORY;
            case FileSystemException other -> byReason(String.valueOf(other.getReason()));
            default -> byReason(String.valueOf(thrown.getMessage()));
        };
        return Failure.of(
                code, path + ": " + code.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    private static Code byReason(String reason) {
        if (reason.contains("No space")) return Code.NO_SPACE;
        if (reason.contains("Read-only")) return Code.READ_ONLY;
        if (reason.contains("Is a directory")) return Code.IS_A_DIRECTORY;
        if (reason.contains("Not a directory")) return Code.NOT_A_DIRECTORY;
        return Code.INTERNAL;
    }
}
