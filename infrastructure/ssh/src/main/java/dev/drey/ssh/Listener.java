package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.HostKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.KeyPair;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.sshd.server.SshServer;

/// An SSH server that lets in whom its [Entrance] admits and serves nothing but the subsystem `sftp`: no
/// shell, no
/// commands, no forwards. One thread accepts; each connection has two of its own, all virtual.
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final Listening how;
    private final Entrance entrance;
    private final ServerSocketChannel socket;
    private final SshServer server;
    private final HostKey hostKey;
    private final Set<AcceptedSession> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger endings = new AtomicInteger();

    private Listener(Listening how, Entrance entrance, ServerSocketChannel socket, KeyPair key) {
        this.how = how;
        this.entrance = entrance;
        this.socket = socket;
        this.server = Reception.make(how, key);
        this.hostKey = HostKeyCheck.blob(key.getPublic());
    }

    /// Starts to listen.
    ///
    /// @throws Failed BUSY when the port is taken, PERMISSION_DENIED or INVALID_ARGUMENT when the host
    ///     key's file or
    ///     the address cannot be used
    public static Listener open(Listening how, Entrance entrance) throws Failed {
        FastCiphers.warm();
        KeyPair key = OwnKey.of(how.hostKey());
        Listener listener = new Listener(how, entrance, bind(how), key);
        Thread.ofVirtual().name("ssh-accept " + listener.port()).start(listener::accept);
        return listener;
    }

    private static ServerSocketChannel bind(Listening how) throws Failed {
        String where = how.host() + " port " + how.port();
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                return socket.bind(new InetSocketAddress(InetAddress.getByName(how.host()), how.port()), BACKLOG);
            } catch (IOException | RuntimeException refused) {
                socket.close();
                throw refused;
            }
        } catch (java.net.BindException taken) {
            throw Failure.of(Code.BUSY, "cannot listen on " + where + ": " + Failures.said(taken))
                    .thrown(taken);
        } catch (IOException | RuntimeException refused) {
            throw Failure.of(Code.INVALID_ARGUMENT, "cannot listen on " + where + ": " + Failures.said(refused))
                    .thrown(refused);
        }
    }

    public String host() {
        return how.host();
    }

    /// The port it really listens on.
    public int port() {
        return socket.socket().getLocalPort();
    }

    /// What its clients should find.
    public HostKey hostKey() {
        return hostKey;
    }

    /// How many connections there are.
    public int connections() {
        return sessions.size();
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel peer = socket.accept();
                if (sessions.size() < how.connections()) serve(peer);
                else peer.close();
            } catch (IOException failed) {
                if (socket.isOpen()) pause(failed);
            }
        }
    }

    /// As when there are no more file descriptors: the next try may fare better.
    private void pause(IOException why) {
        Log.warn("accepting on port {} failed", port(), why);
        try {
            Thread.sleep(100);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel peer) throws IOException {
        Wire wire = TcpWire.accepted(peer);
        try {
            AcceptedSession session = new AcceptedSession(server, new WireSession(wire), how, entrance, endings);
            sessions.add(session);
            var _ = session.over().thenRun(() -> sessions.remove(session));
            session.begin();
        } catch (Exception failed) {
            wire.close();
            Log.warn("a connection from {} could not be served", wire.remote(), failed);
        }
    }

    /// Puts out whom it holds for: their connections are ended, and who is just logging in is asked about anew.
    /// To be called after what admits them was changed.
    public void end(Predicate<Entrance.Guest> whom) {
        endings.incrementAndGet();
        for (AcceptedSession session : sessions)
            if (session.guest().filter(whom).isPresent()) session.putOut();
    }

    /// Stops to listen and ends every connection. Harmless when repeated.
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            Log.debug("closing {}", how, gone);
        }
        sessions.forEach(session -> session.close(true));
    }
}
