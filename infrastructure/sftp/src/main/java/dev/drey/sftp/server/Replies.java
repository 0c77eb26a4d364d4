package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.link.Channel;
import dev.drey.sftp.wire.Packet;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends replies. Whoever brings one while nobody sends becomes the sender and stays it until none is left, so that
/// replies that gather meanwhile go out together, in few packets.
///
/// What waits here is counted as in flight by the [Intake], which bounds it.
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int TOGETHER = 64;
    private static final int BYTES_TOGETHER = 256 << 10;

    private final Channel channel;
    private final String peer;
    private final Queue<Parcel> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean broken;

    /// @param sent run once it has gone out, or never will
    private record Parcel(List<ByteBuffer> parts, Runnable sent) {
        int length() {
            int length = 0;
            for (ByteBuffer part : parts) length += part.remaining();
            return length;
        }
    }

    Replies(Channel channel, String peer) {
        this.channel = channel;
        this.peer = peer;
    }

    /// May block while the client's window is shut. Never called from the channel's own thread.
    void send(Packet reply, Runnable sent) {
        add(reply, sent);
        flush();
    }

    /// Puts a packet in line, behind all that came before; never blocks.
    synchronized void add(Packet packet, Runnable sent) {
        waiting.add(new Parcel(List.of(packet.encode()), sent));
    }

    /// Sends what is in line, unless somebody does already. Blocks as [#send] does.
    void flush() {
        synchronized (this) {
            if (sending) return;
            sending = true;
        }
        for (List<Parcel> some = next(); !some.isEmpty(); some = next()) sendTogether(some);
    }

    private synchronized List<Parcel> next() {
        List<Parcel> some = new ArrayList<>();
        int bytes = 0;
        while (!waiting.isEmpty() && some.size() < TOGETHER && bytes < BYTES_TOGETHER) {
            Parcel parcel = waiting.remove();
            bytes += parcel.length();
            some.add(parcel);
        }
        if (some.isEmpty()) sending = false;
        return some;
    }

    private void sendTogether(List<Parcel> parcels) {
        try {
            if (!broken) {
                channel.send(parcels.stream()
                        .flatMap(parcel -> parcel.parts().stream())
                        .toArray(ByteBuffer[]::new));
            }
        } catch (Failed failed) {
            broken = true;
            if (channel.isOpen())
                LOG.warn("sftp for {} ends: {}", peer, failed.failure().message());
            channel.close();
        } finally {
            parcels.forEach(parcel -> parcel.sent().run());
        }
    }
}
