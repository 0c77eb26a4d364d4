package dev.drey.ssh;

import dev.drey.files.Failure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/// A `session` channel of a [Listener]: it may ask for the subsystem `sftp`, once, and for nothing else.
final class SftpLane extends AcceptedLane {
    static final ChannelFactory FACTORY = new ChannelFactory() {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            return new SftpLane((AcceptedSession) session);
        }
    };

    private final AcceptedSession session;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean counted = new AtomicBoolean();

    private SftpLane(AcceptedSession session) {
        super(session.from(), session.how().windows(), session.how().stall());
        this.session = session;
    }

    @Override
    Optional<SshChannelOpenException> refusal() {
        if (session.takeChannel()) {
            counted.set(true);
            return Optional.empty();
        }
        return Optional.of(new SshChannelOpenException(
                getChannelId(), SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "too many channels"));
    }

    @Override
    void begun() {}

    @Override
    Optional<Failure> loss() {
        return session.loss();
    }

    @Override
    public void handleRequest(Buffer buffer) throws IOException {
        String type = buffer.getString();
        boolean reply = buffer.getBoolean();
        boolean granted =
                type.equals("subsystem") && buffer.getString().equals("sftp") && asked.compareAndSet(false, true);
        if (reply) {
            Buffer packet = packet(
                    granted ? SshConstants.SSH_MSG_CHANNEL_SUCCESS : SshConstants.SSH_MSG_CHANNEL_FAILURE,
                    Integer.BYTES);
            packet.putUInt(getRecipient());
            write(packet);
        }
        if (granted) Thread.ofVirtual().name("sftp " + session.from()).start(this::serve);
    }

    private void serve() {
        try {
            session.entrance().sftp(session.caller(), lane());
            sendExitStatus(0);
        } catch (IOException | RuntimeException failed) {
            Log.warn("serving {} ended", session.from(), failed);
        } finally {
            lane().close();
        }
    }

    @Override
    protected void preClose() {
        super.preClose();
        if (counted.compareAndSet(true, false)) session.giveChannelBack();
    }
}
