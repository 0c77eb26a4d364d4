package dev.drey.transfer;

import java.util.Optional;

/// Hands out the ranges of a file in their order, each once. May be used by many threads.
final class Chunks {
    /// Short answers of this many mean that the far side never gives more.
    private static final int CONVINCED = 3;

    private static final int SMALLEST = 4096;

    record Chunk(long offset, int length) {
        long end() {
            return offset + length;
        }
    }

    private final long end;
    private long next;
    private int size;
    private int shorts;
    private int longestShort;

    /// @param end where to stop; [Long#MAX_VALUE] where only the source knows
    Chunks(long start, long end, int size) {
        this.next = start;
        this.end = end;
        this.size = size;
    }

    /// The next range; empty when all are handed out.
    synchronized Optional<Chunk> next() {
        if (next >= end) return Optional.empty();
        Chunk chunk = new Chunk(next, (int) Math.min(size, end - next));
        next = chunk.end();
        return Optional.of(chunk);
    }

    /// A read was answered with less. Where that is the rule, smaller ranges save the second question.
    synchronized void shortAnswer(int length) {
        longestShort = Math.max(longestShort, length);
        if (++shorts >= CONVINCED) size = Math.max(SMALLEST, Math.min(size, longestShort));
    }

    synchronized boolean isEmpty() {
        return next >= end;
    }

    synchronized int size() {
        return size;
    }

    /// No more ranges are handed out.
    synchronized void stop() {
        next = end;
    }
}
