package dev.drey.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/// An [Audit] that keeps the newest lines in memory: for tests, and for programs without a store.
public final class MemoryAudit implements Audit {
    private final ArrayDeque<Audited> lines = new ArrayDeque<>();
    private final int most;
    private final InstantSource clock;

    /// @param most lines that are kept
    /// @param clock by which [#prune] knows what is old
    public MemoryAudit(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    @Override
    public synchronized void note(Audited line) {
        lines.addLast(line);
        if (lines.size() > most) lines.removeFirst();
    }

    @Override
    public synchronized List<Audited> find(Query query) {
        List<Audited> found =
                new ArrayList<>(lines.stream().filter(query::wants).toList());
        int to = Math.max(0, found.size() - query.page().skip());
        return List.copyOf(found.subList(Math.max(0, to - query.page().limit()), to));
    }

    @Override
    public synchronized long prune(Duration age, long newest) {
        long before = lines.size();
        Instant since = clock.instant().minus(age);
        lines.removeIf(line -> line.at().isBefore(since));
        while (lines.size() > newest) lines.removeFirst();
        return before - lines.size();
    }
}
