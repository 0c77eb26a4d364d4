package dev.drey.drey;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Files that are made up for the demonstration, and removed after it.
final class Scratch {
    private static final int SMALL = 4 << 10;
    private static final long SEED = 20_260_101;

    private Scratch() {}

    /// `big.bin`, and `many/` with small files in a few folders, one of them with an awkward name.
    static void fill(Path folder, int big, int small) throws IOException {
        Random random = new Random(SEED);
        Files.createDirectories(folder.resolve("many"));
        byte[] bytes = new byte[big];
        random.nextBytes(bytes);
        Files.write(folder.resolve("big.bin"), bytes);
        byte[] little = new byte[SMALL];
        for (int i = 0; i < small; i++) {
            random.nextBytes(little);
            Path sub = folder.resolve("many").resolve("folder " + i % 5);
            Files.createDirectories(sub);
            Files.write(sub.resolve("file-" + i + ".bin"), little);
        }
    }

    static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failed) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
