package dev.drey.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.SplittableRandom;

/// Makes what is moved, and tells whether it arrived.
final class Filling {
    private static final int PIECE = 1 << 20;
    private static final int FOLDER = 100;
    private static final int SMALL = 4096;

    private Filling() {}

    /// A file of bytes that no compression shrinks.
    static Path file(Path file, long size) throws IOException {
        SplittableRandom random = new SplittableRandom(size);
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long left = size; left > 0; left -= PIECE) {
                random.nextBytes(piece);
                out.write(piece, 0, (int) Math.min(PIECE, left));
            }
        }
        return file;
    }

    /// A file of nothing, which takes no room on the disk.
    static Path sparse(Path file, long size) throws IOException {
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(size);
        }
        return file;
    }

    /// A tree of files of 4 KiB, a hundred in a directory.
    static Path tree(Path root, int files) throws IOException {
        SplittableRandom random = new SplittableRandom(files);
        byte[] content = new byte[SMALL];
        for (int i = 0; i < files; i++) {
            Path folder = root.resolve("folder-" + i / FOLDER);
            if (i % FOLDER == 0) Files.createDirectories(folder);
            random.nextBytes(content);
            Files.write(folder.resolve("file-" + i), content);
        }
        return root;
    }

    /// Whether everything of `from` is in `to`, and nothing else.
    ///
    /// @param deep compare bytes, not only sizes
    /// @throws IOException with the first difference
    static void compare(Path from, Path to, boolean deep) throws IOException {
        if (!Files.isDirectory(from)) {
            same(from, to, deep);
            return;
        }
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                same(file, to.resolve(from.relativize(file)), deep);
                return FileVisitResult.CONTINUE;
            }
        });
        long more = count(to) - count(from);
        if (more != 0) throw new IOException(more + " files too many in " + to);
    }

    private static void same(Path from, Path to, boolean deep) throws IOException {
        if (!Files.isRegularFile(to)) throw new IOException("not there: " + to);
        long wanted = Files.size(from);
        if (Files.size(to) != wanted) throw new IOException(Files.size(to) + " bytes, not " + wanted + ": " + to);
        if (deep && Files.mismatch(from, to) >= 0) throw new IOException("other bytes in " + to);
    }

    private static long count(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.count();
        }
    }
}
