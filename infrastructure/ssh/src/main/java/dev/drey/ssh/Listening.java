package dev.drey.ssh;

import dev.drey.files.Failed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a [Listener] shall be.
///
/// @param host the address to listen on
/// @param port 0 takes a free one
/// @param hostKey the file of the host key, in OpenSSH's format and for its owner's eyes alone; an ed25519 key
///     is made (0600) when it is missing. Empty makes a key that lives as long as the listener
/// @param moreHostKeys files of further host keys (RSA, ECDSA), which must be there
/// @param trustedProxies from these a PROXY header is required and believed; from others it is an error
/// @param keepAliveInterval how often a silent peer is asked for a sign of life; three unanswered askings
///     end it
/// @param stall how long a channel, or the line, waits for the peer to take bytes
/// @param windows of each channel; empty chooses by the line's round trip (see [RoundTrip])
public record Listening(
        String host,
        int port,
        Optional<Path> hostKey,
        List<Path> moreHostKeys,
        Limits limits,
        List<AddressRange> trustedProxies,
        Duration keepAliveInterval,
        Duration stall,
        Optional<Windows> windows) {

    /// A free port on loopback, with a key of its own.
    public static final Listening LOOPBACK = new Listening(
            "127.0.0.1",
            0,
            Optional.empty(),
            List.of(),
            Limits.USUAL,
            List.of(),
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Optional.empty());

    public Listening {
        moreHostKeys = List.copyOf(moreHostKeys);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /// Looks at the host keys that have to be there, without listening; none is made.
    ///
    /// @throws Failed which of them cannot be used, and why
    public void checkHostKeys() throws Failed {
        HostKeys.check(this);
    }

    /// With the usual limits.
    public static Listening on(String host, int port, Path hostKey) {
        return LOOPBACK.withHost(host).withPort(port).withHostKey(hostKey);
    }

    public Listening withHost(String other) {
        return new Listening(
                other, port, hostKey, moreHostKeys, limits, trustedProxies, keepAliveInterval, stall, windows);
    }

    public Listening withPort(int other) {
        return new Listening(
                host, other, hostKey, moreHostKeys, limits, trustedProxies, keepAliveInterval, stall, windows);
    }

    public Listening withHostKey(Path file) {
        return new Listening(
                host, port, Optional.of(file), moreHostKeys, limits, trustedProxies, keepAliveInterval, stall, windows);
    }

    public Listening withMoreHostKeys(List<Path> files) {
        return new Listening(host, port, hostKey, files, limits, trustedProxies, keepAliveInterval, stall, windows);
    }

    public Listening withLimits(Limits other) {
        return new Listening(
                host, port, hostKey, moreHostKeys, other, trustedProxies, keepAliveInterval, stall, windows);
    }

    public Listening withTrustedProxies(List<AddressRange> proxies) {
        return new Listening(host, port, hostKey, moreHostKeys, limits, proxies, keepAliveInterval, stall, windows);
    }

    public Listening withKeepAlive(Duration interval) {
        return new Listening(host, port, hostKey, moreHostKeys, limits, trustedProxies, interval, stall, windows);
    }

    public Listening withStall(Duration limit) {
        return new Listening(
                host, port, hostKey, moreHostKeys, limits, trustedProxies, keepAliveInterval, limit, windows);
    }

    public Listening withWindows(Windows fixed) {
        return new Listening(
                host,
                port,
                hostKey,
                moreHostKeys,
                limits,
                trustedProxies,
                keepAliveInterval,
                stall,
                Optional.of(fixed));
    }

    public Listening withConnections(int most) {
        return withLimits(limits.withConnections(most));
    }

    public Listening withChannels(int most) {
        return withLimits(limits.withChannels(most));
    }

    public Listening withLogin(Duration limit) {
        return withLimits(limits.withLogin(limit));
    }

    public Listening withTries(int most) {
        return withLimits(limits.withTries(most));
    }
}
