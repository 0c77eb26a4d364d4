package dev.drey.ssh;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/// What carries the bytes of one SSH connection: a TCP connection, a channel of a jump host, a child
/// process. One
/// thread reads, another one writes, any may close; closing ends both of their waits.
interface Wire {
    /// Memory of the kind that [#read] is quickest with.
    default ByteBuffer room(int bytes) {
        return ByteBuffer.allocate(bytes);
    }

    /// Reads at least one byte into the buffer, which came from [#room]; -1 at the end.
    int read(ByteBuffer into) throws IOException;

    /// Writes everything.
    void write(ByteBuffer[] buffers, int count) throws IOException;

    /// Whether some of what is being written was taken within the last `limit`; false where nobody can tell.
    default boolean movedWithin(Duration limit) {
        return false;
    }

    void close();

    SocketAddress remote();

    SocketAddress local();

    /// What its two threads shall be: virtual where a wait on it parks, real where it would hold a carrier.
    default ThreadFactory threads(String name) {
        return Thread.ofVirtual().name(name).factory();
    }
}
