package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers the parts of a packet. Payload that comes last is not copied but sent as a part of its own.
final class Output {
    private static final int LENGTH = 4;

    private byte[] bytes = new byte[96];
    private int end;
    private @Nullable ByteBuffer tail;

    void u8(int value) {
        room(1);
        bytes[end++] = (byte) value;
    }

    void u32(int value) {
        room(4);
        ByteBuffer.wrap(bytes).putInt(end, value);
        end += 4;
    }

    void u64(long value) {
        room(8);
        ByteBuffer.wrap(bytes).putLong(end, value);
        end += 8;
    }

    void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, end, value.length);
        end += value.length;
    }

    void string(byte[] value) {
        u32(value.length);
        raw(value);
    }

    /// A string whose bytes stay where they are. Only as the last part of a packet.
    void payload(ByteBuffer data) {
        u32(data.remaining());
        tail = data.slice();
    }

    /// Starts a packet: room for its length.
    Output packet() {
        u32(0);
        return this;
    }

    /// The packet with its length in front.
    ByteBuffer[] parts() {
        ByteBuffer payload = tail;
        ByteBuffer head = ByteBuffer.wrap(bytes, 0, end);
        head.putInt(0, end - LENGTH + (payload == null ? 0 : payload.remaining()));
        return payload == null ? new ByteBuffer[] {head} : new ByteBuffer[] {head, payload};
    }

    /// What was written, without a length.
    byte[] body() {
        return Arrays.copyOf(bytes, end);
    }

    private void room(int more) {
        if (more > bytes.length - end) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(end, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
