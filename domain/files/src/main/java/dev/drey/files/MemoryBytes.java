package dev.drey.files;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/// What a file of a [MemoryTree] holds: pages that were written; everything between them reads as zeros.
///
/// Guarded by the store's lock.
final class MemoryBytes {
    private static final int PAGE = 64 * 1024;
    private static final int BLOCK = 4096;

    private final Map<Long, byte[]> pages = new HashMap<>();
    private long size;

    long size() {
        return size;
    }

    /// How many bytes of room the pages take.
    long held() {
        return pages.values().stream().mapToLong(page -> page.length).sum();
    }

    /// Up to `length` bytes from `offset`; none at the end.
    byte[] read(long offset, int length) {
        byte[] bytes = new byte[Math.clamp(size - offset, 0, length)];
        for (int done = 0; done < bytes.length; ) {
            int from = (int) ((offset + done) % PAGE);
            int some = Math.min(PAGE - from, bytes.length - done);
            byte[] page = pages.get((offset + done) / PAGE);
            if (page != null && from < page.length) {
                System.arraycopy(page, from, bytes, done, Math.min(some, page.length - from));
            }
            done += some;
        }
        return bytes;
    }

    /// How many bytes of room a write there would take beyond what is held.
    long growth(long offset, int length) {
        long more = 0;
        for (int done = 0; done < length; ) {
            int from = (int) ((offset + done) % PAGE);
            int some = Math.min(PAGE - from, length - done);
            byte[] page = pages.get((offset + done) / PAGE);
            more += Math.max(0, blocks(from + some) - (page == null ? 0 : page.length));
            done += some;
        }
        return more;
    }

    void write(long offset, ByteBuffer data) {
        size = Math.max(size, offset + data.remaining());
        for (long at = offset; data.hasRemaining(); ) {
            int from = (int) (at % PAGE);
            int some = Math.min(PAGE - from, data.remaining());
            data.get(page(at / PAGE, from + some), from, some);
            at += some;
        }
    }

    /// Cuts, or enlarges by a hole.
    void resize(long to) {
        if (to < size) {
            long kept = to / PAGE;
            pages.keySet().removeIf(number -> number > kept || (number == kept && to % PAGE == 0));
            byte[] last = pages.get(kept);
            int end = (int) (to % PAGE);
            if (last != null && end < last.length) pages.put(kept, copy(last, end, blocks(end)));
        }
        size = to;
    }

    private byte[] page(long number, int length) {
        byte[] page = pages.get(number);
        if (page != null && page.length >= length) return page;
        byte[] larger = page == null ? new byte[blocks(length)] : copy(page, page.length, blocks(length));
        pages.put(number, larger);
        return larger;
    }

    private static byte[] copy(byte[] page, int used, int length) {
        byte[] other = new byte[length];
        System.arraycopy(page, 0, other, 0, used);
        return other;
    }

    private static int blocks(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK;
    }
}
