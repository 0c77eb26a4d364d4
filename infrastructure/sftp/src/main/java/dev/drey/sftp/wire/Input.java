package dev.drey.sftp.wire;

import java.nio.ByteBuffer;

/// Takes the parts of a packet from its bytes, and never more than there are.
final class Input {
    private final ByteBuffer bytes;

    /// Reads what remains in `bytes`, whose own position stays.
    Input(ByteBuffer bytes) {
        this.bytes = bytes.duplicate();
    }

    int remaining() {
        return bytes.remaining();
    }

    int u8() {
        need(1);
        return bytes.get() & 0xff;
    }

    int u32() {
        need(4);
        return bytes.getInt();
    }

    long u64() {
        need(8);
        return bytes.getLong();
    }

    /// A string (uint32 length, then so many bytes), copied.
    byte[] string() {
        byte[] copy = new byte[length()];
        bytes.get(copy);
        return copy;
    }

    /// A string as a read-only slice of the packet's own memory.
    ByteBuffer slice() {
        int length = length();
        ByteBuffer slice = bytes.slice(bytes.position(), length).asReadOnlyBuffer();
        bytes.position(bytes.position() + length);
        return slice;
    }

    /// Everything that is left, copied.
    byte[] rest() {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private int length() {
        int length = u32();
        need(length);
        return length;
    }

    private void need(int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new Malformation(
                    "needs " + Integer.toUnsignedString(count) + " bytes where " + bytes.remaining() + " are left");
        }
    }
}
