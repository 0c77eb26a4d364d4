package dev.drey.disk;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicInteger;

/// A file descriptor that is closed when its last holder closes it, so that nobody uses a number that
/// meanwhile stands for another file. Each holder closes once.
final class Descriptor {
    private final int number;
    private final AtomicInteger holders = new AtomicInteger(1);

    Descriptor(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /// One more holder.
    Descriptor hold() throws IOException {
        int now = holders.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        if (now == 0) throw new ClosedChannelException();
        return this;
    }

    void close() throws IOException {
        if (holders.decrementAndGet() == 0) Posix.close(number);
    }

    /// For descriptors that were only looked through: closing them cannot lose anything.
    void closeQuietly() {
        try {
            close();
        } catch (IOException meaningless) {
            // close(2) of a descriptor without written data reports nothing that anybody could act on.
        }
    }
}
