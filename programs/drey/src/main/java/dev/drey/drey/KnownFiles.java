package dev.drey.drey;

import dev.drey.files.Failed;
import dev.drey.hostkeys.HostName;
import dev.drey.hostkeys.KnownHostsFile;
import dev.drey.ssh.Dialing;
import java.nio.file.Path;

/// The known_hosts files that a dialling reads.
final class KnownFiles {
    private KnownFiles() {}

    /// Removes every line of the host from the files that are ours to write.
    static void forget(Dialing dialing) throws Failed {
        HostName name =
                new HostName(dialing.host(), dialing.port(), dialing.hostKeys().alias());
        for (Path file : dialing.hostKeys().knownHosts()) {
            if (!file.startsWith("/etc")) new KnownHostsFile(file).forget(name);
        }
    }
}
