package dev.drey.files;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What shall become different about a file; what is empty stays as it is.
///
/// @param size truncates, or enlarges with zeros
/// @param permissions 0 to 07777
/// @param owner both numbers at once, as SFTP version 3 sends them
/// @param times both at once
public record Changes(OptionalLong size, OptionalInt permissions, Optional<Owner> owner, Optional<Times> times) {
    /// Changes nothing.
    public static final Changes NONE =
            new Changes(OptionalLong.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());

    /// Numbers of user and group.
    public record Owner(int uid, int gid) {}

    /// When a file was last read and last written.
    public record Times(Instant accessed, Instant modified) {}

    public static Changes ofSize(long size) {
        return NONE.withSize(size);
    }

    public static Changes ofPermissions(int permissions) {
        return NONE.withPermissions(permissions);
    }

    public static Changes ofOwner(int uid, int gid) {
        return NONE.withOwner(uid, gid);
    }

    public static Changes ofTimes(Instant accessed, Instant modified) {
        return NONE.withTimes(accessed, modified);
    }

    public Changes withSize(long size) {
        return new Changes(OptionalLong.of(size), permissions, owner, times);
    }

    public Changes withPermissions(int permissions) {
        return new Changes(size, OptionalInt.of(permissions), owner, times);
    }

    public Changes withOwner(int uid, int gid) {
        return new Changes(size, permissions, Optional.of(new Owner(uid, gid)), times);
    }

    public Changes withTimes(Instant accessed, Instant modified) {
        return new Changes(size, permissions, owner, Optional.of(new Times(accessed, modified)));
    }

    public boolean isEmpty() {
        return equals(NONE);
    }
}
