package dev.drey.control;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Lines of text over a channel. The channel's thread gathers bytes; one other thread takes lines of them.
///
/// What is held is bounded by the channel's window and one line: a whole line is credited when it is taken, and a part
/// of one only while somebody waits for the rest.
final class Lines implements Receiver, AutoCloseable {
    /// Bytes of the longest question that is taken.
    static final int LONGEST = 1 << 20;

    /// Bytes of the longest answer that is taken.
    static final int LONGEST_ANSWER = 1 << 26;

    private static final int SMALL = 1 << 13;

    private final Channel channel;
    private final int longest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition come = lock.newCondition();
    private byte[] held = new byte[SMALL];
    private int start;
    private int end;
    /// From [#start] to here there is no end of a line.
    private int looked;
    /// For how many bytes from [#start] on the channel has been credited.
    private int credited;

    private boolean over;
    private boolean tooLong;
    private Optional<Failure> why = Optional.empty();

    /// What a look at the bytes came to.
    ///
    /// @param credit bytes that need no room any more
    private record Found(Optional<String> line, boolean over, int credit) {}

    /// @param longest bytes of a line
    Lines(Channel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
        channel.receive(this);
    }

    @Override
    public void data(ByteBuffer bytes) {
        lock.lock();
        try {
            int length = bytes.remaining();
            if (tooLong) return;
            makeRoom(length);
            bytes.get(held, end, length);
            end += length;
            come.signal();
        } finally {
            lock.unlock();
        }
    }

    private void makeRoom(int length) {
        int kept = end - start;
        if (held.length - end >= length) return;
        byte[] room = held.length - kept >= length ? held : new byte[Math.max(kept + length, 2 * kept)];
        System.arraycopy(held, start, room, 0, kept);
        held = room;
        looked -= start;
        start = 0;
        end = kept;
    }

    @Override
    public void closed(Optional<Failure> reason) {
        lock.lock();
        try {
            why = reason;
            over = true;
            come.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean isTooLong() {
        lock.lock();
        try {
            return tooLong;
        } finally {
            lock.unlock();
        }
    }

    /// The next line; empty at the end.
    Optional<String> next() throws InterruptedException {
        while (true) {
            Found found = find();
            if (found.line().isPresent() || found.over()) return found.line();
            await(Optional.empty());
        }
    }

    /// The next line; empty at the end.
    ///
    /// @throws Failed TIMEOUT when none comes in time
    Optional<String> next(Duration limit) throws Failed {
        long until = System.nanoTime() + limit.toNanos();
        try {
            while (true) {
                Found found = find();
                if (found.line().isPresent() || found.over()) return found.line();
                if (!await(Optional.of(until))) {
                    throw Failure.of(
                                    Failure.Code.TIMEOUT, "the hub has not answered within " + limit.toSeconds() + " s")
                            .thrown();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "waiting for the hub was interrupted")
                    .thrown(interrupted);
        }
    }

    /// @return whether something has come, or nobody knows
    private boolean await(Optional<Long> until) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (looked == end && !over) {
                if (until.isEmpty()) {
                    come.await();
                } else if (come.awaitNanos(until.get() - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Found find() {
        Found found;
        lock.lock();
        try {
            found = look();
        } finally {
            lock.unlock();
        }
        if (found.credit() > 0) channel.consumed(found.credit());
        return found;
    }

    private Found look() {
        while (looked < end && held[looked] != '\n') looked++;
        int length = looked - start;
        tooLong |= length > longest;
        if (tooLong) return new Found(Optional.empty(), true, 0);
        if (looked < end) return whole(length);
        int credit = length - credited;
        credited = length;
        return new Found(Optional.empty(), over, credit);
    }

    private Found whole(int length) {
        String line = new String(held, start, length, StandardCharsets.UTF_8);
        int credit = length + 1 - credited;
        start = ++looked;
        credited = 0;
        if (start == end) forget();
        return new Found(Optional.of(line), false, credit);
    }

    private void forget() {
        if (held.length > SMALL) held = new byte[SMALL];
        start = 0;
        end = 0;
        looked = 0;
    }

    /// Why the channel ended, where it was lost.
    Optional<Failure> why() {
        lock.lock();
        try {
            return why;
        } finally {
            lock.unlock();
        }
    }

    void send(String line) throws Failed {
        channel.send(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        channel.close();
    }
}
