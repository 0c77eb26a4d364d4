package dev.drey.transfer;

import java.util.TreeMap;

/// Up to where everything has been acknowledged, although acknowledgements come in any order. May be used by
/// many threads.
///
/// What lies beyond the first gap is not safe: after an interruption the file is cut there.
final class Contiguity {
    /// Acknowledged ranges behind the gap: start to end.
    private final TreeMap<Long, Long> islands = new TreeMap<>();

    private long end;

    Contiguity(long start) {
        end = start;
    }

    /// The range is acknowledged now.
    ///
    /// @return the end of what is safe
    synchronized long add(long offset, long length) {
        islands.merge(offset, offset + length, Math::max);
        for (var first = islands.firstEntry(); first != null && first.getKey() <= end; first = islands.firstEntry()) {
            end = Math.max(end, first.getValue());
            islands.pollFirstEntry();
        }
        return end;
    }

    synchronized long end() {
        return end;
    }
}
