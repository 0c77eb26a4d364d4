package dev.drey.disk;

import java.nio.file.Path;

/// A directory that a jail shows.
///
/// @param path absolute; links in it are followed once, when the jail is opened
/// @param writable whether anything in it may be changed
public record AllowedPath(Path path, boolean writable) {
    public AllowedPath {
        path = path.toAbsolutePath().normalize();
    }

    public static AllowedPath readOnly(Path path) {
        return new AllowedPath(path, false);
    }

    public static AllowedPath writable(Path path) {
        return new AllowedPath(path, true);
    }
}
