package dev.drey.operations;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The files that all visitors have open at this moment. Any thread.
final class Openings {
    private final Set<WatchedFile> files = ConcurrentHashMap.newKeySet();

    void add(WatchedFile file) {
        files.add(file);
    }

    void remove(WatchedFile file) {
        files.remove(file);
    }

    /// The oldest first.
    List<HubReport.OpenFile> lines() {
        return files.stream()
                .map(WatchedFile::line)
                .sorted(Comparator.comparing(HubReport.OpenFile::since))
                .toList();
    }
}
