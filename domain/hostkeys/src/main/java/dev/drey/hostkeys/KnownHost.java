package dev.drey.hostkeys;

import java.nio.file.Path;

/// One line of a `known_hosts` file that holds a key.
///
/// @param file where it stands
/// @param line its number, from 1
/// @param marker what the line says about its key
/// @param names the names as written: a list of patterns, or one hashed name
/// @param comment what stands behind the key
public record KnownHost(Path file, int line, Marker marker, String names, HostKey key, String comment) {

    /// What a line says about its key.
    public enum Marker {
        /// The host has this key.
        NONE,
        /// `@cert-authority`: certificates signed by this key are good for the hosts.
        AUTHORITY,
        /// `@revoked`: this key must never be accepted.
        REVOKED
    }

    /// `file:line`, as editors understand it.
    public String place() {
        return file + ":" + line;
    }

    public boolean isHashed() {
        return names.startsWith("|");
    }
}
