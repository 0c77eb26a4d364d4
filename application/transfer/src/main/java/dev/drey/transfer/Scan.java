package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Optional;

/// Reads a range of a file in its order, asking ahead. Used by one thread.
final class Scan {
    private static final int CHUNK = 256 * 1024;
    private static final int AHEAD = 16;

    private record Asked(long offset, int length, Pending<ByteBuffer> answer) {}

    private final OpenFile file;
    private final Transfer transfer;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private final long end;
    private long next;

    Scan(OpenFile file, long start, long end, Transfer transfer) {
        this.file = file;
        this.next = start;
        this.end = end;
        this.transfer = transfer;
    }

    /// The next bytes; empty at the end of the range or of the file.
    Optional<ByteBuffer> next() throws Failed {
        ask();
        Asked oldest = asked.pollFirst();
        if (oldest == null) return Optional.empty();
        ByteBuffer data = oldest.answer().await();
        int got = data.remaining();
        if (got == 0) {
            asked.clear();
            next = end;
            return Optional.empty();
        }
        if (got < oldest.length()) asked.addFirst(ask(oldest.offset() + got, oldest.length() - got));
        return Optional.of(data);
    }

    private void ask() throws Failed {
        int chunk = Math.min(CHUNK, file.largestRead());
        while (next < end && asked.size() < AHEAD) {
            int length = (int) Math.min(chunk, end - next);
            Asked one = ask(next, length);
            asked.addLast(one);
            next += length;
            if (one.answer().isDone()) return;
        }
    }

    private Asked ask(long offset, int length) throws Failed {
        transfer.proceed();
        return new Asked(offset, length, file.read(offset, length));
    }

    /// How far two files are equal.
    ///
    /// @return the offset of the first difference, or of the end
    static long equalUpTo(OpenFile one, OpenFile other, long start, long end, Transfer transfer) throws Failed {
        Scan left = new Scan(one, start, end, transfer);
        Scan right = new Scan(other, start, end, transfer);
        ByteBuffer a = ByteBuffer.allocate(0);
        ByteBuffer b = ByteBuffer.allocate(0);
        long at = start;
        while (at < end) {
            if (!a.hasRemaining()) a = left.next().orElse(a);
            if (!b.hasRemaining()) b = right.next().orElse(b);
            int length = Math.min(a.remaining(), b.remaining());
            if (length == 0) return at;
            int difference = a.slice(a.position(), length).mismatch(b.slice(b.position(), length));
            if (difference >= 0) return at + difference;
            a.position(a.position() + length);
            b.position(b.position() + length);
            at += length;
        }
        return at;
    }

    /// The hash of a range.
    static byte[] hash(OpenFile file, long start, long end, MessageDigest digest, Transfer transfer) throws Failed {
        Scan scan = new Scan(file, start, end, transfer);
        for (var data = scan.next(); data.isPresent(); data = scan.next()) digest.update(data.get());
        return digest.digest();
    }
}
