package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.HostName;
import dev.drey.session.Server;
import dev.drey.ssh.Dialing;

/// The line that a failure about a host's key tells to run: by the server's own name where it has one, since only that
/// leads to its known_hosts file, its alias and its way there.
final class TrustLine {
    private static final String PLAIN_NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";

    private TrustLine() {}

    /// The failure as it is for hosts on the way, and for servers that are written out.
    static Failed named(Server server, Dialing dialing, Failed failed) {
        Failure failure = failed.failure();
        String command = failure.detail().getOrDefault("command", "");
        String host = failure.detail().getOrDefault("host", "");
        String own =
                new HostName(dialing.host(), dialing.port(), dialing.hostKeys().alias()).lookup();
        boolean ours = command.startsWith("drey trust ") && host.equals(own);
        if (!ours || !server.name().matches(PLAIN_NAME)) return failed;
        String words = command.startsWith("drey trust --replace ") ? "drey trust --replace " : "drey trust ";
        String better = words + server.name();
        return failure.withMessage(failure.message().replace(command, better))
                .with("command", better)
                .thrown(failed);
    }
}
