package dev.drey.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How a [Listener] shall be.
///
/// @param host the address to listen on
/// @param port 0 takes a free one
/// @param hostKey the file of the ed25519 host key, in OpenSSH's format; made (0600) when it is missing.
///     Empty makes a
///     key that lives as long as the listener
/// @param connections how many at once; further ones are closed at once
/// @param channels how many one connection may have open at once
/// @param login how long a peer may take to log in
/// @param tries how many failed logins one connection may have
/// @param keepAliveInterval how often a silent peer is asked for a sign of life; three unanswered askings
///     end it
/// @param stall how long a channel waits for the peer to take bytes
public record Listening(
        String host,
        int port,
        Optional<Path> hostKey,
        int connections,
        int channels,
        Duration login,
        int tries,
        Duration keepAliveInterval,
        Duration stall,
        Windows windows) {

    /// A free port on loopback, with a key of its own.
    public static final Listening LOOPBACK = new Listening(
            "127.0.0.1",
            0,
            Optional.empty(),
            256,
            16,
            Duration.ofSeconds(30),
            6,
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Windows.SERVER);

    public Listening withPort(int other) {
        return new Listening(
                host, other, hostKey, connections, channels, login, tries, keepAliveInterval, stall, windows);
    }

    public Listening withHostKey(Path file) {
        return new Listening(
                host, port, Optional.of(file), connections, channels, login, tries, keepAliveInterval, stall, windows);
    }

    public Listening withConnections(int most) {
        return new Listening(host, port, hostKey, most, channels, login, tries, keepAliveInterval, stall, windows);
    }

    public Listening withChannels(int most) {
        return new Listening(host, port, hostKey, connections, most, login, tries, keepAliveInterval, stall, windows);
    }

    public Listening withLogin(Duration limit) {
        return new Listening(
                host, port, hostKey, connections, channels, limit, tries, keepAliveInterval, stall, windows);
    }

    public Listening withTries(int most) {
        return new Listening(
                host, port, hostKey, connections, channels, login, most, keepAliveInterval, stall, windows);
    }
}
