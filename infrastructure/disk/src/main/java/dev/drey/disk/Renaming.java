package dev.drey.disk;

import dev.drey.files.FileType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Gives something another name that is free.
final class Renaming {
    private Renaming() {}

    static void withoutReplacing(Path from, Path to) throws IOException {
        FileType type = LocalTree.typeOf(from);
        if (Posix.available() && natively(from, to)) return;
        portably(type, from, to);
    }

    /// False when the file system does not know how (EINVAL or ENOSYS, as some network file systems
    /// answer); the other way then finds out whether the names were at fault.
    private static boolean natively(Path from, Path to) throws IOException {
        byte[] source = DiskPath.of(from).bytes();
        byte[] target = DiskPath.of(to).bytes();
        try {
            Posix.renameat2(Posix.AT_FDCWD, source, Posix.AT_FDCWD, target, Posix.RENAME_NOREPLACE);
            return true;
        } catch (PosixException refused) {
            if (refused.is(Errno.EEXIST)) throw new FileAlreadyExistsException(to.toString());
            if (refused.is(Errno.EINVAL) || refused.is(Errno.ENOSYS)) return false;
            throw refused;
        }
    }

    static void portably(FileType type, Path from, Path to) throws IOException {
        if (type != FileType.DIRECTORY && linked(from, to)) {
            Files.delete(from);
            return;
        }
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) throw new FileAlreadyExistsException(to.toString());
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /// False where the file system has no hard links.
    private static boolean linked(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
            return true;
        } catch (FileAlreadyExistsException taken) {
            throw taken;
        } catch (FileSystemException | UnsupportedOperationException refused) {
            return false;
        }
    }
}
