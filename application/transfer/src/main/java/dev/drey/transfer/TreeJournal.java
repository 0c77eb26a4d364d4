package dev.drey.transfer;

import dev.drey.files.Attributes;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Our own record of what of a tree has arrived, so that the same command continues after an interruption.
///
/// A file in the state directory, 0600, that only grows: sixteen bytes for each file that got its final name,
/// a digest of its path, of the source's size and time, and of the size and time that then stood at the
/// destination. A file counts as done when all of these are the same again. A torn last record is cut off; a
/// lost one means that a file is sent twice, so nothing is fsynced. At most [#MOST] records are kept; what
/// lies beyond is sent again.
///
/// Any number of threads.
final class TreeJournal implements AutoCloseable {
    /// A million files, 16 MiB.
    static final int MOST = 1 << 20;

    private static final int RECORD = 16;
    /// Stands for the root; no digest has two equal halves in practice.
    private static final long ROOT = 1;
    private static final int BATCH = 32;
    private static final Set<PosixFilePermission> OURS_ALONE = PosixFilePermissions.fromString("rw-------");
    /// Bytes that have arrived and are not written down yet, at most.
    private static final long STEP = 256 << 10;

    private final Optional<Open> open;
    private final FingerprintSet done;
    private final ByteBuffer batch = ByteBuffer.allocate(RECORD * BATCH);
    private long unwritten;

    /// A file that an interrupt does not close, unlike a channel: a cancel interrupts whoever is just writing.
    private record Open(Path file, RandomAccessFile log) {}

    private TreeJournal(Optional<Open> open, FingerprintSet done) {
        this.open = open;
        this.done = done;
    }

    /// One that remembers nothing, for a dry run.
    static TreeJournal none() {
        return new TreeJournal(Optional.empty(), new FingerprintSet());
    }

    static Path path(Path state, JobId id) {
        return state.resolve(id.hex() + ".tree");
    }

    /// @param resume whether what an earlier run wrote counts; otherwise it is forgotten
    static TreeJournal open(Path file, boolean resume) throws Failed {
        try {
            if (!Files.exists(file)) Files.createFile(file, PosixFilePermissions.asFileAttribute(OURS_ALONE));
            RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw");
            FingerprintSet done = new FingerprintSet();
            if (resume) load(log, done);
            log.setLength((long) done.size() * RECORD);
            log.seek(log.length());
            return new TreeJournal(Optional.of(new Open(file, log)), done);
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }

    /// Whether this very file was placed before, and is what stands there now.
    ///
    /// @param target what stands under its name now
    boolean holds(RemotePath path, Attributes source, Attributes target) {
        if (done.isEmpty() || source.modified().isEmpty() || target.modified().isEmpty()) return false;
        ByteBuffer fingerprint = ByteBuffer.wrap(
                fingerprint(path, source, target.sizeOrZero(), target.modified().get()));
        return done.contains(fingerprint.getLong(), fingerprint.getLong());
    }

    /// Whether this job made the root itself.
    boolean hasRoot() {
        return done.contains(ROOT, ROOT);
    }

    /// This job has made the root itself.
    void addRoot() throws Failed {
        if (open.isEmpty()) return;
        synchronized (this) {
            if (!done.add(ROOT, ROOT)) return;
            batch.putLong(ROOT).putLong(ROOT);
            write(open.get());
        }
    }

    /// A file has arrived.
    ///
    /// @param modified of what stands at the destination now
    void add(RemotePath path, Attributes source, long size, Instant modified) throws Failed {
        if (open.isEmpty()) return;
        byte[] fingerprint = fingerprint(path, source, size, modified);
        synchronized (this) {
            if (done.size() >= MOST) return;
            ByteBuffer halves = ByteBuffer.wrap(fingerprint);
            if (!done.add(halves.getLong(), halves.getLong())) return;
            batch.put(fingerprint);
            unwritten += size;
            if (!batch.hasRemaining() || unwritten >= STEP) write(open.get());
        }
    }

    /// The tree is whole: nothing is left to continue.
    void remove() throws Failed {
        if (open.isEmpty()) return;
        try {
            Files.deleteIfExists(open.get().file());
        } catch (IOException trouble) {
            throw StateTrouble.of(open.get().file(), trouble);
        }
    }

    @Override
    public synchronized void close() throws Failed {
        if (open.isEmpty()) return;
        try (RandomAccessFile whole = open.get().log()) {
            write(whole);
        } catch (IOException trouble) {
            throw StateTrouble.of(open.get().file(), trouble);
        }
    }

    private void write(Open open) throws Failed {
        try {
            write(open.log());
        } catch (IOException trouble) {
            throw StateTrouble.of(open.file(), trouble);
        }
    }

    private void write(RandomAccessFile log) throws IOException {
        log.write(batch.array(), 0, batch.position());
        batch.clear();
        unwritten = 0;
    }

    private static void load(RandomAccessFile log, FingerprintSet done) throws IOException {
        byte[] portion = new byte[RECORD * 4096];
        long whole = Math.min(log.length() / RECORD, MOST) * RECORD;
        for (long at = 0; at < whole; ) {
            int length = (int) Math.min(portion.length, whole - at);
            log.readFully(portion, 0, length);
            ByteBuffer records = ByteBuffer.wrap(portion, 0, length);
            while (records.hasRemaining()) done.add(records.getLong(), records.getLong());
            at += length;
        }
    }

    /// Times to the second: that is what SFTP version 3 gives back.
    private static byte[] fingerprint(RemotePath path, Attributes source, long size, Instant modified) {
        String facts = source.sizeOrZero() + " "
                + source.modified().map(Instant::toString).orElse("?") + " " + size + " " + modified.getEpochSecond()
                + "\n";
        MessageDigest digest = Hashes.sha256();
        digest.update(facts.getBytes(StandardCharsets.UTF_8));
        byte[] all = digest.digest(path.bytes());
        return java.util.Arrays.copyOf(all, RECORD);
    }
}
