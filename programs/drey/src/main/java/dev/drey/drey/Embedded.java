package dev.drey.drey;

import dev.drey.events.Events;
import dev.drey.files.Failed;
import dev.drey.operations.Announcer;
import dev.drey.operations.Operations;
import dev.drey.operations.Sftp;
import dev.drey.session.Asker;
import dev.drey.session.Sessions;
import dev.drey.ssh.SshConfigLocal;
import dev.drey.transfer.Bandwidth;
import java.nio.file.Path;

/// The engine inside another Java program: one for the process, with a facade for each caller. Safe for
/// many threads.
public final class Embedded implements AutoCloseable {
    private static final int AT_ONCE = 64;

    private final Events events = new Events();
    private final Operations operations;

    private Embedded(Path state) throws Failed {
        SshConfigLocal local = SshConfigLocal.ofThisProcess();
        ServerConnector connector =
                new ServerConnector(local, LocalDisk.whole(Path.of("").toAbsolutePath()), local.environment());
        this.operations = new Operations(
                new Sessions(connector, new Announcer(events)),
                events,
                new Trusting(connector),
                new Operations.Settings(state, Bandwidth.UNLIMITED, AT_ONCE));
    }

    /// @param state a directory for journals, made where it is missing
    public static Embedded start(Path state) throws Failed {
        return new Embedded(state);
    }

    /// A facade of its own session.
    ///
    /// @param asker who answers questions about host keys and passwords, such as [Asker#NOBODY]
    public Sftp sftp(Asker asker) {
        return new Sftp(operations, events, asker);
    }

    /// Ends every session.
    @Override
    public void close() {
        operations.close();
    }
}
