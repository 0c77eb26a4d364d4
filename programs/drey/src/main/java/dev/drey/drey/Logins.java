package dev.drey.drey;

import dev.drey.session.Server;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.HostConfig;
import java.util.ArrayList;
import java.util.List;

/// Which ways to log in are tried: those that `~/.ssh/config` leaves for the host, and those that somebody gave
/// something for.
final class Logins {
    private static final int PROMPTS = 3;

    private Logins() {}

    /// A key or a password that was given for this very server is used, whatever the file says of all hosts.
    static List<String> methods(Server.Login login, HostConfig host) {
        List<String> methods = new ArrayList<>(host.logins().methods());
        List<String> secret = Credentials.METHODS.subList(1, Credentials.METHODS.size());
        boolean key = login.keyText().isPresent()
                || !login.keyFiles().isEmpty()
                || login.agent().isPresent();
        String byKey = Credentials.METHODS.getFirst();
        if (key && !methods.contains(byKey)) methods.addFirst(byKey);
        if (login.password().isPresent() && methods.stream().noneMatch(secret::contains)) methods.addAll(secret);
        return methods;
    }

    /// How often a person is asked; not at all in a batch.
    static int prompts(Server.Login login, HostConfig host) {
        if (host.logins().batch()) return 0;
        return login.maxAttempts().orElse(host.logins().prompts().orElse(PROMPTS));
    }
}
