package dev.drey.testbed;

import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Packet;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server that greets and then answers only when a test says so. Its reading half may die while its
/// writing half goes on taking bytes, as half a TCP connection does.
final class MuteServer implements Channel {
    private static final int LARGEST_PACKET = 1 << 16;

    private final Framing framing = new Framing(LARGEST_PACKET, LARGEST_PACKET);
    private final BlockingQueue<Request.Stat> asked = new LinkedBlockingQueue<>();
    private @Nullable Receiver receiver;
    private boolean open = true;

    @Override
    public synchronized void receive(Receiver hearing) {
        receiver = hearing;
    }

    @Override
    public synchronized void send(ByteBuffer... parts) {
        for (ByteBuffer part : parts) {
            while (framing.next(part) instanceof Frame.Whole whole) {
                switch (Request.decode(whole.keep())) {
                    case Decoded.Whole<Request>(Request request) -> asked.add((Request.Stat) request);
                    case Decoded.Malformed<Request> greeting -> say(new Version(3, List.of()));
                }
            }
        }
    }

    private synchronized void say(Packet packet) {
        Receiver hearing = receiver;
        if (hearing == null) return;
        for (ByteBuffer part : packet.encode()) hearing.data(part);
    }

    /// The next question, which arrives within 5 s.
    Request.Stat next() throws InterruptedException {
        Request.Stat request = asked.poll(5, TimeUnit.SECONDS);
        if (request == null) throw new AssertionError("nothing was asked");
        return request;
    }

    /// Answers with a file of this mode.
    void answer(Request.Stat request, int mode) {
        say(new Reply.Attributes(request.id(), new Attrs(Attrs.PERMISSIONS, 0, 0, 0, mode, 0, 0, List.of())));
    }

    /// Nothing will be heard any more; what is sent is still taken.
    synchronized void dies() {
        Receiver hearing = receiver;
        receiver = null;
        if (hearing != null) hearing.closed(Optional.empty());
    }

    @Override
    public void consumed(int bytes) {}

    @Override
    public synchronized boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        open = false;
        dies();
    }
}
