package dev.drey.disk;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.drey.files.Attributes;
import dev.drey.files.FileType;
import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What statx(2) says. Its structure is the same on every processor, unlike that of stat(2).
record Stat(
        FileIdentity identity, int mode, int names, int uid, int gid, long size, Instant accessed, Instant modified) {

    static Stat read(MemorySegment s) {
        FileIdentity identity = FileIdentity.of(s.get(JAVA_INT, 136), s.get(JAVA_INT, 140), s.get(JAVA_LONG, 32));
        return new Stat(
                identity,
                s.get(JAVA_SHORT, 28) & 0xffff,
                s.get(JAVA_INT, 16),
                s.get(JAVA_INT, 20),
                s.get(JAVA_INT, 24),
                s.get(JAVA_LONG, 40),
                instant(s, 64),
                instant(s, 112));
    }

    private static Instant instant(MemorySegment s, long at) {
        return Times.told(s.get(JAVA_LONG, at), s.get(JAVA_INT, at + 8));
    }

    FileType type() {
        return FileType.ofMode(mode);
    }

    boolean isLink() {
        return type() == FileType.LINK;
    }

    boolean isDirectory() {
        return type() == FileType.DIRECTORY;
    }

    Attributes attributes() {
        return new Attributes(
                type(),
                OptionalLong.of(size),
                OptionalInt.of(mode & 07777),
                OptionalInt.of(uid),
                OptionalInt.of(gid),
                Optional.of(accessed),
                Optional.of(modified));
    }
}
