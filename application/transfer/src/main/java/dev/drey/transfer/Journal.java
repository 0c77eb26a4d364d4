package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32;

/// Our own record of one file's move: what is moved, through which side file, and how far it is safe.
///
/// A file in the state directory, 0600: lines `name=value`, a check sum of them, then two places for the
/// acknowledged offset, written in turn, each with its own check sum. A process that dies while writing leaves
/// at least one of the two whole, so the file tells the truth after a kill at any byte.
final class Journal implements AutoCloseable {
    private static final String FIRST = "drey-journal 1";
    private static final int SLOT = 29;

    /// The progress that is worth a write. With as much again that may be told as progress beyond it ([Flow]), the MiB
    /// that a kill may cost.
    static final long STEP = 512L << 10;

    private final Path file;

    /// A file that an interrupt does not close, unlike a channel: a cancel interrupts whoever is just
    /// writing.
    private final RandomAccessFile slots;

    private final int header;
    private long written;
    private int turn;

    private Journal(Path file, RandomAccessFile slots, int header, long written) {
        this.file = file;
        this.slots = slots;
        this.header = header;
        this.written = written;
    }

    /// What is moved.
    ///
    /// @param source what identifies the source's bytes
    /// @param racy the source was so fresh that its time proves nothing
    /// @param boot of this machine where the side file lies on its disk: after a power cut, bytes may be missing
    /// @param created the mode that the side file was made with, under the far umask
    /// @param acknowledged every byte before it had arrived
    record Entry(
            String from,
            String to,
            String target,
            RemotePath side,
            String source,
            boolean racy,
            String boot,
            OptionalInt created,
            long acknowledged) {
        Entry withAcknowledged(long other) {
            return new Entry(from, to, target, side, source, racy, boot, created, other);
        }
    }

    static Path path(Path state, JobId id) {
        return state.resolve(id.hex() + ".journal");
    }

    /// What the journal says; empty when there is none or it is damaged.
    static Optional<Entry> read(Path file) throws Failed {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return parse(bytes);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }

    /// Begins a journal in place of an older one, in one step.
    static Journal begin(Path file, Entry entry) throws Failed {
        byte[] header = spell(entry);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            RandomAccessFile slots = new RandomAccessFile(fresh.toFile(), "rw");
            Journal journal = new Journal(file, slots, header.length, entry.acknowledged());
            journal.put(0, header);
            journal.slot(entry.acknowledged());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return journal;
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }

    /// Every byte before `offset` has arrived. When this returns, all but [#STEP] of it is written down.
    synchronized void acknowledged(long offset) throws Failed {
        if (offset - written >= STEP) record(offset);
    }

    /// Writes the offset down in any case.
    synchronized void record(long offset) throws Failed {
        if (offset <= written) return;
        try {
            slot(offset);
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
        written = offset;
    }

    /// The move is done, or shall leave nothing.
    void remove() throws Failed {
        try {
            Files.deleteIfExists(file);
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }

    @Override
    public void close() throws Failed {
        try {
            slots.close();
        } catch (IOException trouble) {
            throw StateTrouble.of(file, trouble);
        }
    }

    private void slot(long offset) throws IOException {
        put(header + (long) turn * SLOT, slotText(offset).getBytes(StandardCharsets.US_ASCII));
        turn = 1 - turn;
    }

    private void put(long at, byte[] bytes) throws IOException {
        slots.seek(at);
        slots.write(bytes);
    }

    private static String slotText(long offset) {
        String digits = String.format("%019d", offset);
        return digits + " " + sum(digits) + "\n";
    }

    private static String sum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static byte[] spell(Entry entry) {
        StringBuilder text = new StringBuilder(FIRST).append('\n');
        line(text, "from", entry.from());
        line(text, "to", entry.to());
        line(text, "target", entry.target());
        line(text, "side", HexFormat.of().formatHex(entry.side().bytes()));
        line(text, "source", entry.source());
        line(text, "racy", String.valueOf(entry.racy()));
        line(text, "boot", entry.boot());
        line(text, "created", String.valueOf(entry.created().orElse(-1)));
        line(text, "sum", sum(text.toString()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append('=').append(value.replace('\n', ' ')).append('\n');
    }

    private static Optional<Entry> parse(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        int sumAt = all.indexOf("\nsum=");
        int end = sumAt < 0 ? -1 : all.indexOf('\n', sumAt + 1);
        if (!all.startsWith(FIRST + "\n") || end < 0) return Optional.empty();
        String covered = all.substring(0, sumAt + 1);
        if (!all.substring(sumAt + 1, end).equals("sum=" + sum(covered))) return Optional.empty();
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : covered.split("\n", -1)) {
            int equals = line.indexOf('=');
            if (equals > 0) values.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return offset(all.substring(end + 1)).flatMap(offset -> entry(values, offset));
    }

    /// The greatest offset whose check sum is right.
    private static Optional<Long> offset(String slots) {
        Optional<Long> best = Optional.empty();
        for (int at = 0; at + SLOT <= slots.length(); at += SLOT) {
            String slot = slots.substring(at, at + SLOT);
            String digits = slot.substring(0, SLOT - 10);
            if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) continue;
            if (!slot.equals(digits + " " + sum(digits) + "\n")) continue;
            long offset = Long.parseLong(digits);
            if (best.isEmpty() || best.get() < offset) best = Optional.of(offset);
        }
        return best;
    }

    private static Optional<Entry> entry(Map<String, String> values, long offset) {
        int created = Integer.parseInt(values.getOrDefault("created", "-1"));
        return Optional.of(new Entry(
                values.getOrDefault("from", ""),
                values.getOrDefault("to", ""),
                values.getOrDefault("target", ""),
                RemotePath.ofBytes(HexFormat.of().parseHex(values.getOrDefault("side", ""))),
                values.getOrDefault("source", ""),
                Boolean.parseBoolean(values.getOrDefault("racy", "true")),
                values.getOrDefault("boot", ""),
                created < 0 ? OptionalInt.empty() : OptionalInt.of(created),
                offset));
    }
}
