package dev.drey.transfer;

import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// What has come of a tree so far. Counted by many threads; the lists are bounded, the counts are not.
final class Tally {
    private static final int FAILURES = 10_000;
    private static final int WARNINGS = 1_000;

    final LongAdder files = new LongAdder();
    final LongAdder directories = new LongAdder();
    final LongAdder links = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder specials = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder resumed = new LongAdder();

    private final Meter meter;
    private final List<MovedTree.Item> failures = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long failed;
    private long warned;
    private long filesFound;
    private long bytesFound;
    private long filesEnded;

    Tally(Meter meter) {
        this.meter = meter;
    }

    /// A file that is to be carried.
    synchronized void found(long size) {
        filesFound++;
        bytesFound += size;
        meter.expect(bytesFound, filesFound);
    }

    /// One of those found is done with, well or not.
    void ended() {
        synchronized (this) {
            filesEnded++;
        }
        meter.fileDone();
    }

    /// Files that were found and not done with.
    synchronized long untried() {
        return filesFound - filesEnded;
    }

    synchronized void failed(RemotePath path, Failure failure) {
        failed++;
        if (failures.size() < FAILURES) failures.add(new MovedTree.Item(path, failure));
    }

    synchronized void warn(String warning) {
        warned++;
        if (warnings.size() < WARNINGS) warnings.add(warning);
    }

    synchronized MovedTree result(Duration took) {
        List<String> all = new ArrayList<>(warnings);
        if (warned > warnings.size()) all.add((warned - warnings.size()) + " more warnings");
        return new MovedTree(
                files.sum(),
                directories.sum(),
                links.sum(),
                skipped.sum(),
                specials.sum(),
                bytes.sum(),
                resumed.sum(),
                took,
                failed,
                failures,
                all);
    }
}
