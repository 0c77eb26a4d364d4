package dev.drey.store;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That one process has an SQLite store for itself, by a lock on `hub.db.lock`. The system lets go of it
/// when the process ends, however it ends; the file stays and says who had it last.
final class HubLock implements AutoCloseable {
    private final FileChannel channel;

    private HubLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws Failed BUSY when another has it, with its process
    static HubLock take(Path store) throws Failed {
        Path file = store.resolveSibling(store.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    Spots.OWNERS_FILE);
            HubLock taken = new HubLock(channel);
            try {
                if (lock(channel) == null) throw taken(store, file);
                taken.sign();
                return taken;
            } catch (IOException e) {
                taken.close();
                throw e;
            }
        } catch (Failed e) {
            throw e;
        } catch (IOException e) {
            throw Spots.failure(file, e).thrown(e);
        }
    }

    private void sign() throws IOException {
        channel.truncate(0);
        byte[] who = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(who), 0);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static Failed taken(Path store, Path file) throws IOException {
        String who = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        String process = who.matches("\\d{1,19}") ? "process " + who : "another process";
        return Failure.of(
                        Code.BUSY,
                        "the store " + store + " is used by " + process
                                + ": stop that hub first, or give this one another store")
                .with("process", who)
                .thrown();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock is gone with the descriptor, whatever the disk says.
        }
    }
}
