package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Packet;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.StatusCode;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A client without a line: what it sends is in the server's ears at once, and it can refuse to read.
final class FakeClient implements Channel {
    private final Framing framing = new Framing(1 << 20, 1 << 20);
    private final Map<Integer, Reply> replies = new ConcurrentHashMap<>();
    private final List<Integer> order = new ArrayList<>();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong credited = new AtomicLong();
    private volatile @Nullable Receiver server;
    private volatile @Nullable Version version;
    private volatile boolean open = true;
    private volatile @Nullable CountDownLatch stopped;
    /// Whether what comes is dropped, and only that it came is remembered.
    volatile boolean forgetful;
    private int lastId;

    @Override
    public void receive(Receiver receiver) {
        server = receiver;
    }

    @Override
    public synchronized void send(ByteBuffer... parts) throws Failed {
        CountDownLatch gate = stopped;
        try {
            if (gate != null) gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!open) throw Failure.of(Failure.Code.CONNECTION_LOST, "closed").thrown();
        for (ByteBuffer part : parts) take(part);
    }

    private void take(ByteBuffer part) {
        while (framing.next(part) instanceof Frame.Whole whole) {
            ByteBuffer packet = whole.keep();
            if (version == null) {
                version = whole(Version.decode(packet));
            } else {
                Reply reply = whole(Reply.decode(packet));
                synchronized (order) {
                    order.add(reply.id());
                }
                replies.put(reply.id(), forgetful ? Reply.Status.of(reply.id(), StatusCode.OK, "") : reply);
            }
        }
    }

    private static <P> P whole(Decoded<P> decoded) {
        return switch (decoded) {
            case Decoded.Whole<P> whole -> whole.packet();
            case Decoded.Malformed<P> wrong -> throw new AssertionError(wrong.why());
        };
    }

    @Override
    public void consumed(int bytes) {
        credited.addAndGet(bytes);
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        if (!open) return;
        open = false;
        read();
        ears().closed(Optional.empty());
    }

    /// Reads no replies from now on.
    void stopReading() {
        stopped = new CountDownLatch(1);
    }

    void read() {
        CountDownLatch gate = stopped;
        stopped = null;
        if (gate != null) gate.countDown();
    }

    private Receiver ears() {
        return Objects.requireNonNull(server);
    }

    Version init() {
        post(new Init(3, List.of()));
        await(() -> version != null);
        return Objects.requireNonNull(version);
    }

    int nextId() {
        return ++lastId;
    }

    void post(Packet packet) {
        for (ByteBuffer part : packet.encode()) raw(part);
    }

    void raw(ByteBuffer bytes) {
        sent.addAndGet(bytes.remaining());
        ears().data(bytes);
    }

    boolean answered(int id) {
        return replies.containsKey(id);
    }

    Reply reply(int id) {
        await(() -> answered(id));
        return Objects.requireNonNull(replies.remove(id));
    }

    Reply ask(Request request) {
        post(request);
        return reply(request.id());
    }

    StatusCode status(Request request) {
        return status(ask(request));
    }

    static StatusCode status(Reply reply) {
        return ((Reply.Status) reply).code();
    }

    Bytes handle(Request request) {
        Reply reply = ask(request);
        if (reply instanceof Reply.Handle handle) return handle.handle();
        throw new AssertionError(reply.toString());
    }

    static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(10))
                .until(condition);
    }
}
