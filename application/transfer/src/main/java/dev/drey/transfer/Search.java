package dev.drey.transfer;

import java.nio.ByteBuffer;

/// Looks for some bytes in a stream that comes in portions (Knuth, Morris, Pratt 1977: no byte is looked at
/// twice, so where the portions end does not matter). Used by one thread.
final class Search {
    private final byte[] wanted;
    private final int[] back;
    private int matched;

    Search(byte[] wanted) {
        this.wanted = wanted.clone();
        this.back = new int[wanted.length];
        for (int i = 1, length = 0; i < wanted.length; i++) {
            while (length > 0 && wanted[i] != wanted[length]) length = back[length - 1];
            if (wanted[i] == wanted[length]) length++;
            back[i] = length;
        }
    }

    /// Whether the bytes looked for end in this portion.
    boolean reached(ByteBuffer portion) {
        while (portion.hasRemaining() && matched < wanted.length) {
            byte b = portion.get();
            while (matched > 0 && b != wanted[matched]) matched = back[matched - 1];
            if (b == wanted[matched]) matched++;
        }
        return matched == wanted.length;
    }
}
