package dev.drey.drey;

import dev.drey.disk.LocalTree;
import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.RemotePath;
import dev.drey.link.Link;
import dev.drey.session.Asker;
import dev.drey.session.Connection;
import dev.drey.session.Connector;
import dev.drey.session.Endpoint;
import dev.drey.session.Route;
import dev.drey.session.Server;
import dev.drey.session.Target;
import dev.drey.sftp.client.Limits;
import dev.drey.sftp.client.MoreLinks;
import dev.drey.sftp.client.SftpClient;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.SshConfig;
import dev.drey.ssh.SshConfigLocal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Connects sessions: servers over SSH and SFTP, and this machine's disk.
final class ServerConnector implements Connector {
    /// To one endpoint, unless `maxConnections` says otherwise.
    private static final int CONNECTIONS = 4;

    /// Makes connectors of one process that differ in what of the local disk may be touched.
    interface Maker {
        ServerConnector over(LocalDisk disk);
    }

    private final SshConfigLocal local;
    private final LocalDisk disk;
    private final Map<String, String> environment;
    private final byte[] processKey = new byte[32];
    private boolean keyMade;

    ServerConnector(SshConfigLocal local, LocalDisk disk, Map<String, String> environment) {
        this.local = local;
        this.disk = disk;
        this.environment = Map.copyOf(environment);
    }

    private synchronized byte[] processKey() {
        if (!keyMade) new SecureRandom().nextBytes(processKey);
        keyMade = true;
        return processKey;
    }

    @Override
    public Route resolve(Target target) throws Failed {
        return switch (target) {
            case Target.Local(String edition) ->
                new Route(target, "local\n" + edition, "local", Endpoint.LOCAL, LocalTree.path(disk.home()));
            case Target.Remote(Server server) -> {
                Dialing dialing = dialing(server, true);
                String shown = dialing.username() + "@" + dialing.peer();
                boolean withKey = !server.login().keyFiles().isEmpty()
                        || server.login().keyText().isPresent();
                Endpoint endpoint = new Endpoint(dialing.host(), dialing.port(), dialing.username(), withKey);
                RemotePath home = server.basePath().orElse(RemotePath.HERE);
                yield new Route(target, key(server, dialing), shown, endpoint, home);
            }
        };
    }

    Dialing dialing(Server server, boolean canAsk) throws Failed {
        return new Dialings(config(server.sshConfig()), environment).of(server, canAsk);
    }

    SshConfig config(Optional<Path> file) throws Failed {
        return file.isPresent() ? SshConfig.read(file.get(), local) : SshConfig.read(local);
    }

    /// Everything that decides a connection, secrets included, as a hash under a key that this process
    /// alone has.
    private String key(Server server, Dialing dialing) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(processKey(), "HmacSHA256"));
            StringBuilder secrets = new StringBuilder(512);
            DialingText.append(secrets, dialing);
            server.login().password().ifPresent(secret -> secrets.append('\0').append(secret.reveal()));
            server.login().keyText().ifPresent(secret -> secrets.append('\1').append(secret.reveal()));
            server.login().passphrase().ifPresent(secret -> secrets.append('\2').append(secret.reveal()));
            return HexFormat.of().formatHex(mac.doFinal(secrets.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA256", impossible);
        }
    }

    @Override
    public Connection connect(Route route, Asker asker) throws Failed {
        return switch (route.target()) {
            case Target.Local here -> new LocalConnection(disk.open());
            case Target.Remote(Server server) -> connect(server, asker);
        };
    }

    private Connection connect(Server server, Asker asker) throws Failed {
        Dialing dialing = dialing(server, asker.canAsk());
        AskedPrompts prompts = new AskedPrompts(asker);
        Link link = new MainChannel(dial(server, dialing, prompts));
        try {
            AtomicInteger left =
                    new AtomicInteger(server.transfer().maxConnections().orElse(CONNECTIONS) - 1);
            MoreLinks more = () -> left.getAndDecrement() > 0 ? further(dialing, prompts) : Optional.empty();
            FileTree tree = SftpClient.over(link, Limits.USUAL, more);
            return new RemoteConnection(link, tree, dialing.username(), prompts.secretWasTyped());
        } catch (Failed | RuntimeException failed) {
            link.close();
            throw failed;
        }
    }

    private static Link dial(Server server, Dialing dialing, AskedPrompts prompts) throws Failed {
        try {
            return Dialler.dial(dialing, prompts);
        } catch (Failed failed) {
            throw TrustLine.named(server, dialing, failed);
        }
    }

    /// Another connection for lanes, made only when nobody need be asked.
    private static Optional<Link> further(Dialing dialing, AskedPrompts prompts) throws Failed {
        if (prompts.secretWasTyped()) return Optional.empty();
        return Optional.of(Dialler.dial(dialing, dev.drey.ssh.Prompts.NOBODY));
    }
}
