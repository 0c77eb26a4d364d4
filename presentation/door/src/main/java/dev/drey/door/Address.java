package dev.drey.door;

import java.util.Locale;
import java.util.Optional;

/// What an SSH user name says at the door: `USER`, `USER@TARGET` or `USER+TARGET`, split at the last separator.
///
/// @param target lower case; empty: all that the user may see
record Address(String user, Optional<String> target) {
    static Address parse(String username) {
        int at = Math.max(username.lastIndexOf('@'), username.lastIndexOf('+'));
        if (at < 0) return new Address(username, Optional.empty());
        return new Address(
                username.substring(0, at),
                Optional.of(username.substring(at + 1).toLowerCase(Locale.ROOT)));
    }
}
