package dev.drey.sftp.server;

import java.nio.ByteBuffer;

/// Memory outside of the heap that one sender fills and empties again and again; made when it is first needed, and
/// larger
/// when more is. Used by one thread at a time.
final class Page {
    /// Bytes that are lent between two [#clear]s at most, but for a single piece.
    static final int LARGEST = 256 << 10;

    private static final int SMALLEST = 64 << 10;

    private ByteBuffer bytes = ByteBuffer.allocate(0);

    /// Takes everything back.
    ///
    /// @param wanted how much will be lent next
    void clear(int wanted) {
        if (wanted > bytes.capacity())
            bytes = ByteBuffer.allocateDirect(wanted <= SMALLEST ? SMALLEST : Math.max(wanted, LARGEST));
        bytes.clear();
    }

    /// Lends so many bytes.
    ByteBuffer take(int length) {
        ByteBuffer piece = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return piece;
    }
}
