package dev.drey.files;

import java.util.List;
import java.util.Optional;

/// The entries that a directory of a [MemoryTree] had when it was opened.
final class MemoryListing implements Listing {
    private static final int PORTION = 100;

    private List<Entry> left;

    MemoryListing(List<Entry> entries) {
        this.left = entries;
    }

    @Override
    public Optional<List<Entry>> next() {
        if (left.isEmpty()) return Optional.empty();
        int some = Math.min(PORTION, left.size());
        List<Entry> portion = left.subList(0, some);
        left = left.subList(some, left.size());
        return Optional.of(portion);
    }

    @Override
    public void close() {
        left = List.of();
    }
}
