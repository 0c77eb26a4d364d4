package dev.drey.ssh;

import dev.drey.files.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.AbstractClientChannel;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;

/// The library's client channel under a [Lane]: every packet that matters for speed goes past the library's
/// streams.
final class ClientLane extends AbstractClientChannel implements Lane.Below {
    private final DialledSession session;
    private final Start start;
    private final Lane lane;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile Consumer<byte[]> aside = bytes -> {};
    private volatile boolean withoutInput;

    /// How the channel is opened, and what is asked of it then.
    sealed interface Start {
        record Subsystem(String name) implements Start {}

        record Command(String command, boolean agent) implements Start {}

        record Tunnel(String host, int port) implements Start {}
    }

    ClientLane(DialledSession session, Start start, Windows windows, Duration stall) {
        super(start instanceof Start.Tunnel ? "direct-tcpip" : "session");
        this.session = session;
        this.start = start;
        this.lane = new Lane(this, session.login().dialing().peer(), windows, stall);
        CoreModuleProperties.WINDOW_SIZE.set(this, (long) windows.window());
        CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) windows.packet());
    }

    Lane lane() {
        return lane;
    }

    /// Completes when what was asked for is there.
    CompletableFuture<Void> ready() {
        return ready;
    }

    /// Ends our stream as soon as the command runs; set before the channel is opened.
    void withoutInput() {
        withoutInput = true;
    }

    /// Hears the side stream (stderr); set before the channel is opened.
    void aside(Consumer<byte[]> to) {
        aside = to;
    }

    /// The far side said no.
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final int reason;

        Refused(int reason, String text) {
            super(text);
            this.reason = reason;
        }

        /// RFC 4254, section 5.1; 0 when the channel was opened but the request refused.
        int reason() {
            return reason;
        }
    }

    @Override
    public synchronized OpenFuture open() throws IOException {
        if (!(start instanceof Start.Tunnel tunnel)) return super.open();
        openFuture = new DefaultOpenFuture(tunnel.host(), futureLock);
        Buffer packet = packet(SshConstants.SSH_MSG_CHANNEL_OPEN, tunnel.host().length() * 3 + 128);
        packet.putString(getChannelType());
        packet.putUInt(getChannelId());
        packet.putUInt(getLocalWindow().getSize());
        packet.putUInt(getLocalWindow().getPacketSize());
        packet.putString(tunnel.host());
        packet.putUInt(tunnel.port());
        packet.putString("127.0.0.1");
        packet.putUInt(0);
        write(packet);
        return openFuture;
    }

    @Override
    protected void doOpen() throws IOException {
        lane.opened(getRemoteWindow().getSize(), getRemoteWindow().getPacketSize());
        switch (start) {
            case Start.Subsystem subsystem -> request("subsystem", subsystem.name());
            case Start.Command command -> {
                if (command.agent()) requestAgent();
                request("exec", command.command());
            }
            case Start.Tunnel tunnel -> ready.complete(null);
        }
    }

    private void request(String type, String argument) throws IOException {
        Buffer packet = packet(SshConstants.SSH_MSG_CHANNEL_REQUEST, type.length() + argument.length() * 3 + 32);
        packet.putUInt(getRecipient());
        packet.putString(type);
        packet.putBoolean(true);
        packet.putString(argument);
        write(packet);
    }

    private void requestAgent() throws IOException {
        session.login().letAgentBeForwarded();
        Buffer packet = packet(SshConstants.SSH_MSG_CHANNEL_REQUEST, 64);
        packet.putUInt(getRecipient());
        packet.putString("auth-agent-req@openssh.com");
        packet.putBoolean(false);
        write(packet);
    }

    @Override
    public void handleSuccess() throws IOException {
        if (withoutInput) sendEof();
        ready.complete(null);
    }

    @Override
    public void handleFailure() {
        ready.completeExceptionally(new Refused(0, "the request was refused"));
        close(false);
    }

    @Override
    public void handleOpenFailure(Buffer buffer) {
        int at = buffer.rpos();
        Refused refused = new Refused(buffer.getInt(), buffer.getString());
        buffer.rpos(at);
        super.handleOpenFailure(buffer);
        ready.completeExceptionally(refused);
        lane.ended(Optional.empty());
    }

    @Override
    public void handleData(Buffer buffer) throws IOException {
        int length = length(buffer);
        lane.arrived(buffer.array(), buffer.rpos(), length);
    }

    @Override
    public void handleExtendedData(Buffer buffer) throws IOException {
        buffer.getInt();
        int length = length(buffer);
        byte[] bytes = new byte[length];
        buffer.getRawBytes(bytes);
        aside.accept(bytes);
        lane.arrivedAside(length);
    }

    static int length(Buffer buffer) throws IOException {
        int length = buffer.getInt();
        if (length < 0 || length > buffer.available()) throw new IOException("a channel packet of a wrong length");
        return length;
    }

    @Override
    public void handleWindowAdjust(Buffer buffer) throws IOException {
        lane.grown(buffer.getUInt());
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        if (!withoutInput) close(false);
    }

    @Override
    protected void preClose() {
        super.preClose();
        Optional<Failure> loss = session.loss();
        lane.ended(loss);
        ready.completeExceptionally(new IOException("the channel was closed"));
    }

    @Override
    public Buffer packet(byte command, int length) {
        return session.createBuffer(command, length);
    }

    @Override
    public void write(Buffer packet) throws IOException {
        session.writePacket(packet);
    }

    @Override
    public boolean awaitRoom(Duration limit) throws InterruptedException {
        return session.wire().awaitRoom(limit);
    }

    @Override
    public long recipient() {
        return getRecipient();
    }

    @Override
    public void shut() {
        close(false);
    }
}
