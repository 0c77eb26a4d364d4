package dev.drey.drey;

import dev.drey.cli.Configuration;
import dev.drey.cli.HubLine;
import dev.drey.cli.HubLogin;
import dev.drey.cli.RemoteHub;
import dev.drey.control.Asking;
import dev.drey.control.Socket;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Link;
import dev.drey.operations.Operation;
import dev.drey.operations.Outcome;
import dev.drey.session.Draft;
import dev.drey.session.Drafted;
import dev.drey.session.Server;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import java.nio.file.Path;
import java.util.Optional;

/// Lines to a running hub: over SSH to the one that is configured, else through the socket of this machine's.
final class HubLines {
    /// The name of the socket in the state directory.
    static final String SOCKET = "hub.sock";

    private HubLines() {}

    /// @param login for a hub somewhere else
    static HubLine open(ServerConnector connector, Configuration configuration, Path home, HubLogin login)
            throws Failed {
        Optional<RemoteHub> remote = configuration.remoteHub();
        return remote.isPresent()
                ? far(connector, remote.get(), home, login)
                : near(configuration.state().resolve(SOCKET));
    }

    private static HubLine near(Path socket) throws Failed {
        var channel = Socket.dial(socket)
                .orElseThrow(() -> Failure.of(
                                Failure.Code.CONNECTION_REFUSED,
                                "no hub runs on this machine for this user (nobody answers at " + socket
                                        + "); start one with drey serve, or name one as remoteHub in the"
                                        + " configuration")
                        .thrown());
        return new Line("the hub on this machine", Asking.over(channel, () -> {}));
    }

    private static HubLine far(ServerConnector connector, RemoteHub hub, Path home, HubLogin login) throws Failed {
        Draft draft = new Draft("remoteHub", Draft.Expansion.NONE);
        draft.set("host", hub.host());
        draft.set("port", hub.port());
        draft.set("username", hub.user());
        login.over().write(draft);
        Server server = Drafted.server(draft, hub.host(), home, true, login.sshConfig());
        Dialing dialing = connector.dialing(server, login.asker().canAsk());
        Link link = Dialler.dial(dialing, new AskedPrompts(login.asker()));
        try {
            return new Line(hub.toString(), Asking.over(link.openSubsystem("drey-control"), link::close));
        } catch (Failed failed) {
            link.close();
            if (failed.code() != Failure.Code.UNSUPPORTED) throw failed;
            throw Failure.of(
                            Failure.Code.UNSUPPORTED,
                            hub + " is no hub of drey: " + failed.failure().message())
                    .thrown(failed);
        } catch (RuntimeException failed) {
            link.close();
            throw failed;
        }
    }

    private record Line(String name, Asking asking) implements HubLine {
        @Override
        public Outcome ask(Operation operation) throws Failed {
            return asking.ask(operation);
        }

        @Override
        public void close() {
            asking.close();
        }
    }
}
