package dev.drey.access;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Instant;

/// Somebody whom the hub knows.
///
/// @param name `[a-z][a-z0-9._-]*`, at most 63 characters: it stands before `@TARGET` in SSH user names
/// @param locked lets nobody in and stops who is in, and keeps everything
public record User(String name, Role role, boolean locked, Instant created) {
    public User {
        if (!Words.USER.matcher(name).matches()) throw new IllegalArgumentException("not a user's name: " + name);
    }

    /// @throws Failed INVALID_ARGUMENT when no user can have that name
    public static String checkedName(String name) throws Failed {
        if (Words.USER.matcher(name).matches()) return name;
        throw Failure.of(
                        Failure.Code.INVALID_ARGUMENT,
                        "'" + name + "' cannot be a user's name: a-z first, then a-z, 0-9, '.', '_', '-', at most 63")
                .thrown();
    }

    public User withLocked(boolean other) {
        return new User(name, role, other, created);
    }

    public User withRole(Role other) {
        return new User(name, other, locked, created);
    }
}
