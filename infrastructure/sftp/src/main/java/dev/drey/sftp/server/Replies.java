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
/// Bytes of files that are at hand are fetched by the sender when their turn to go out has come, into a [Page] that is
/// used again and again. What waits here is counted as in flight by the [Intake], which bounds it.
final class Replies {
    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
    private static final int TOGETHER = 64;
    private static final int BYTES_TOGETHER = 256 << 10;

    private final Channel channel;
    private final String peer;
    private final Queue<Parcel> waiting = new ArrayDeque<>();
    /// The sender's.
    private final Page page = new Page();

    private boolean sending;
    private volatile boolean broken;

    /// What waits to be sent. `sent` is run once it has gone out, or never will.
    private sealed interface Parcel {
        int length();

        Runnable sent();
    }

    private record Ready(List<ByteBuffer> parts, int length, Runnable sent) implements Parcel {}

    private record Late(int length, Source source, Runnable sent) implements Parcel {}

    /// A reply that is made when it goes out, in memory that is lent to it until then.
    interface Source {
        Packet fill(ByteBuffer room);
    }

    Replies(Channel channel, String peer) {
        this.channel = channel;
        this.peer = peer;
    }

    /// Puts a packet in line, behind all that came before; never blocks.
    synchronized void add(Packet packet, Runnable sent) {
        List<ByteBuffer> parts = List.of(packet.encode());
        int length = 0;
        for (ByteBuffer part : parts) length += part.remaining();
        waiting.add(new Ready(parts, length, sent));
    }

    /// The same with a packet that is not made yet, of up to `length` bytes.
    synchronized void add(int length, Source source, Runnable sent) {
        waiting.add(new Late(length, source, sent));
    }

    /// Whether somebody has to call [#flush()].
    synchronized boolean isLeft() {
        return !sending && !waiting.isEmpty();
    }

    /// Sends what is in line, unless somebody does already. May block while the client's window is shut. Never
    /// called from the channel's own thread.
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
            int length = waiting.element().length();
            if (waiting.element() instanceof Late && bytes > 0 && bytes + length > Page.LARGEST) break;
            bytes += length;
            some.add(waiting.remove());
        }
        if (some.isEmpty()) sending = false;
        return some;
    }

    private void sendTogether(List<Parcel> parcels) {
        try {
            if (!broken) channel.send(parts(parcels).toArray(ByteBuffer[]::new));
        } catch (Failed failed) {
            broken = true;
            if (channel.isOpen())
                LOG.warn("sftp for {} ends: {}", peer, failed.failure().message());
            channel.close();
        } catch (RuntimeException | Error wrong) {
            // As when there is no memory for the page: the next sender would wait for this one for ever.
            broken = true;
            LOG.error("sftp for {} ends: a reply could not be made", peer, wrong);
            channel.close();
        } finally {
            parcels.forEach(parcel -> parcel.sent().run());
        }
    }

    private List<ByteBuffer> parts(List<Parcel> parcels) {
        page.clear(parcels.stream()
                .filter(Late.class::isInstance)
                .mapToInt(Parcel::length)
                .sum());
        List<ByteBuffer> parts = new ArrayList<>(2 * parcels.size());
        for (Parcel parcel : parcels) {
            switch (parcel) {
                case Ready ready -> parts.addAll(ready.parts());
                case Late late ->
                    parts.addAll(
                            List.of(late.source().fill(page.take(late.length())).encode()));
            }
        }
        return parts;
    }
}
