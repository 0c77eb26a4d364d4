package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Receiver;
import dev.drey.ssh.Entrance.Command;
import dev.drey.ssh.Entrance.Guest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;

/// A `session` channel of a [Listener] (RFC 4254, section 6): it may ask once for a subsystem or a command.
/// Whoever wants a shell, or a command that there is not, is told what this is.
final class SessionLane extends AcceptedLane {
    static final ChannelFactory FACTORY = new ChannelFactory() {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            AcceptedSession accepted = (AcceptedSession) session;
            return new SessionLane(accepted, accepted.takeWindows());
        }
    };

    private final AcceptedSession session;
    private final Windows windows;
    private final AtomicReference<Optional<Command>> asked = new AtomicReference<>(Optional.empty());
    private final AtomicBoolean counted = new AtomicBoolean();

    /// Belongs to the reader.
    private boolean terminal;

    private SessionLane(AcceptedSession session, Windows windows) {
        super(session.from(), windows, session.how().stall());
        this.session = session;
        this.windows = windows;
    }

    @Override
    Optional<SshChannelOpenException> refusal() {
        if (session.takeChannel()) {
            counted.set(true);
            return Optional.empty();
        }
        session.giveBack(windows);
        return Optional.of(new SshChannelOpenException(
                getChannelId(), SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "too many channels"));
    }

    /// Room for another channel is there when this one is gone on both sides.
    @Override
    void begun() {
        addCloseFutureListener(closed -> giveBack());
    }

    /// Nobody can go on over a line that takes nothing.
    @Override
    public boolean awaitRoom(Duration limit) throws InterruptedException {
        boolean room = super.awaitRoom(limit);
        if (!room) session.stalled();
        return room;
    }

    @Override
    Optional<Failure> loss() {
        return session.loss();
    }

    @Override
    public void handleRequest(Buffer buffer) throws IOException {
        String type = buffer.getString();
        boolean reply = buffer.getBoolean();
        Optional<Command> wanted = asked.get().isPresent() ? Optional.empty() : wanted(type, buffer);
        asked.compareAndSet(Optional.empty(), wanted);
        boolean granted = wanted.isPresent() || (type.equals("pty-req") && !terminal);
        if (granted && type.equals("pty-req")) terminal = true;
        if (reply) answer(granted);
        if (wanted.isPresent())
            Thread.ofVirtual().name(type + " " + session.from()).start(() -> serve(wanted.get()));
    }

    private Optional<Command> wanted(String type, Buffer buffer) {
        Guest guest = session.guest().orElseThrow();
        return switch (type) {
            case "subsystem" -> subsystem(guest, buffer.getString());
            case "exec" -> guest.exec(buffer.getString()).or(() -> Optional.of(turnedAway(guest)));
            case "shell" -> Optional.of(turnedAway(guest));
            default -> Optional.empty();
        };
    }

    private static Optional<Command> subsystem(Guest guest, String name) {
        if (name.equals("sftp")) return Optional.of(well(guest::sftp));
        return guest.subsystem(name).map(SessionLane::well);
    }

    private static Command well(Consumer<dev.drey.link.Channel> served) {
        return channel -> {
            served.accept(channel);
            return 0;
        };
    }

    private Command turnedAway(Guest guest) {
        String line = guest.refusal() + (terminal ? "\r\n" : "\n");
        return channel -> {
            channel.receive(Deaf.ONE);
            try {
                lane().sendAside(line);
            } catch (Failed unheard) {
                Log.debug("{} could not be told", session.from(), unheard);
            }
            return 1;
        };
    }

    private void answer(boolean granted) throws IOException {
        Buffer packet = packet(
                granted ? SshConstants.SSH_MSG_CHANNEL_SUCCESS : SshConstants.SSH_MSG_CHANNEL_FAILURE, Integer.BYTES);
        packet.putUInt(getRecipient());
        write(packet);
    }

    private void serve(Command command) {
        int status = 1;
        try {
            status = command.run(lane());
        } catch (RuntimeException failed) {
            Log.warn("serving {} ended", session.from(), failed);
        } finally {
            end(status);
            lane().close();
        }
    }

    /// What a client wants to hear before the channel is closed (RFC 4254, section 6.10); scp fails without.
    private void end(int status) {
        try {
            sendExitStatus(status);
            sendEof();
        } catch (IOException | RuntimeException gone) {
            Log.debug("{} was not told of the end", session.from(), gone);
        }
    }

    /// A guest that closes the channel instead of returning: the client hears the same of the end.
    @Override
    public void shut() {
        if (asked.get().isPresent()) end(lane().isBroken() ? 1 : 0);
        super.shut();
    }

    /// Nothing is for anybody before something was asked for.
    @Override
    public void handleData(Buffer buffer) throws IOException {
        if (asked.get().isEmpty()) throw new IOException("data for nobody");
        super.handleData(buffer);
    }

    /// Keeps nothing.
    private enum Deaf implements Receiver {
        ONE;

        @Override
        public void data(ByteBuffer bytes) {}

        @Override
        public void closed(Optional<Failure> why) {}
    }

    private void giveBack() {
        if (!counted.compareAndSet(true, false)) return;
        session.giveChannelBack();
        session.giveBack(windows);
    }
}
