package dev.drey.ssh;

import dev.drey.files.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;

/// A channel by which the server reaches our agent, once a command with agent forwarding was asked for.
/// Requests are
/// small; a thread of its own carries them, one after the other.
final class AgentLane extends AcceptedLane {
    static final ChannelFactory FACTORY = new ChannelFactory() {
        @Override
        public String getName() {
            return "auth-agent@openssh.com";
        }

        @Override
        public Channel createChannel(Session session) {
            return new AgentLane((DialledSession) session);
        }
    };

    private static final Windows WINDOWS = new Windows(64 << 10, 32 << 10);
    private static final int LARGEST_REQUEST = 64 << 10;

    private final DialledSession session;

    private AgentLane(DialledSession session) {
        super(
                session.login().dialing().peer() + " (agent)",
                WINDOWS,
                session.login().dialing().timing().stall());
        this.session = session;
    }

    @Override
    Optional<SshChannelOpenException> refusal() {
        if (session.login().forwardedAgent().isPresent()) return Optional.empty();
        return Optional.of(new SshChannelOpenException(
                getChannelId(), SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, "no agent is forwarded"));
    }

    @Override
    void begun() {
        Optional<Path> socket = session.login().forwardedAgent();
        socket.ifPresent(path -> Thread.ofVirtual().name("ssh-agent").start(() -> serve(path)));
    }

    @Override
    Optional<Failure> loss() {
        return session.loss();
    }

    private void serve(Path socket) {
        LaneWire wire = new LaneWire(lane(), "agent", 0);
        try (AgentSocket agent = new AgentSocket(socket)) {
            while (true) {
                ByteBuffer length = read(wire, ByteBuffer.allocate(Integer.BYTES));
                int size = length.getInt(0);
                if (size < 1 || size > LARGEST_REQUEST) throw new IOException("a request of " + size + " bytes");
                ByteBuffer question = ByteBuffer.allocate(Integer.BYTES + size).putInt(size);
                byte[] answer = agent.ask(read(wire, question).array());
                lane().send(ByteBuffer.allocate(Integer.BYTES).putInt(0, answer.length), ByteBuffer.wrap(answer));
            }
        } catch (IOException over) {
            Log.debug("{}: agent forwarding ends", session, over);
        } finally {
            lane().close();
        }
    }

    private static ByteBuffer read(LaneWire wire, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (wire.read(into) < 0) throw new EOFException("the server is done");
        }
        return into;
    }
}
