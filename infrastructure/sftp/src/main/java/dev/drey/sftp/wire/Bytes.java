package dev.drey.sftp.wire;

import dev.drey.files.Name;
import dev.drey.files.RemotePath;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// A byte string of a packet, such as a handle: immutable, compared by its content.
public final class Bytes {
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] bytes;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// These bytes; they are copied.
    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    /// What remains in `buffer`, copied; the buffer stays as it is.
    public static Bytes of(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return new Bytes(copy);
    }

    /// `text` in UTF-8.
    public static Bytes of(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A copy of the bytes.
    public byte[] toArray() {
        return bytes.clone();
    }

    /// The bytes to read, without a copy.
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    public int length() {
        return bytes.length;
    }

    /// Decoded as UTF-8; invalid bytes become U+FFFD.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    public Name name() {
        return Name.ofBytes(bytes);
    }

    public RemotePath path() {
        return RemotePath.ofBytes(bytes);
    }

    byte[] raw() {
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// In hexadecimal.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
