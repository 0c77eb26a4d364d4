package dev.drey.sftp.server;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/// Bytes that came and are not yet looked at, in blocks, so that many small requests take no more memory than their
/// bytes. Guarded by the [Intake]. As long as the window of the channel at most, for its bytes have not been given
/// back; all those of a connection are counted by its [Unread].
final class Backlog {
    private static final int BLOCK = 64 << 10;

    private final Unread unread;
    private final Deque<ByteBuffer> blocks = new ArrayDeque<>();
    private ByteBuffer filling = ByteBuffer.allocate(0);
    private long length;

    Backlog(Unread unread) {
        this.unread = unread;
    }

    boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// Keeps all of `bytes`; false, and nothing is kept, where that is too much.
    boolean add(ByteBuffer bytes) {
        int more = bytes.remaining();
        if (!unread.take(more)) return false;
        length += more;
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
        return true;
    }

    /// The oldest bytes; what is taken from them is gone.
    ByteBuffer first() {
        return blocks.getFirst();
    }

    /// To be called when [#first()] has been read to its end.
    void dropFirst() {
        int dropped = blocks.removeFirst().limit();
        length -= dropped;
        unread.give(dropped);
        if (blocks.isEmpty()) filling = ByteBuffer.allocate(0);
    }

    void clear() {
        unread.give(length);
        length = 0;
        blocks.clear();
        filling = ByteBuffer.allocate(0);
    }
}
