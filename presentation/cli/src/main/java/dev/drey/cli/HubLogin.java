package dev.drey.cli;

import dev.drey.files.Failed;
import dev.drey.session.Asker;
import dev.drey.session.Draft;
import java.nio.file.Path;
import java.util.Optional;

/// How a command comes in at a hub somewhere else.
///
/// @param asker who is asked about the hub's key, and for a password
/// @param sshConfig instead of `~/.ssh/config`
/// @param over what the command line says, over what is known of the hub
public record HubLogin(Asker asker, Optional<Path> sshConfig, Over over) {
    /// Writes over fields of a connection.
    public interface Over {
        void write(Draft draft) throws Failed;
    }

    /// Where nobody can be asked, and nothing was said.
    public static final HubLogin SILENT = new HubLogin(Asker.NOBODY, Optional.empty(), draft -> {});

    static HubLogin of(Console console, Common common) {
        return new HubLogin(
                new TerminalAsker(console, common.json), common.sshConfig(), draft -> Overrides.apply(draft, common));
    }
}
