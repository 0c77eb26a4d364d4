package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.drey.files.Space;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// What statvfs(3) says, on a 64-bit system.
record VolumeStat(
        long block,
        long fragment,
        long blocks,
        long free,
        long available,
        long files,
        long filesFree,
        long id,
        long flags,
        long longestName) {
    private static final long ST_RDONLY = 1;
    private static final long ST_NOSUID = 2;

    static VolumeStat read(MemorySegment s) {
        return new VolumeStat(
                s.get(JAVA_LONG, 0),
                s.get(JAVA_LONG, 8),
                s.get(JAVA_LONG, 16),
                s.get(JAVA_LONG, 24),
                s.get(JAVA_LONG, 32),
                s.get(JAVA_LONG, 40),
                s.get(JAVA_LONG, 48),
                s.get(JAVA_LONG, 64),
                s.get(JAVA_LONG, 72),
                s.get(JAVA_LONG, 80));
    }

    /// Of the file system that holds `path`, as far as java.nio knows it where the system's own call is missing.
    static Space.Room roomOf(Path path) throws IOException {
        if (Posix.available()) return Posix.statvfs(DiskPath.of(path).bytes()).room();
        FileStore store = Files.getFileStore(path);
        return new Space.Room(
                store.getTotalSpace(), store.getUnallocatedSpace(), store.getUsableSpace(), 0, 0, store.isReadOnly());
    }

    /// As many as a number holds, where a file system says that it has no end (2^64 - 1 blocks).
    private long bytes(long count) {
        boolean fits = count >= 0 && Math.multiplyHigh(count, fragment) == 0 && count * fragment >= 0;
        return fits ? count * fragment : Long.MAX_VALUE;
    }

    Space.Room room() {
        return new Space.Room(
                bytes(blocks),
                bytes(free),
                bytes(available),
                files,
                filesFree,
                (flags & ST_RDONLY) != 0,
                new Space.FileSystem(id, block, fragment, longestName, (flags & ST_NOSUID) == 0));
    }
}
