package dev.drey.drey;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Which of the three standard streams a person sits at.
final class Terminals {
    private Terminals() {}

    /// Where the system does not tell for each stream, there is a person if Java has a console.
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.exists(Path.of("/proc/self/fd"))) return javaHasOne();
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean javaHasOne() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }
}
