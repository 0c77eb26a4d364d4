package dev.drey.disk;

import dev.drey.files.FileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// The devices of Linux that never make a reader wait: null, zero, full, random and urandom.
///
/// A terminal, a serial line or the kernel's log would, so everything else stays unopened.
final class MemoryDevice {
    private static final int MAJOR = 1;
    private static final Set<Integer> MINORS = Set.of(3, 5, 7, 8, 9);

    private MemoryDevice() {}

    /// @param type what `path` has been seen to be
    static boolean is(Path path, FileType type) throws IOException {
        if (type != FileType.CHARACTER_DEVICE) return false;
        long device = ((Number) Files.getAttribute(path, "unix:rdev")).longValue();
        return device >> 8 == MAJOR && MINORS.contains((int) (device & 0xff));
    }
}
