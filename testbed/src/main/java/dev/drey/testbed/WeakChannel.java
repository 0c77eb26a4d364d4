package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A channel of a [WeakLink]. With a delay, a thread of its own delivers what was received.
final class WeakChannel implements Channel {
    private final WeakLink link;
    private final Channel channel;
    private final Duration delay;
    private final ReentrantLock sending = new ReentrantLock();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("testbed-delay").factory());

    WeakChannel(WeakLink link, Channel channel, Duration delay) {
        this.link = link;
        this.channel = channel;
        this.delay = delay;
    }

    @Override
    public void receive(Receiver receiver) {
        channel.receive(new Receiver() {
            @Override
            public void data(ByteBuffer bytes) {
                int some = link.mayReceive(bytes.remaining());
                boolean last = some < bytes.remaining();
                ByteBuffer copy =
                        ByteBuffer.allocate(some).put(bytes.slice().limit(some)).flip();
                later(() -> {
                    if (copy.hasRemaining()) receiver.data(copy);
                    if (last) link.cutNow();
                });
            }

            @Override
            public void closed(Optional<Failure> why) {
                later(() -> receiver.closed(link.isBroken() ? Optional.of(WeakLink.lost()) : why));
                clock.shutdown();
            }
        });
    }

    private void later(Runnable delivery) {
        if (delay.isZero()) {
            delivery.run();
            return;
        }
        try {
            var _ = clock.schedule(delivery, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            // Bytes that arrive behind the end of a channel are heard by nobody.
        }
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        sending.lock();
        try {
            for (ByteBuffer part : parts) send(part);
        } finally {
            sending.unlock();
        }
    }

    private void send(ByteBuffer part) throws Failed {
        int some = link.maySend(part.remaining());
        if (some == part.remaining()) {
            channel.send(part);
            return;
        }
        if (some > 0) channel.send(part.slice().limit(some));
        link.cutNow();
        throw WeakLink.lost().thrown();
    }

    @Override
    public void consumed(int bytes) {
        channel.consumed(bytes);
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        channel.close();
    }
}
