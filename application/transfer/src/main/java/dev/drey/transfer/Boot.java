package dev.drey.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which run of this machine's system it is.
///
/// Bytes written to its disk and not yet synced are lost with the power, while a journal may have survived: a
/// journal of another boot proves nothing about a local side file.
final class Boot {
    private static final Path ID = Path.of("/proc/sys/kernel/random/boot_id");

    private Boot() {}

    /// Empty where the far side is not this machine. Where the system does not say, every process is another boot.
    static String of(End end) {
        if (!end.local()) return "";
        try {
            return Files.readString(ID).strip();
        } catch (IOException unknown) {
            return "of process " + ProcessHandle.current().pid() + ", "
                    + ProcessHandle.current().info().startInstant();
        }
    }
}
