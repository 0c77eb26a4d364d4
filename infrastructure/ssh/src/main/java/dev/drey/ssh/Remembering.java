package dev.drey.ssh;

import dev.drey.hostkeys.HostKey;
import dev.drey.hostkeys.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a key down.
final class Remembering {
    private Remembering() {}

    static void append(Path file, HostName name, HostKey key) throws IOException {
        Files.writeString(
                file, name.lookup() + " " + key.text() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
