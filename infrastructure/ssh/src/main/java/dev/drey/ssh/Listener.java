package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.HostKey;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.sshd.server.SshServer;

/// An SSH server that lets in whom its [Entrance] admits and serves what the guest knows how to: the
/// subsystem `sftp` first of all, never a shell or a forward.
///
/// One thread accepts, one keeps the time of the [Lobby]. Each connection has one thread until it has named
/// its software, and then two; all are virtual.
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_TICK = Duration.ofMillis(250);

    private final Listening how;
    private final Entrance entrance;
    private final ServerSocketChannel socket;
    private final SshServer server;
    private final List<HostKey> hostKeys;
    private final Lobby lobby;
    private final Map<Arrival, Optional<AcceptedSession>> arrivals = new ConcurrentHashMap<>();
    private final AtomicInteger endings = new AtomicInteger();
    private final RareLog turnedAway = new RareLog("turned away", Log::info);
    private final RareLog notUnderstood = new RareLog("hung up on", Log::info);
    private final RareLog notAccepted = new RareLog("cannot accept", Log::info);
    private final Thread clock;
    private volatile boolean closed;

    private Listener(Listening how, Entrance entrance, ServerSocketChannel socket, List<KeyPair> keys) {
        this.how = how;
        this.entrance = entrance;
        this.socket = socket;
        this.server = Reception.make(how, keys);
        this.hostKeys =
                keys.stream().map(key -> HostKeyCheck.blob(key.getPublic())).toList();
        Limits limits = how.limits();
        this.lobby = new Lobby(
                new Lobby.Rules(
                        limits.waiting(),
                        limits.halfOpen(),
                        2 * Runtime.getRuntime().availableProcessors(),
                        limits.idlePerAddress(),
                        limits.connections(),
                        IDLE,
                        limits.login()),
                System::nanoTime);
        this.clock = Thread.ofVirtual().name("ssh-lobby " + port()).unstarted(this::keepTime);
    }

    /// Starts to listen.
    ///
    /// @throws Failed BUSY when the port is taken, PERMISSION_DENIED or INVALID_ARGUMENT when a host
    ///     key's file or the address cannot be used
    public static Listener open(Listening how, Entrance entrance) throws Failed {
        FastCiphers.warm();
        List<KeyPair> keys = HostKeys.of(how);
        Listener listener = new Listener(how, entrance, bind(how), keys);
        listener.clock.start();
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
        } catch (BindException taken) {
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
        return hostKeys.getFirst();
    }

    /// All that a client may be shown, one of each kind.
    public List<HostKey> hostKeys() {
        return hostKeys;
    }

    /// How many connections there are, logged in or not.
    public int connections() {
        return arrivals.size();
    }

    /// How many exchange keys or log in.
    public int halfOpen() {
        return lobby.inside();
    }

    /// How many have not said yet what they are, or wait for room to log in.
    public int waiting() {
        return lobby.waiting();
    }

    Listening how() {
        return how;
    }

    Entrance entrance() {
        return entrance;
    }

    SshServer server() {
        return server;
    }

    Lobby lobby() {
        return lobby;
    }

    /// How often [#end] was called.
    int endings() {
        return endings.get();
    }

    boolean trusts(InetAddress proxy) {
        return how.trustedProxies().stream().anyMatch(range -> range.contains(proxy));
    }

    void turnedAway(String who, String why) {
        turnedAway.add(who, why);
    }

    void notUnderstood(String who, String why) {
        notUnderstood.add(who, why);
    }

    void arrived(Arrival arrival) {
        lobby.arrived(arrival);
        LockSupport.unpark(clock);
    }

    void opened(Arrival arrival, AcceptedSession session) {
        arrivals.put(arrival, Optional.of(session));
        if (closed) session.close(true);
    }

    void left(Arrival arrival) {
        arrivals.remove(arrival);
        lobby.left(arrival);
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                SocketChannel peer = socket.accept();
                if (lobby.isFull()) turnAway(peer);
                else greet(peer);
            } catch (IOException failed) {
                if (socket.isOpen()) pause(failed);
            }
        }
        // Those too who came while the socket was closed.
        arrivals.forEach((arrival, session) -> {
            if (closed || session.filter(AcceptedSession::isAuthenticated).isEmpty()) arrival.end();
        });
    }

    private void turnAway(SocketChannel peer) throws IOException {
        turnedAway(String.valueOf(peer.getRemoteAddress()), "too many connections");
        peer.close();
    }

    private void greet(SocketChannel peer) throws IOException {
        try {
            Arrival arrival = new Arrival(this, peer);
            arrivals.put(arrival, Optional.empty());
            Thread.ofVirtual().name("ssh-hello " + arrival.from()).start(arrival);
        } catch (IOException gone) {
            peer.close();
        }
    }

    /// As when there are no more file descriptors: the next try may fare better, when somebody has gone.
    private void pause(IOException why) {
        notAccepted.add("port " + port(), Failures.said(why));
        lobby.sendOneAway();
        try {
            Thread.sleep(100);
        } catch (InterruptedException impossible) {
            Thread.currentThread().interrupt();
        }
    }

    /// Only while there is somebody whose time is to be kept.
    private void keepTime() {
        Duration quarter = how.limits().login().dividedBy(4);
        Duration tick = quarter.compareTo(LONGEST_TICK) < 0 ? quarter : LONGEST_TICK;
        try {
            while (socket.isOpen()) {
                if (lobby.isEmpty()) LockSupport.park();
                else Thread.sleep(tick);
                lobby.tick();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /// Puts out whom it holds for: their connections are ended, and who is just logging in is asked about
    /// anew. To be called after what admits them was changed.
    public void end(Predicate<Entrance.Guest> whom) {
        endings.incrementAndGet();
        for (Optional<AcceptedSession> session : arrivals.values()) {
            session.filter(one -> one.guest().filter(whom).isPresent()).ifPresent(AcceptedSession::putOut);
        }
    }

    /// Takes nobody in any more: who has not logged in is sent away, who has stays until [#close()]. Harmless when
    /// repeated.
    public void stopListening() {
        try {
            socket.close();
        } catch (IOException gone) {
            Log.debug("closing {}", how, gone);
        }
    }

    /// Stops to listen and ends every connection. Harmless when repeated.
    @Override
    public void close() {
        closed = true;
        stopListening();
        clock.interrupt();
        arrivals.forEach((arrival, session) -> session.ifPresentOrElse(one -> one.close(true), arrival::end));
    }
}
