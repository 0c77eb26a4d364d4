package dev.drey.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/// A directory of a test's own, gone with everything in it when closed. Links in it are removed, never followed.
public final class TempDir implements AutoCloseable {
    private final Path path;

    private TempDir(Path path) {
        this.path = path;
    }

    /// Only its owner may enter.
    public static TempDir create() {
        return create("rwx------");
    }

    /// Everybody may enter and write, as a server that runs under another account must.
    public static TempDir open() {
        return create("rwxrwxrwx");
    }

    /// @param permissions as `ls` shows them, such as `rwxr-xr-x`
    public static TempDir create(String permissions) {
        try {
            Path made = Files.createTempDirectory("drey-test-").toRealPath();
            Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(permissions));
            return new TempDir(made);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + path, e);
        }
    }

    /// Removes a tree, without following links; a name that vanishes meanwhile is fine.
    public static void delete(Path tree) throws IOException {
        try {
            Files.walkFileTree(tree, new Remover());
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(tree);
        }
    }

    private static final class Remover extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
            if (why instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
            throw why;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @org.jspecify.annotations.Nullable IOException why)
                throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
