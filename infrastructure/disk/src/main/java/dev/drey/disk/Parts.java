package dev.drey.disk;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/// Several changes of one file: each is tried, also after one before it has failed, as OpenSSH's server does
/// it; the first failure is told at the end. Used by one thread, once.
final class Parts {
    private @Nullable IOException first;

    interface Part {
        void run() throws IOException;
    }

    /// Whether it worked.
    ///
    /// @throws ClosedChannelException when there is no file to change any more
    boolean run(Part part) throws IOException {
        try {
            part.run();
            return true;
        } catch (ClosedChannelException closed) {
            throw closed;
        } catch (IOException refused) {
            if (first == null) first = refused;
            else first.addSuppressed(refused);
            return false;
        }
    }

    /// The mode to set: setuid and setgid were meant for an owner, and are not given to another.
    static int mode(int asked, boolean owned) {
        return asked & (owned ? 07777 : 01777);
    }

    void end() throws IOException {
        if (first != null) throw first;
    }
}
