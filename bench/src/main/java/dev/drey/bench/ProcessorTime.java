package dev.drey.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process and the children that it has seen end have used of the processors (proc(5), `stat`).
final class ProcessorTime {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER = 11;
    private static final int OF_CHILDREN_IN_KERNEL = 14;
    private static final int TRIES = 100;
    private static final long PAUSE_MILLIS = 20;

    private ProcessorTime() {}

    /// Waits until its children have ended, for only then do they count.
    ///
    /// @return seconds
    static double of(ProcessHandle process) throws IOException, InterruptedException {
        for (int tried = 0; tried < TRIES && process.children().findAny().isPresent(); tried++) {
            Thread.sleep(PAUSE_MILLIS);
        }
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = 0;
        for (int field = USER; field <= OF_CHILDREN_IN_KERNEL; field++) ticks += Long.parseLong(fields[field]);
        return ticks / TICKS_PER_SECOND;
    }
}
