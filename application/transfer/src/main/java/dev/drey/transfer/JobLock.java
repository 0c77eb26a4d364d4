package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Holds a job, so that the same command does not run twice at once; ends with the process at the latest.
///
/// Each job locks one byte, far out in one file that is never removed: removing lock files is how two processes
/// come to hold the same lock. Beside it the holder leaves a note of who it is, for the other's message.
final class JobLock implements AutoCloseable {
    /// What this process holds. One for all, since the system's locks belong to the process, and closing any
    /// channel of a file gives back the locks taken through every other.
    private static final Map<Path, Book> BOOKS = new HashMap<>();

    private static final int RADIX = 16;

    private final Book book;
    private final long place;
    private final FileLock lock;
    private final Path note;

    private JobLock(Book book, long place, FileLock lock, Path note) {
        this.book = book;
        this.place = place;
        this.lock = lock;
        this.note = note;
    }

    private record Book(Path file, FileChannel channel, Map<Long, String> held) {}

    /// @throws Failed BUSY, naming the process that holds it and since when
    static JobLock take(Path state, JobId id) throws Failed {
        Path file = state.resolve("locks").toAbsolutePath().normalize();
        Path note = state.resolve(id.hex() + ".running");
        long place = Long.parseUnsignedLong(id.hex().substring(0, RADIX), RADIX) >>> 2;
        String me = "process " + ProcessHandle.current().pid() + " since "
                + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        synchronized (BOOKS) {
            try {
                Book book = open(file);
                String mine = book.held().get(place);
                if (mine != null) throw busy(mine);
                FileLock lock = book.channel().tryLock(place, 1, false);
                if (lock == null) {
                    release(book);
                    throw busy(Files.exists(note) ? Files.readString(note) : "another process");
                }
                book.held().put(place, me);
                JobLock held = new JobLock(book, place, lock, note);
                held.sign(me);
                return held;
            } catch (IOException trouble) {
                throw StateTrouble.of(file, trouble);
            }
        }
    }

    /// Leaves the note, or gives the lock back.
    private void sign(String me) throws IOException {
        try {
            Files.writeString(note, me);
        } catch (IOException trouble) {
            close();
            throw trouble;
        }
    }

    /// What is done while it is held.
    interface Work<T> {
        T run() throws Failed;
    }

    <T> T held(Work<T> work) throws Failed {
        return work.run();
    }

    private static Book open(Path file) throws IOException {
        Book book = BOOKS.get(file);
        if (book != null) return book;
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        book = new Book(file, channel, new HashMap<>());
        BOOKS.put(file, book);
        return book;
    }

    private static void release(Book book) throws IOException {
        if (!book.held().isEmpty()) return;
        BOOKS.remove(book.file());
        book.channel().close();
    }

    private static Failed busy(String holder) {
        return Failure.of(Failure.Code.BUSY, "the same transfer is running already (" + holder + ")")
                .with("holder", holder)
                .thrown();
    }

    @Override
    public void close() throws Failed {
        synchronized (BOOKS) {
            try {
                Files.deleteIfExists(note);
                lock.release();
                book.held().remove(place);
                release(book);
            } catch (IOException trouble) {
                throw StateTrouble.of(note, trouble);
            }
        }
    }
}
