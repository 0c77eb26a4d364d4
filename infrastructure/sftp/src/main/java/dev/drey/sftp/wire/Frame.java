package dev.drey.sftp.wire;

import java.nio.ByteBuffer;

/// What [Framing] found in the bytes that came.
public sealed interface Frame {
    /// A packet, from its type to its end.
    ///
    /// @param packet read-only where it is not kept
    /// @param kept whether the memory is the packet's own; else it is the arrived buffer's, and good only
    /// until that is given back
    record Whole(ByteBuffer packet, boolean kept) implements Frame {
        /// The packet in memory of its own: this very one, or a copy.
        public ByteBuffer keep() {
            if (kept) return packet;
            ByteBuffer copy = ByteBuffer.allocate(packet.remaining());
            copy.put(packet.duplicate());
            return copy.flip();
        }
    }

    /// All bytes have been taken, and they end within a packet or behind one.
    record NeedMore() implements Frame {}

    /// A packet that says it is longer than allowed. Nothing can be read behind it.
    ///
    /// @param length as it was said
    /// @param start the first bytes of it as they came, the length included, at most 256: where a login
    /// shell prints text, that text stands here
    record TooLarge(long length, Bytes start) implements Frame {}

    /// A packet without even a type. Nothing can be read behind it.
    record Empty() implements Frame {}
}
