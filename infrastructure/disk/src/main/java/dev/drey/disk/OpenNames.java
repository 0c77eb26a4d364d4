package dev.drey.disk;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds a name for a file that is open and may have been renamed or removed meanwhile.
///
/// java.nio cannot ask an open channel for its attributes. On Linux every open file can be reached as
/// `/proc/self/fd/N`; which N is ours is told by device and inode.
final class OpenNames {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenNames() {}

    /// `path` while it still is that file, else its name among our descriptors; empty when neither is found.
    static Optional<Path> of(Path path, FileIdentity identity) throws IOException {
        if (is(path, identity)) return Optional.of(path);
        if (!Files.isDirectory(DESCRIPTORS)) return Optional.empty();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path descriptor : all) {
                if (is(descriptor, identity)) return Optional.of(descriptor);
            }
        } catch (DirectoryIteratorException broken) {
            throw Trouble.cause(broken);
        }
        return Optional.empty();
    }

    private static boolean is(Path path, FileIdentity identity) {
        try {
            return DiskAttributes.of(path).identity().equals(identity);
        } catch (IOException gone) {
            return false;
        }
    }
}
