package dev.drey.transfer;

/// A set of 128-bit digests in twice sixteen bytes each, since there may be a million. Open addressing; zero
/// stands for an empty place, which no digest is in practice. Grown by one thread at a time, which its owner
/// sees to.
final class FingerprintSet {
    private long[] halves = new long[2 * 64];
    private int size;

    synchronized int size() {
        return size;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    synchronized boolean contains(long first, long second) {
        return halves[place(halves, first, second)] == first && first != 0;
    }

    /// Whether it was not there yet.
    synchronized boolean add(long first, long second) {
        int place = place(halves, first, second);
        if (first == 0 || halves[place] != 0) return false;
        halves[place] = first;
        halves[place + 1] = second;
        size++;
        if (size * 4 > halves.length) grow();
        return true;
    }

    private void grow() {
        long[] larger = new long[halves.length * 2];
        for (int i = 0; i < halves.length; i += 2) {
            if (halves[i] == 0) continue;
            int place = place(larger, halves[i], halves[i + 1]);
            larger[place] = halves[i];
            larger[place + 1] = halves[i + 1];
        }
        halves = larger;
    }

    /// Where it is, or would be put.
    private static int place(long[] halves, long first, long second) {
        int mask = halves.length / 2 - 1;
        int place = (int) first & mask;
        while (halves[2 * place] != 0 && (halves[2 * place] != first || halves[2 * place + 1] != second)) {
            place = (place + 1) & mask;
        }
        return 2 * place;
    }
}
