package dev.drey.hostkeys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file replaced by way of a side file.
final class Rewriting {
    private Rewriting() {}

    /// The bytes without these lines; everything else stays byte for byte.
    static byte[] without(byte[] bytes, List<KnownHost> gone) {
        Set<Integer> numbers = gone.stream().map(KnownHost::line).collect(Collectors.toSet());
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        int number = 0;
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') end++;
            int next = Math.min(bytes.length, end + 1);
            if (!numbers.contains(++number)) kept.write(bytes, start, next - start);
            start = next;
        }
        return kept.toByteArray();
    }

    /// Puts `after` in the file's place; false, and nothing is changed, when the file no longer holds `before`.
    static boolean replace(Path file, byte[] before, byte[] after) throws IOException {
        Path side = file.resolveSibling(
                "." + file.getFileName() + "." + String.format("%08x", new SecureRandom().nextInt()) + ".drey-part");
        try {
            write(side, after);
            keepMode(file, side);
            if (!Arrays.equals(Reading.contents(file), before)) return false;
            Files.move(side, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } finally {
            Files.deleteIfExists(side);
        }
    }

    private static void write(Path side, byte[] bytes) throws IOException {
        Set<StandardOpenOption> how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(side, how, KnownHostsFile.mode(side, "rw-------"))) {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) out.write(rest);
            out.force(true);
        }
    }

    private static void keepMode(Path file, Path side) throws IOException {
        PosixFileAttributeView from = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributeView to = Files.getFileAttributeView(side, PosixFileAttributeView.class);
        if (from != null && to != null) to.setPermissions(from.readAttributes().permissions());
    }
}
