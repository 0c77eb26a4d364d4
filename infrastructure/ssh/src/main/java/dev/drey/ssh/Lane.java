package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/// One SSH channel as a [Channel], the same for client and server. What arrives goes from the library's
/// reader straight
/// to the receiver; what is sent is copied once, into the packet that is encrypted in place.
final class Lane implements Channel {
    /// What the library's channel does for a lane.
    interface Below {
        Buffer packet(byte command, int length);

        /// Encrypts and queues; may wait while keys are exchanged anew.
        void write(Buffer packet) throws IOException;

        /// Waits until the line has room; false when it moved nothing for so long.
        boolean awaitRoom(Duration limit) throws InterruptedException;

        long recipient();

        /// Starts to close the channel; [Lane#ended] follows.
        void shut();
    }

    /// RFC 4254, section 5.2.
    private static final int STDERR = 1;

    private final Below below;
    private final String name;
    private final Duration stall;
    private final Inbox inbox;
    private final Outlet outlet = new Outlet();
    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicInteger credit = new AtomicInteger();
    private final int creditWorthSending;
    private volatile boolean open;

    Lane(Below below, String name, Windows windows, Duration stall) {
        this.below = below;
        this.name = name;
        this.stall = stall;
        this.inbox = new Inbox(windows.window());
        this.creditWorthSending = Math.max(windows.window() / 8, Math.min(windows.packet(), windows.window() / 2));
    }

    /// The far side agreed.
    void opened(long window, long packet) {
        outlet.opened(window, packet);
        open = true;
    }

    void grown(long bytes) throws IOException {
        outlet.grown(bytes);
    }

    /// The far side's window before anything was sent. OpenSSH opens with 0 and grows it when the program
    /// runs.
    long firstWindow() {
        return outlet.first();
    }

    /// Called by the reader.
    void arrived(byte[] data, int offset, int length) throws IOException {
        inbox.arrived(data, offset, length);
    }

    /// Bytes that came on the side stream and are done with.
    void arrivedAside(int length) throws IOException {
        inbox.take(length);
        consumed(length);
    }

    /// The far side sends no more, but may still take answers.
    void inputEnded() {
        inbox.end(Optional.empty());
    }

    /// Whether it ended by a failure.
    boolean isBroken() {
        return inbox.why().isPresent();
    }

    /// Both streams are over. The first call counts.
    void ended(Optional<Failure> why) {
        open = false;
        outlet.end();
        inbox.end(why);
    }

    @Override
    public void receive(Receiver receiver) {
        inbox.receive(receiver);
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        send(SshConstants.SSH_MSG_CHANNEL_DATA, parts);
    }

    /// Sends text on the side stream, which a person sees as errors.
    void sendAside(String text) throws Failed {
        send(SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA, StandardCharsets.UTF_8.encode(text));
    }

    private void send(byte kind, ByteBuffer... parts) throws Failed {
        lockToSend();
        boolean begun = false;
        try {
            long left = 0;
            for (ByteBuffer part : parts) left += part.remaining();
            for (int part = 0; left > 0; begun = true) {
                int length = outlet.take(left, stall);
                if (!below.awaitRoom(stall)) throw stalled();
                Buffer packet = below.packet(kind, length + 3 * Integer.BYTES);
                packet.putUInt(below.recipient());
                if (kind == SshConstants.SSH_MSG_CHANNEL_EXTENDED_DATA) packet.putUInt(STDERR);
                packet.putUInt(length);
                part = fill(packet, length, parts, part);
                below.write(packet);
                left -= length;
            }
        } catch (InterruptedException | InterruptedIOException interrupted) {
            if (begun) tear(Failure.of(Code.CONNECTION_LOST, name + ": closed, since a request was cancelled midway"));
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, name + ": sending was interrupted").thrown(interrupted);
        } catch (Failed failed) {
            if (begun) tear(failed.failure());
            throw failed;
        } catch (IOException lost) {
            close();
            throw lost().thrown(lost);
        } finally {
            sending.unlock();
        }
    }

    /// Half a packet was sent, so that nothing can follow: others who use this channel are told why, and not
    /// that the far side has closed it.
    private void tear(Failure why) {
        inbox.end(Optional.of(why));
        close();
    }

    private void lockToSend() throws Failed {
        try {
            sending.lockInterruptibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, name + ": sending was interrupted").thrown(interrupted);
        }
    }

    /// Copies `length` bytes into the packet; returns the part to go on with.
    private static int fill(Buffer packet, int length, ByteBuffer[] parts, int from) {
        int at = packet.wpos();
        packet.ensureCapacity(length);
        byte[] target = packet.array();
        int part = from;
        for (int left = length; left > 0; ) {
            int n = Math.min(left, parts[part].remaining());
            parts[part].get(target, at, n);
            at += n;
            left -= n;
            if (left > 0) part++;
        }
        packet.wpos(at);
        return part;
    }

    @Override
    public void consumed(int bytes) {
        int now = credit.addAndGet(bytes);
        if (now < creditWorthSending || !open) return;
        int given = credit.getAndSet(0);
        if (given == 0) return;
        inbox.credited(given);
        Buffer packet = below.packet(SshConstants.SSH_MSG_CHANNEL_WINDOW_ADJUST, 2 * Integer.BYTES);
        packet.putUInt(below.recipient());
        packet.putUInt(given);
        try {
            below.write(packet);
        } catch (IOException lost) {
            Log.debug("{}: no more credit can be given", name, lost);
            below.shut();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        outlet.end();
        below.shut();
    }

    private Failed stalled() {
        return Failure.of(
                        Code.TIMEOUT,
                        name + ": the far side has taken no byte for " + Times.text(stall)
                                + "; the connection may be gone")
                .thrown();
    }

    private Failure lost() {
        return inbox.why().orElseGet(() -> Failure.of(Code.CONNECTION_LOST, name + ": the channel is closed"));
    }

    /// The far side's window (RFC 4254, section 5.2).
    private final class Outlet {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private long window;
        private long first;
        private boolean begun;
        private int packet;
        private boolean over;

        void opened(long size, long largest) {
            lock.lock();
            try {
                window = size;
                first = size;
                packet = Math.clamp(largest, 1, Windows.LARGEST_SENT);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void grown(long bytes) throws IOException {
            lock.lock();
            try {
                if (window + bytes > 0xffff_ffffL) throw new IOException("a window beyond 4 GiB");
                window += bytes;
                if (!begun) first = window;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /// Takes room for the next packet, waiting for some.
        int take(long wanted, Duration limit) throws InterruptedException, Failed {
            lock.lockInterruptibly();
            try {
                long left = limit.toNanos();
                while (window == 0 && !over) {
                    if (left <= 0) throw stalled();
                    left = changed.awaitNanos(left);
                }
                if (over) throw lost().thrown();
                int length = (int) Math.min(Math.min(wanted, packet), window);
                window -= length;
                begun = true;
                return length;
            } finally {
                lock.unlock();
            }
        }

        long first() {
            lock.lock();
            try {
                return first;
            } finally {
                lock.unlock();
            }
        }

        void end() {
            lock.lock();
            try {
                over = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
