package dev.drey.sftp.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bytes that came and are not yet looked at, in blocks, so that many small requests take no more memory than their
/// bytes. Guarded by the [Intake]. As long as the window of the channel, for its bytes have not been given back.
final class Backlog {
    private static final int BLOCK = 64 << 10;

    private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
    private ByteBuffer filling = ByteBuffer.allocate(0);

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    void add(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (!filling.hasRemaining()) {
                filling = ByteBuffer.allocate(BLOCK);
                blocks.add(filling.duplicate().limit(0));
            }
            int some = Math.min(bytes.remaining(), filling.remaining());
            filling.put(bytes.slice(bytes.position(), some));
            bytes.position(bytes.position() + some);
            ByteBuffer last = blocks.getLast();
            last.limit(last.limit() + some);
        }
    }

    /// The oldest bytes; what is taken from them is gone.
    ByteBuffer first() {
        return blocks.getFirst();
    }

    /// To be called when [#first()] has been read to its end.
    void dropFirst() {
        blocks.removeFirst();
        if (blocks.isEmpty()) filling = ByteBuffer.allocate(0);
    }

    void clear() {
        blocks.clear();
        filling = ByteBuffer.allocate(0);
    }
}
