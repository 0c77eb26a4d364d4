package dev.drey.files;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a tree says about one file; every part may be missing, as in SFTP version 3 (draft-02, section 5).
///
/// @param size bytes, 0 to 2^63-1
/// @param permissions the lower twelve bits of `st_mode`: 0 to 07777
/// @param uid, gid numbers at the place where the file is
/// @param modified one-second grain on SFTP version 3, finer on a local disk
public record Attributes(
        FileType type,
        OptionalLong size,
        OptionalInt permissions,
        OptionalInt uid,
        OptionalInt gid,
        Optional<Instant> accessed,
        Optional<Instant> modified) {

    /// Nothing is known.
    public static final Attributes NONE = new Attributes(
            FileType.UNKNOWN,
            OptionalLong.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty());

    public boolean isFile() {
        return type == FileType.FILE;
    }

    public boolean isDirectory() {
        return type == FileType.DIRECTORY;
    }

    public boolean isLink() {
        return type == FileType.LINK;
    }

    /// The size, 0 when it was not said.
    public long sizeOrZero() {
        return size.orElse(0);
    }
}
