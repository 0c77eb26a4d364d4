package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Receiver;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// A channel of a [MeanLink]: takes what the server says apart into packets, and delivers them spoiled,
/// by a thread of its own.
final class MeanChannel implements Channel {
    private static final int LENGTH = 4;
    private static final int DATA = 103;
    private static final int DATA_HEAD = 13;
    private static final int SANE = 18;
    private static final int HELD = 7;
    private static final long HOLD_MILLIS = 3;

    private final Channel channel;
    private final MeanLink.Meanness meanness;
    private final Random random = new Random(3);
    private final Deque<ByteBuffer> held = new ArrayDeque<>();
    private final ScheduledExecutorService mouth = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("testbed-mean").factory());
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private int packets;

    MeanChannel(Channel channel, MeanLink.Meanness meanness) {
        this.channel = channel;
        this.meanness = meanness;
    }

    @Override
    public void receive(Receiver receiver) {
        channel.receive(new Receiver() {
            @Override
            public void data(ByteBuffer bytes) {
                ByteBuffer copy =
                        ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
                mouth.execute(() -> take(copy, receiver));
            }

            @Override
            public void closed(Optional<Failure> why) {
                mouth.execute(() -> {
                    letGo(receiver);
                    receiver.closed(why);
                });
                mouth.shutdown();
            }
        });
    }

    private void take(ByteBuffer more, Receiver receiver) {
        rest = ByteBuffer.allocate(rest.remaining() + more.remaining())
                .put(rest)
                .put(more)
                .flip();
        while (rest.remaining() >= LENGTH && rest.remaining() >= LENGTH + rest.getInt(rest.position())) {
            byte[] packet = new byte[LENGTH + rest.getInt(rest.position())];
            rest.get(packet);
            packets++;
            spoiled(packet, receiver);
        }
    }

    /// The first packet is VERSION, which every meanness leaves alone.
    private void spoiled(byte[] packet, Receiver receiver) {
        if (packets == 1) {
            receiver.data(ByteBuffer.wrap(packet));
            return;
        }
        switch (meanness) {
            case SHORT_READS -> receiver.data(shortened(packet));
            case OUT_OF_ORDER -> hold(packet, receiver);
            case GARBAGE -> receiver.data(packets < SANE ? ByteBuffer.wrap(packet) : noise(packet));
        }
    }

    private ByteBuffer shortened(byte[] packet) {
        ByteBuffer whole = ByteBuffer.wrap(packet);
        if (packet[LENGTH] != DATA || whole.getInt(DATA_HEAD - LENGTH) < 2) return whole;
        int most = whole.getInt(DATA_HEAD - LENGTH) / 2;
        byte[] fewer = Arrays.copyOf(packet, DATA_HEAD + most);
        channel.consumed(packet.length - fewer.length);
        return ByteBuffer.wrap(fewer).putInt(0, fewer.length - LENGTH).putInt(DATA_HEAD - LENGTH, most);
    }

    private void hold(byte[] packet, Receiver receiver) {
        held.addFirst(ByteBuffer.wrap(packet));
        if (held.size() == HELD) letGo(receiver);
        else if (held.size() == 1) {
            var _ = mouth.schedule(() -> letGo(receiver), HOLD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void letGo(Receiver receiver) {
        while (!held.isEmpty()) receiver.data(held.removeFirst());
    }

    private ByteBuffer noise(byte[] packet) {
        byte[] noise = new byte[packet.length];
        random.nextBytes(noise);
        System.arraycopy(packet, 0, noise, 0, LENGTH);
        return ByteBuffer.wrap(noise);
    }

    @Override
    public void send(ByteBuffer... parts) throws Failed {
        channel.send(parts);
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
