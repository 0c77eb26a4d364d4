package dev.drey.drey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which of the three standard streams a person sits at.
final class Terminals {
    private Terminals() {}

    /// @param fallback the answer where the system does not tell for each stream
    static boolean isTerminal(int descriptor, boolean fallback) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(Path.of("/proc/self/fd"))) return fallback;
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }
}
