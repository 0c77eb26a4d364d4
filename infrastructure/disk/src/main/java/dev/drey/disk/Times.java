package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drey.files.Changes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/// The two `struct timespec` of utimensat(2); and what is told of those that the disk says.
record Times(Changes.Times times) {
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    /// The instant that a file system tells; the nearest that people write where it is none of those, as the
    /// years that memory and some disks can keep are.
    static Instant told(long seconds, int nanos) {
        if (seconds < FIRST.getEpochSecond()) return FIRST;
        return seconds > LAST.getEpochSecond() ? LAST : Instant.ofEpochSecond(seconds, nanos);
    }

    static Instant told(FileTime time) {
        Instant instant = time.toInstant();
        return told(instant.getEpochSecond(), instant.getNano());
    }

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
