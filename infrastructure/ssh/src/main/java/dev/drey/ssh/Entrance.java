package dev.drey.ssh;

import dev.drey.link.Channel;
import java.util.Optional;

/// The port of a [Listener]: who may come in, and what is served. Called by the connection's own threads;
/// may block a
/// little, as for a look into a store.
public interface Entrance {
    /// Somebody who has logged in.
    ///
    /// @param from the address and port they came from
    /// @param key what they logged in with; empty after a password
    record Caller(String username, String from, Optional<UserKey> key) {}

    /// Whether this key may log in; the listener itself has the signature checked.
    boolean admitsKey(String username, UserKey key, String from);

    /// Whether this password is right. Should take as long for an unknown user as for a wrong password.
    boolean admitsPassword(String username, Secret password, String from);

    /// Serves the subsystem `sftp` on `channel`. Runs on a virtual thread of its own; the channel is closed
    /// when it
    /// returns.
    void sftp(Caller caller, Channel channel);
}
