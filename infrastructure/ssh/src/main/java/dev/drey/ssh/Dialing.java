package dev.drey.ssh;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Everything that decides where, how and as whom we connect. Two equal ones may share a connection.
///
/// @param host a name or an address literal (IPv6 with or without brackets)
/// @param jumps the hosts to go through, the nearest first; each is a dialling of its own, with its own
///     host key check,
///     and its own `jumps` are ignored
/// @param proxyCommand a command, run by `/bin/sh -c`, whose standard input and output are the transport;
///     not together
///     with `jumps`
/// @param sftpCommand run instead of the `sftp` subsystem, such as `sudo /usr/lib/openssh/sftp-server`
/// @param maxAuthAttempts how often somebody is asked for a password or an answer, 0: not at all; offered keys
///     do not count
/// @param vendors where not empty: only a server whose version string contains one of these, letter case
///     ignored
public record Dialing(
        String host,
        int port,
        String username,
        Credentials credentials,
        HostKeyRule hostKeys,
        Algorithms algorithms,
        Timing timing,
        Windows windows,
        Family family,
        List<Dialing> jumps,
        Optional<String> proxyCommand,
        Optional<String> sftpCommand,
        int maxAuthAttempts,
        Set<String> vendors) {

    /// Which addresses of a name are tried.
    public enum Family {
        ANY,
        IPV4,
        IPV6
    }

    public Dialing {
        if (host.isBlank()) throw new IllegalArgumentException("a host is needed");
        if (port < 1 || port > 65535)
            throw new IllegalArgumentException("a port lies between 1 and 65535, not " + port);
        if (username.isEmpty()) throw new IllegalArgumentException("a user name is needed");
        if (maxAuthAttempts < 0) throw new IllegalArgumentException("nobody is asked " + maxAuthAttempts + " times");
        if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
        jumps = List.copyOf(jumps);
        vendors = Set.copyOf(vendors);
        if (proxyCommand.isPresent() && !jumps.isEmpty())
            throw new IllegalArgumentException("proxyCommand and proxyJump exclude each other");
    }

    /// A connection with the usual values; trust is never a default.
    public static Dialing to(String host, int port, String username, Credentials credentials, HostKeyRule hostKeys) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                Algorithms.MODERN,
                Timing.USUAL,
                Windows.CLIENT,
                Family.ANY,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                3,
                Set.of());
    }

    /// `host:port`, with brackets around an IPv6 address.
    public String peer() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    public Dialing withCredentials(Credentials other) {
        return new Dialing(
                host,
                port,
                username,
                other,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withHostKeys(HostKeyRule other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                other,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withAlgorithms(Algorithms other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                other,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withTiming(Timing other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                other,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withWindows(Windows other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                other,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withFamily(Family other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                other,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withJumps(List<Dialing> other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                other,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withProxyCommand(String other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                Optional.of(other),
                sftpCommand,
                maxAuthAttempts,
                vendors);
    }

    public Dialing withSftpCommand(String other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                Optional.of(other),
                maxAuthAttempts,
                vendors);
    }

    public Dialing withMaxAuthAttempts(int other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                other,
                vendors);
    }

    public Dialing withVendors(Set<String> other) {
        return new Dialing(
                host,
                port,
                username,
                credentials,
                hostKeys,
                algorithms,
                timing,
                windows,
                family,
                jumps,
                proxyCommand,
                sftpCommand,
                maxAuthAttempts,
                other);
    }
}
