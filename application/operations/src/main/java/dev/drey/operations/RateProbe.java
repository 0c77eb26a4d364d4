package dev.drey.operations;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.SplittableRandom;

/// How fast one channel takes bytes and gives them back, over about a second each way. A transfer warms up, and uses
/// several channels where the line is long, so it is faster; what is slow here will be slow there.
///
/// @param up, down bytes in a second
/// @param bytes how many were written, and read again at most
record RateProbe(double up, double down, long bytes) {
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final long MOST = 32L << 20;
    private static final int AHEAD = 16;
    private static final int LARGEST = 255 << 10;

    /// @param file new, open for both; is left with random bytes in it
    static RateProbe of(OpenFile file) throws Failed {
        byte[] block = new byte[Math.min(LARGEST, file.largestWrite())];
        // Bytes that no compression makes smaller.
        new SplittableRandom(1).nextBytes(block);
        long begin = System.nanoTime();
        long bytes = write(file, block, begin);
        double up = rate(bytes, begin);
        long middle = System.nanoTime();
        return new RateProbe(up, rate(read(file, bytes, middle), middle), bytes);
    }

    private static double rate(long bytes, long since) {
        return bytes * 1e9 / Math.max(1, System.nanoTime() - since);
    }

    private static boolean isOver(long since) {
        return System.nanoTime() - since > LONGEST.toNanos();
    }

    private static long write(OpenFile file, byte[] block, long begin) throws Failed {
        ArrayDeque<Pending<Done>> asked = new ArrayDeque<>();
        long sent = 0;
        while (sent < MOST && !isOver(begin)) {
            if (asked.size() >= AHEAD) asked.remove().await();
            asked.add(file.write(sent, ByteBuffer.wrap(block)));
            sent += block.length;
        }
        while (!asked.isEmpty()) asked.remove().await();
        return sent;
    }

    private static long read(OpenFile file, long size, long begin) throws Failed {
        ArrayDeque<Pending<ByteBuffer>> asked = new ArrayDeque<>();
        long next = 0;
        long got = 0;
        while (next < size && !isOver(begin)) {
            if (asked.size() >= AHEAD) got += asked.remove().await().remaining();
            int length = Math.toIntExact(Math.min(Math.min(LARGEST, file.largestRead()), size - next));
            asked.add(file.read(next, length));
            next += length;
        }
        while (!asked.isEmpty()) got += asked.remove().await().remaining();
        return got;
    }

    /// For people.
    String text() {
        return String.format(
                Locale.ROOT,
                "%.1f MiB/s up, %.1f MiB/s down, over one channel (%.1f MiB)",
                up / (1 << 20),
                down / (1 << 20),
                bytes / (double) (1 << 20));
    }
}
