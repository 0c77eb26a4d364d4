package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The most memory that a program had resident at once, as Linux counts it (`VmHWM` in proc(5)).
final class PeakMemory implements Run.Watch {
    private long kibibytes;

    @Override
    public void look(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith("VmHWM:")) kibibytes = Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        } catch (IOException ended) {
            // It has ended meanwhile: what was seen last counts.
            return;
        }
    }

    double mebibytes() throws IOException {
        if (kibibytes == 0) throw new IOException("the program's memory was not seen in /proc");
        return kibibytes / 1024.0;
    }
}
