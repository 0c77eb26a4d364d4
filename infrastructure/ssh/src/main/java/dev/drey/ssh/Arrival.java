package dev.drey.ssh;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// One connection of a [Listener], from when it is accepted until it has ended. A virtual thread of its own
/// says hello and waits for the peer to do the same, and then in the [Lobby]; a session is made when there is
/// room for it.
final class Arrival implements Lobby.Visitor, Runnable {
    private static final ByteBuffer HELLO = ascii("SSH-2.0-" + Reception.SOFTWARE + "\r\n");
    private static final ByteBuffer NOT_SSH = ascii("Invalid SSH identification string.\r\n");

    private final Listener listener;
    private final SocketChannel channel;
    private final InetSocketAddress remote;
    private final CompletableFuture<Boolean> mayEnter = new CompletableFuture<>();
    private volatile InetSocketAddress from;
    private volatile Object origin;
    private volatile boolean sentAway;

    Arrival(Listener listener, SocketChannel channel) throws IOException {
        this.listener = listener;
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.getRemoteAddress();
        this.from = remote;
        this.origin = network(remote.getAddress());
    }

    private static ByteBuffer ascii(String text) {
        return StandardCharsets.US_ASCII.encode(text).asReadOnlyBuffer();
    }

    /// Of IPv6 the /64: so many addresses a single customer has.
    private static Object network(InetAddress address) {
        if (!(address instanceof Inet6Address)) return address;
        return ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), 8));
    }

    Listener listener() {
        return listener;
    }

    /// `address:port`; where a proxy is trusted, those it names.
    String from() {
        return text(from);
    }

    private static String text(InetSocketAddress address) {
        return address.toString().replaceFirst("^.*/", "");
    }

    @Override
    public Object origin() {
        return origin;
    }

    @Override
    public void letIn() {
        mayEnter.complete(true);
    }

    @Override
    public void sendAway(String why) {
        sentAway = true;
        listener.turnedAway(from(), why);
        end();
    }

    /// Ends the connection, however far it has come.
    void end() {
        mayEnter.complete(false);
        try {
            channel.close();
        } catch (IOException gone) {
            Log.debug("closing {}", from(), gone);
        }
    }

    @Override
    public void run() {
        boolean served = false;
        try {
            Greeting greeting = greet();
            listener.lobby().wantsIn(this);
            served = mayEnter.join() && serve(greeting);
        } catch (Greeting.Wrong wrong) {
            listener.notUnderstood(text(remote), wrong.why());
            sayThatItIsWrong();
        } catch (IOException gone) {
            if (!sentAway) Log.debug("{} did not want to log in", from(), gone);
        } finally {
            if (!served) {
                end();
                listener.left(this);
            }
        }
    }

    private Greeting greet() throws IOException {
        listener.arrived(this);
        channel.write(HELLO.duplicate());
        Greeting greeting = Greeting.read(channel, remote, listener.trusts(remote.getAddress()));
        from = greeting.from();
        origin = network(greeting.from().getAddress());
        return greeting;
    }

    private boolean serve(Greeting greeting) throws IOException {
        WireSession wire = new WireSession(TcpWire.accepted(channel, greeting));
        try {
            AcceptedSession session = new AcceptedSession(wire, this);
            var _ = session.over().thenRun(() -> listener.left(this));
            listener.opened(this, session);
            session.begin();
            return true;
        } catch (Exception failed) {
            Log.warn("a connection from {} could not be served", from(), failed);
            return false;
        }
    }

    private void sayThatItIsWrong() {
        try {
            channel.write(NOT_SSH.duplicate());
        } catch (IOException gone) {
            Log.debug("{} could not be told", from(), gone);
        }
    }
}
