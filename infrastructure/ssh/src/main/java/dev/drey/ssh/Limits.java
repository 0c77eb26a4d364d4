package dev.drey.ssh;

import java.time.Duration;

/// What a [Listener] lets people take.
///
/// @param connections how many may be logged in at once; further ones are turned away
/// @param waiting how many may have connected without having said what they are, or wait for room to log in;
///     when there are more, the one who came first goes
/// @param halfOpen how many may exchange keys and log in at once; when there are more, the one who has been
///     idle for longest goes
/// @param idlePerAddress how many of those may be idle and come from one address (IPv6: one /64), unless
///     somebody has logged in from there
/// @param channels how many channels one connection may have open at once
/// @param login how long somebody may take from the first moment until they have logged in
/// @param tries how many failed logins one connection may have
public record Limits(
        int connections, int waiting, int halfOpen, int idlePerAddress, int channels, Duration login, int tries) {

    public static final Limits USUAL = new Limits(1000, 5000, 500, 20, 10, Duration.ofSeconds(30), 6);

    public Limits {
        if (connections < 1 || waiting < 1 || halfOpen < 1 || idlePerAddress < 1 || channels < 1 || tries < 1)
            throw new IllegalArgumentException("a limit of less than one keeps everybody out");
        if (!login.isPositive()) throw new IllegalArgumentException("nobody logs in within " + login);
    }

    public Limits withConnections(int most) {
        return new Limits(most, waiting, halfOpen, idlePerAddress, channels, login, tries);
    }

    public Limits withWaiting(int most) {
        return new Limits(connections, most, halfOpen, idlePerAddress, channels, login, tries);
    }

    public Limits withHalfOpen(int most) {
        return new Limits(connections, waiting, most, idlePerAddress, channels, login, tries);
    }

    public Limits withIdlePerAddress(int most) {
        return new Limits(connections, waiting, halfOpen, most, channels, login, tries);
    }

    public Limits withChannels(int most) {
        return new Limits(connections, waiting, halfOpen, idlePerAddress, most, login, tries);
    }

    public Limits withLogin(Duration limit) {
        return new Limits(connections, waiting, halfOpen, idlePerAddress, channels, limit, tries);
    }

    public Limits withTries(int most) {
        return new Limits(connections, waiting, halfOpen, idlePerAddress, channels, login, most);
    }
}
