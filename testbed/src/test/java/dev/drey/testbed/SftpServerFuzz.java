package dev.drey.testbed;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.Connection;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.sftp.server.SftpServer;
import dev.drey.sftp.wire.Init;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Drives our SFTP server over a tree in memory with any bytes, by Jazzer or by hand: several packets an input, so that
/// what was opened is read, renamed and closed.
///
/// An input is a list of packets, each a byte for its length and then so many bytes: a type and what follows. The id is
/// the packet's place in the list. Four bytes `HHHn` in it stand for the n-th handle that the server has given. Every
/// packet is answered, or ends the channel, or is ended by it; afterwards no handle is open, no turn waits, nothing is
/// in flight, and the file that nobody may write is what it was. No byte is credited twice, and where all was answered
/// each has been.
public final class SftpServerFuzz {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final long MEMORY = 8 << 20;
    private static final int HANDLE = 102;
    private static final byte MARK = 'H';
    private static final int MARKS = 3;
    private static final int ID = 1;

    private SftpServerFuzz() {}

    /// Loads and instruments what the first attempt would else be charged for. The name is Jazzer's.
    public static void fuzzerInitialize() throws Exception {
        fuzzerTestOneInput(new byte[] {14, 3, 0, 0, 0, 4, '/', 'd', '/', 'f', 0, 0, 0, 1, 0, 5, 8, 'H', 'H', 'H', 0});
    }

    /// One attempt. The name is Jazzer's.
    public static void fuzzerTestOneInput(byte[] data) throws Exception {
        MemoryTree all = new MemoryTree(MemoryTree.Identity.ROOT, MEMORY);
        prepare(all);
        Budget process = new Budget(MEMORY);
        Connection connection = Connection.of(process);
        Ends ends = new Ends();
        MemoryTree person = all.as(MemoryTree.Identity.user(1000, 1000));
        SftpServer server = SftpServer.over(ends, person, ServerOptions.forPeer("fuzz", connection));
        ends.post(joined(new Init(3, List.of()).encode()));
        ends.awaitReplies(1, server);
        int asked = 1;
        for (ByteBuffer in = ByteBuffer.wrap(data); in.remaining() > 1 && ends.isOpen(); ) {
            int length = Math.min(in.get() & 0xff, in.remaining());
            byte[] body = new byte[length];
            in.get(body);
            if (length == 0) continue;
            ends.post(packet(asked, ends.withHandles(body)));
            asked++;
            // Some wait for an answer, as for a handle; some are sent on top of each other.
            if (body[0] < 0x40 && !ends.awaitReplies(asked, server)) break;
        }
        if (ends.awaitReplies(asked, server) && ends.isOpen()) ends.awaitCredit();
        ends.close();
        check(server, connection, process, ends);
        unharmed(all);
    }

    private static void prepare(MemoryTree tree) throws Failed {
        tree.makeDirectory(RemotePath.of("/d"), Changes.NONE);
        tree.setAttributes(RemotePath.of("/d"), Changes.ofOwner(1000, 1000));
        try (OpenFile file = tree.open(RemotePath.of("/d/f"), OpenOptions.createNew(0666))) {
            file.write(0, ByteBuffer.wrap("content".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .await();
        }
        tree.setAttributes(RemotePath.of("/d/f"), Changes.ofOwner(1000, 1000));
        try (OpenFile file = tree.open(RemotePath.of("/root-only"), OpenOptions.createNew(0600))) {
            file.write(0, ByteBuffer.wrap(new byte[] {42})).await();
        }
    }

    private static void unharmed(MemoryTree tree) throws Failed {
        try (OpenFile file = tree.open(RemotePath.of("/root-only"), OpenOptions.READ)) {
            if (file.read(0, 10).await().get() != 42) throw new AssertionError("what nobody may write was written");
        }
    }

    /// Its length and id are right, which any fuzzer would need long to find; all else is as it comes.
    private static ByteBuffer packet(int id, byte[] body) {
        ByteBuffer packet = ByteBuffer.allocate(8 + body.length);
        packet.putInt(4 + body.length).put(body[0]).putInt(id).put(body, 1, body.length - 1);
        return packet.flip();
    }

    private static ByteBuffer joined(ByteBuffer... parts) {
        ByteBuffer whole = ByteBuffer.allocate(1 << 10);
        for (ByteBuffer part : parts) whole.put(part);
        return whole.flip();
    }

    private static void check(SftpServer server, Connection connection, Budget process, Ends ends) throws Exception {
        if (!server.awaitEnd(LIMIT)) throw new AssertionError("the server has not come to its end");
        if (server.open() != 0 || connection.open() != 0) throw new AssertionError("handles are left open");
        if (!server.isIdle()) throw new AssertionError("turns are left");
        long end = System.nanoTime() + LIMIT.toNanos();
        while (process.taken() != 0) {
            if (System.nanoTime() > end) throw new AssertionError(process.taken() + " bytes are left in flight");
            Thread.onSpinWait();
        }
        if (ends.credited.get() > ends.sent.get()) throw new AssertionError("more was credited than came");
    }

    /// Both ends of a channel: what is posted is in the server's ears at once, and its replies are counted.
    private static final class Ends implements Channel {
        private final AtomicInteger replies = new AtomicInteger();
        private final AtomicLong credited = new AtomicLong();
        private final AtomicLong sent = new AtomicLong();
        private final java.util.ArrayList<byte[]> handles = new java.util.ArrayList<>();
        private volatile @Nullable Receiver server;
        private volatile boolean open = true;
        private final AtomicInteger told = new AtomicInteger();

        @Override
        public void receive(Receiver receiver) {
            server = receiver;
        }

        @Override
        public void send(ByteBuffer... parts) throws Failed {
            if (!open) throw Failure.of(Failure.Code.CONNECTION_LOST, "closed").thrown();
            int length = 0;
            for (ByteBuffer part : parts) length += part.remaining();
            ByteBuffer all = ByteBuffer.allocate(length);
            for (ByteBuffer part : parts) all.put(part);
            all.flip();
            synchronized (this) {
                while (all.hasRemaining()) take(all);
                notifyAll();
            }
        }

        private void take(ByteBuffer all) {
            int length = all.getInt();
            ByteBuffer packet = all.slice(all.position(), length);
            all.position(all.position() + length);
            if (packet.get(0) == HANDLE) {
                byte[] handle = new byte[packet.getInt(ID + 4)];
                packet.get(ID + 8, handle);
                handles.add(handle);
            }
            replies.incrementAndGet();
        }

        /// `HHHn` becomes the n-th handle, with its length in front.
        synchronized byte[] withHandles(byte[] body) {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < body.length; i++) {
                boolean marked = i > 0 && i + MARKS < body.length && !handles.isEmpty();
                for (int j = 0; marked && j < MARKS; j++) marked = body[i + j] == MARK;
                if (!marked) {
                    out.write(body[i]);
                    continue;
                }
                byte[] handle = handles.get(Math.floorMod(body[i + MARKS], handles.size()));
                out.writeBytes(ByteBuffer.allocate(4).putInt(handle.length).array());
                out.writeBytes(handle);
                i += MARKS;
            }
            return out.toByteArray();
        }

        void post(ByteBuffer bytes) {
            sent.addAndGet(bytes.remaining());
            Objects.requireNonNull(server).data(bytes);
        }

        /// Until every request has one, or the channel has ended, or what is asked for takes long, as the hash of a
        /// file
        /// of 4 GiB does: that must end with the channel.
        synchronized boolean awaitReplies(int count, SftpServer server) throws InterruptedException {
            long start = System.nanoTime();
            while (open && replies.get() < count) {
                long waited = System.nanoTime() - start;
                if (waited > PATIENCE.toNanos() && !server.isIdle()) return false;
                if (waited > LIMIT.toNanos()) throw new AssertionError("a request has got no answer");
                wait(20);
            }
            return true;
        }

        /// Until every byte has been given back, which comes behind the last reply.
        void awaitCredit() {
            long end = System.nanoTime() + LIMIT.toNanos();
            while (credited.get() < sent.get()) {
                if (System.nanoTime() > end) throw new AssertionError("not every byte was credited");
                Thread.onSpinWait();
            }
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
            open = false;
            synchronized (this) {
                notifyAll();
            }
            if (told.getAndIncrement() == 0) Objects.requireNonNull(server).closed(Optional.empty());
        }
    }
}
