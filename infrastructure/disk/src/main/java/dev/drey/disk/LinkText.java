package dev.drey.disk;

import dev.drey.files.RemotePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is written in a symbolic link, byte for byte where the system's own calls are there; java.nio takes
/// slashes out.
final class LinkText {
    private LinkText() {}

    static RemotePath read(Path link) throws IOException {
        if (!Posix.available()) return DiskPath.of(Files.readSymbolicLink(link));
        return RemotePath.ofBytes(
                Posix.readlink(Posix.AT_FDCWD, DiskPath.of(link).bytes()));
    }

    static void write(Path link, RemotePath target) throws IOException {
        if (Posix.available() && !target.hasNul()) {
            Posix.symlinkat(target.bytes(), Posix.AT_FDCWD, DiskPath.of(link).bytes());
        } else {
            Files.createSymbolicLink(link, DiskPath.of(target));
        }
    }
}
