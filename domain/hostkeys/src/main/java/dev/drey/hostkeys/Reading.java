package dev.drey.hostkeys;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Lines gathered from files, in order.
final class Reading {
    private final List<Line> lines = new ArrayList<>();
    private final List<KnownHosts.Problem> unread = new ArrayList<>();

    KnownHosts done() {
        return new KnownHosts(lines, unread);
    }

    void file(Path file) throws Failed {
        try {
            if (!Files.exists(file) || file.equals(Path.of("/dev/null"))) return;
            if (!Files.isRegularFile(file)) {
                unread.add(new KnownHosts.Problem(file, 0, "is not a regular file"));
                return;
            }
            bytes(file, contents(file));
        } catch (NoSuchFileException vanished) {
            return;
        } catch (Failed refused) {
            throw refused;
        } catch (IOException unreadable) {
            unread.add(new KnownHosts.Problem(file, 0, "cannot be read"));
        }
    }

    void bytes(Path file, byte[] bytes) throws Failed {
        if (bytes.length > KnownHosts.LARGEST_FILE) throw tooLarge(file);
        int number = 0;
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') end++;
            number++;
            if (end - start > KnownHosts.LONGEST_LINE) throw tooLong(file, number);
            String raw = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
            Line.of(file, number, raw).ifPresent(lines::add);
            start = end + 1;
        }
    }

    /// At most one byte more than the bound.
    static byte[] contents(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(KnownHosts.LARGEST_FILE + 1);
        }
    }

    /// A name as the files hold it: its UTF-8 bytes, one char each.
    static String asBytes(String name) {
        return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static Failed tooLarge(Path file) {
        return Failure.of(
                        Failure.Code.LIMIT_EXCEEDED,
                        file + ": a known_hosts file of more than 16 MiB is not read; remove what it does not need")
                .with("file", file.toString())
                .thrown();
    }

    private static Failed tooLong(Path file, int line) {
        return Failure.of(
                        Failure.Code.LIMIT_EXCEEDED,
                        file + ":" + line + ": a known_hosts line of more than 64 KiB is not read; split its names"
                                + " over several lines")
                .with("file", file.toString())
                .with("line", Integer.toString(line))
                .thrown();
    }
}
