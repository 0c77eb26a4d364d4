package dev.drey.transfer;

import dev.drey.files.OpenFile;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// Memory outside the heap for one range of a file on its way, lent to the read and handed to the write: so its
/// bytes are neither copied to the heap and back, nor is memory cleared for each of them.
///
/// At most [#MOST] in a process. Whoever finds none goes without; then trees make memory of their own. Newest
/// first, since that is still in the processor's cache.
final class Room {
    /// The largest range.
    static final int BYTES = 256 * 1024;

    private static final int MOST = 64;
    private static final ArrayDeque<Room> FREE = new ArrayDeque<>();
    private static int made;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(BYTES + OpenFile.ROOM);

    private Room() {}

    static Optional<Room> take() {
        synchronized (FREE) {
            Room free = FREE.pollLast();
            if (free != null) return Optional.of(free);
            if (made == MOST) return Optional.empty();
            made++;
        }
        return Optional.of(new Room());
    }

    ByteBuffer memory() {
        return memory.clear();
    }

    /// Nobody uses it any more.
    void giveBack() {
        synchronized (FREE) {
            FREE.addLast(this);
        }
    }

    /// Somebody may still use it: it is left to the garbage collector.
    void abandon() {
        synchronized (FREE) {
            made--;
        }
    }
}
