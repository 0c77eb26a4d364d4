package dev.drey.sftp.client;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Attrs;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Packet;
import dev.drey.sftp.wire.Pair;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server whose every word a test writes: what the client sends is taken from a queue, what it hears is
/// sent by hand. INIT is answered at once with what the constructor was given.
final class FarSide implements Channel {
    private final Framing framing = new Framing(1 << 20, 1 << 20);
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Object mouth = new Object();
    private final @Nullable ByteBuffer hello;
    private @Nullable Receiver receiver;
    private volatile boolean open = true;

    private FarSide(@Nullable ByteBuffer hello) {
        this.hello = hello;
    }

    static FarSide announcing(String... namesAndVersions) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < namesAndVersions.length; i += 2) {
            pairs.add(Pair.of(namesAndVersions[i], namesAndVersions[i + 1]));
        }
        return new FarSide(joined(new Version(3, pairs).encode()));
    }

    static FarSide saying(byte[] hello) {
        return new FarSide(ByteBuffer.wrap(hello));
    }

    static FarSide silent() {
        return new FarSide(null);
    }

    FileTree tree() throws Failed {
        return SftpClient.over(this, "far");
    }

    FileTree tree(Limits limits) throws Failed {
        return SftpClient.over(this, "far", limits);
    }

    /// The next request, which must be of this kind.
    <R extends Request> R next(Class<R> kind) throws InterruptedException {
        Request request = requests.poll(5, TimeUnit.SECONDS);
        if (request == null) throw new AssertionError("nothing was sent, but a " + kind.getSimpleName() + " expected");
        if (!kind.isInstance(request)) throw new AssertionError("expected a " + kind.getSimpleName() + ": " + request);
        return kind.cast(request);
    }

    boolean nothingWasSent() throws InterruptedException {
        return requests.poll(100, TimeUnit.MILLISECONDS) == null;
    }

    void say(Packet packet) {
        say(encoded(packet));
    }

    /// What would be said.
    ByteBuffer encoded(Packet packet) {
        return joined(packet.encode());
    }

    void say(String hex) {
        say(ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
    }

    void say(ByteBuffer bytes) {
        synchronized (mouth) {
            Receiver hearing = receiver;
            if (hearing != null) hearing.data(bytes.asReadOnlyBuffer());
        }
    }

    void ok(Request request) {
        say(Reply.Status.of(request.id(), StatusCode.OK, ""));
    }

    void refuse(Request request, StatusCode code, String message) {
        say(Reply.Status.of(request.id(), code, message));
    }

    void handle(Request request, String handle) {
        say(new Reply.Handle(request.id(), Bytes.of(handle)));
    }

    void mode(Request request, int mode) {
        say(new Reply.Attributes(request.id(), new Attrs(Attrs.PERMISSIONS, 0, 0, 0, mode, 0, 0, List.of())));
    }

    /// Ends the channel from the far side.
    void hangUp(Optional<Failure> why) {
        open = false;
        synchronized (mouth) {
            Receiver hearing = receiver;
            receiver = null;
            if (hearing != null) hearing.closed(why);
        }
    }

    @Override
    public void receive(Receiver receiver) {
        this.receiver = receiver;
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        if (!open)
            throw Failure.of(Failure.Code.CONNECTION_LOST, "the far side is gone")
                    .thrown();
        ByteBuffer bytes = joined(parts);
        synchronized (framing) {
            while (framing.next(bytes) instanceof Frame.Whole whole) {
                if (Request.decode(whole.keep()) instanceof Decoded.Whole<Request>(Request request)) {
                    requests.add(request);
                } else if (Init.decode(whole.packet()) instanceof Decoded.Whole<Init> && hello != null) {
                    say(hello);
                } else if (hello != null) {
                    throw new AssertionError("the client sent what is no request");
                }
            }
        }
    }

    @Override
    public void consumed(int bytes) {}

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        hangUp(Optional.empty());
    }

    private static ByteBuffer joined(ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) length += part.remaining();
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) whole.put(part);
        return whole.flip();
    }
}
