package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Cuts arriving bytes into packets. Used by one thread, the reader of the channel.
///
/// A packet that lies whole in an arrived buffer is a slice of it, without a copy. One that came in pieces
/// is gathered, each byte copied once, or twice up to `eager`. No length that the far side says makes more
/// room than `eager` before that many bytes have come, unless it is lent ([Rooms]).
public final class Framing {
    private static final int HEADER = 4;
    private static final int SHOWN = 256;
    private static final Frame NEED_MORE = new Frame.NeedMore();

    private final ByteBuffer header = ByteBuffer.allocate(HEADER);
    private final int eager;
    private final Rooms rooms;
    private int maximum;
    private int length;
    private ByteBuffer gathered = ByteBuffer.allocate(0);
    private Frame end = NEED_MORE;

    /// @param maximum of a packet's length, bytes without the length itself
    /// @param eager how much room is made on the word of a length alone, bytes
    public Framing(int maximum, int eager) {
        this(maximum, eager, (length, start) -> Optional.empty());
    }

    /// @param rooms where packets that come in pieces may be gathered
    public Framing(int maximum, int eager, Rooms rooms) {
        this.maximum = maximum;
        this.eager = eager;
        this.rooms = rooms;
    }

    /// Lends memory for single packets.
    public interface Rooms {
        /// Memory for a packet, if there is some for just this one: at least `length` bytes from its position
        /// on. It is the packet's until that has been used.
        ///
        /// @param start the bytes of the packet that have come, to be looked at; one at least
        Optional<ByteBuffer> room(int length, ByteBuffer start);
    }

    /// Allows another length from the next packet on, as after VERSION.
    public void maximum(int bytes) {
        maximum = bytes;
    }

    /// Takes bytes from `in` up to the end of a packet. To be called until it answers that it needs more;
    /// after [Frame.TooLarge] and [Frame.Empty] it answers the same for ever.
    public Frame next(ByteBuffer in) {
        if (hasEnded()) return end;
        if (header.hasRemaining()) {
            while (header.hasRemaining() && in.hasRemaining()) header.put(in.get());
            if (header.hasRemaining()) return NEED_MORE;
            end = begin(in);
            if (hasEnded()) return end;
        }
        if (gathered.position() == 0 && in.remaining() >= length) return slice(in);
        gather(in);
        return gathered.position() < length ? NEED_MORE : gatheredWhole();
    }

    private boolean hasEnded() {
        return !(end instanceof Frame.NeedMore);
    }

    private Frame begin(ByteBuffer in) {
        length = header.getInt(0);
        if (length == 0) return new Frame.Empty();
        if (length > 0 && length <= maximum) return NEED_MORE;
        ByteBuffer start = ByteBuffer.allocate(HEADER + Math.min(SHOWN - HEADER, in.remaining()));
        start.putInt(length).put(in.slice(in.position(), start.remaining())).flip();
        return new Frame.TooLarge(Integer.toUnsignedLong(length), Bytes.of(start));
    }

    private Frame slice(ByteBuffer in) {
        ByteBuffer packet = in.slice(in.position(), length).asReadOnlyBuffer();
        in.position(in.position() + length);
        header.clear();
        return new Frame.Whole(packet, false);
    }

    private void gather(ByteBuffer in) {
        while (in.hasRemaining() && gathered.position() < length) {
            if (!gathered.hasRemaining()) grow(in);
            int count = Math.min(in.remaining(), gathered.remaining());
            gathered.put(in.slice(in.position(), count));
            in.position(in.position() + count);
        }
    }

    private void grow(ByteBuffer in) {
        int had = gathered.position();
        if (had == 0) {
            Optional<ByteBuffer> lent = rooms.room(length, in.slice().asReadOnlyBuffer());
            if (lent.isPresent()) {
                gathered = lent.get().slice(lent.get().position(), length);
                return;
            }
        }
        int room = had == 0 ? Math.min(length, eager) : length;
        ByteBuffer larger = ByteBuffer.allocate(room);
        gathered = larger.put(gathered.flip());
    }

    private Frame gatheredWhole() {
        ByteBuffer packet = gathered.flip();
        gathered = ByteBuffer.allocate(0);
        header.clear();
        return new Frame.Whole(packet, true);
    }
}
