package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drey.files.Changes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/// The two `struct timespec` of utimensat(2).
record Times(Changes.Times times) {
    MemorySegment write(Arena arena) {
        MemorySegment both = arena.allocate(32, 8);
        write(both, 0, times.accessed());
        write(both, 16, times.modified());
        return both;
    }

    private static void write(MemorySegment both, long at, Instant instant) {
        both.set(JAVA_LONG, at, instant.getEpochSecond());
        both.set(JAVA_LONG, at + 8, instant.getNano());
    }
}
