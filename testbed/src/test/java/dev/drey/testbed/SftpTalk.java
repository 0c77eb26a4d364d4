package dev.drey.testbed;

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
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A client that says what it likes, packet by packet, and waits for one reply at a time; for trying servers. The
/// channel's reader gathers the replies.
final class SftpTalk implements Receiver, AutoCloseable {
    private static final int LARGEST = 1 << 20;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Channel channel;
    private final Framing framing = new Framing(LARGEST, LARGEST);
    private final Map<Integer, Reply> replies = new HashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile @Nullable Version version;
    private volatile boolean deaf;
    private int lastId;

    SftpTalk(Channel channel) {
        this.channel = channel;
        channel.receive(this);
    }

    @Override
    public void data(ByteBuffer bytes) {
        int count = bytes.remaining();
        synchronized (this) {
            while (framing.next(bytes) instanceof Frame.Whole whole) take(whole.keep());
            if (deaf) return;
            notifyAll();
        }
        channel.consumed(count);
    }

    private void take(ByteBuffer packet) {
        if (version == null) {
            version = whole(Version.decode(packet));
        } else {
            Reply reply = whole(Reply.decode(packet));
            if (replies.put(reply.id(), reply) != null) throw new AssertionError("two answers to " + reply.id());
        }
    }

    private static <P> P whole(Decoded<P> decoded) {
        return switch (decoded) {
            case Decoded.Whole<P> whole -> whole.packet();
            case Decoded.Malformed<P> wrong -> throw new AssertionError(wrong.why());
        };
    }

    @Override
    public void closed(Optional<Failure> why) {
        synchronized (this) {
            over.countDown();
            notifyAll();
        }
    }

    /// Gives no more room for replies.
    void stopReading() {
        deaf = true;
    }

    /// What a fresh conversation begins with.
    SftpTalk greeted() {
        post(new Init(3, List.of()));
        greetedAlready();
        return this;
    }

    /// The answer to an INIT that has been sent.
    synchronized Version greetedAlready() {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (version == null) pause(end, "VERSION");
        return version();
    }

    Version version() {
        Version said = version;
        if (said == null) throw new IllegalStateException("not greeted");
        return said;
    }

    int nextId() {
        return ++lastId;
    }

    void post(Packet packet) {
        try {
            channel.send(packet.encode());
        } catch (Failed failed) {
            throw new AssertionError(failed.failure().message(), failed);
        }
    }

    /// Bytes as they are; false where nobody takes them any more.
    boolean raw(byte... bytes) {
        try {
            channel.send(ByteBuffer.wrap(bytes));
            return true;
        } catch (Failed ended) {
            return false;
        }
    }

    /// A packet of a type and a body, with its right length in front.
    boolean packet(int type, byte... body) {
        ByteBuffer packet = ByteBuffer.allocate(5 + body.length);
        return raw(packet.putInt(1 + body.length).put((byte) type).put(body).array());
    }

    Reply ask(Request request) {
        post(request);
        return reply(request.id());
    }

    synchronized Reply reply(int id) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            Reply reply = replies.remove(id);
            if (reply != null) return reply;
            if (over.getCount() == 0) throw new AssertionError("the channel has ended without an answer to " + id);
            pause(end, "an answer to " + id);
        }
    }

    // Every caller asks again in a loop of its own.
    @SuppressWarnings("WaitNotInLoop")
    private void pause(long end, String what) {
        long left = end - System.nanoTime();
        if (left <= 0) throw new AssertionError("waited in vain for " + what);
        try {
            wait(1 + left / 1_000_000);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    Reply.Status status(Request request) {
        if (ask(request) instanceof Reply.Status status) return status;
        throw new AssertionError("no status: " + request);
    }

    Bytes handle(Request request) {
        Reply reply = ask(request);
        if (reply instanceof Reply.Handle handle) return handle.handle();
        throw new AssertionError(reply.toString());
    }

    /// Whether the far side ends the channel in time.
    boolean ends() {
        try {
            return over.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
