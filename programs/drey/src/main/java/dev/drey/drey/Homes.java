package dev.drey.drey;

import dev.drey.cli.Console;
import dev.drey.ssh.SshConfigLocal;

/// This machine and user, as `~/.ssh/config` may speak of them.
final class Homes {
    private Homes() {}

    static SshConfigLocal of(Console console) {
        SshConfigLocal process = SshConfigLocal.ofThisProcess();
        return new SshConfigLocal(
                console.home(), process.user(), process.uid(), process.hostName(), console.environment());
    }
}
