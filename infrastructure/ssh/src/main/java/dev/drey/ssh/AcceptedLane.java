package dev.drey.ssh;

import dev.drey.files.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.channel.AbstractServerChannel;

/// A channel that the far side opened, under a [Lane].
abstract class AcceptedLane extends AbstractServerChannel implements Lane.Below {
    private final Lane lane;

    AcceptedLane(String name, Windows windows, Duration stall) {
        super(null);
        this.lane = new Lane(this, name, windows, stall);
        CoreModuleProperties.WINDOW_SIZE.set(this, (long) windows.window());
        CoreModuleProperties.MAX_PACKET_SIZE.set(this, (long) windows.packet());
    }

    Lane lane() {
        return lane;
    }

    /// Why the channel is not opened; empty lets it be.
    abstract Optional<SshChannelOpenException> refusal();

    /// The channel is there.
    abstract void begun();

    /// Why channels end with the session, where it was not in order.
    abstract Optional<Failure> loss();

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        Optional<SshChannelOpenException> refusal = refusal();
        if (refusal.isPresent()) {
            OpenFuture refused = new DefaultOpenFuture(this, futureLock);
            refused.setException(refusal.get());
            refused.addListener(done -> close(true));
            return refused;
        }
        lane.opened(getRemoteWindow().getSize(), getRemoteWindow().getPacketSize());
        OpenFuture opened = super.doInit(buffer);
        begun();
        return opened;
    }

    @Override
    public void handleData(Buffer buffer) throws IOException {
        int length = ClientLane.length(buffer);
        lane.arrived(buffer.array(), buffer.rpos(), length);
    }

    @Override
    public void handleExtendedData(Buffer buffer) throws IOException {
        buffer.getInt();
        lane.arrivedAside(ClientLane.length(buffer));
    }

    @Override
    public void handleWindowAdjust(Buffer buffer) throws IOException {
        lane.grown(buffer.getUInt());
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        lane.inputEnded();
    }

    @Override
    protected void preClose() {
        super.preClose();
        lane.ended(loss());
    }

    @Override
    protected void doWriteData(byte[] data, int offset, long length) {
        throw new IllegalStateException("data goes to the lane");
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) {
        throw new IllegalStateException("data goes to the lane");
    }

    @Override
    public Buffer packet(byte command, int length) {
        return getSession().createBuffer(command, length);
    }

    @Override
    public void write(Buffer packet) throws IOException {
        getSession().writePacket(packet);
    }

    @Override
    public boolean awaitRoom(Duration limit) throws InterruptedException {
        return ((WireSession) getSession().getIoSession()).awaitRoom(limit);
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
