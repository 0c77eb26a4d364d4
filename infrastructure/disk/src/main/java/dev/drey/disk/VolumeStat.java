package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drey.files.Space;
import java.lang.foreign.MemorySegment;

/// What fstatvfs(3) says, on a 64-bit system.
record VolumeStat(long block, long blocks, long free, long available, long files, long filesFree, long flags) {
    private static final long ST_RDONLY = 1;

    static VolumeStat read(MemorySegment s) {
        return new VolumeStat(
                s.get(JAVA_LONG, 8),
                s.get(JAVA_LONG, 16),
                s.get(JAVA_LONG, 24),
                s.get(JAVA_LONG, 32),
                s.get(JAVA_LONG, 40),
                s.get(JAVA_LONG, 48),
                s.get(JAVA_LONG, 72));
    }

    Space.Room room() {
        return new Space.Room(
                blocks * block, free * block, available * block, files, filesFree, (flags & ST_RDONLY) != 0);
    }
}
