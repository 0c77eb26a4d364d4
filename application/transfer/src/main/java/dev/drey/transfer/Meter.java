package dev.drey.transfer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.LongSupplier;

/// Counts what the far side has acknowledged, and tells the observer, at most ten times a second.
///
/// One for a job, whether a file or a tree; each file counts through a [Share] of its own, so that a file which
/// starts over never makes the whole go back. May be used by many threads.
final class Meter {
    private static final long INTERVAL = Duration.ofMillis(110).toNanos();
    private static final long SPAN = Duration.ofSeconds(5).toNanos();

    private record Sample(long at, long bytes) {}

    private final Transfer transfer;
    private final Observer observer;
    private final LongSupplier nanos;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();
    private final SequencedSet<Share> active = new LinkedHashSet<>();
    private long total;
    private long filesTotal;
    private long bytes;
    private long filesDone;
    private String current = "";
    private long told;
    private boolean alone;

    /// @param total bytes, -1 while it is not known
    Meter(Transfer transfer, Observer observer, long total, long filesTotal) {
        this(transfer, observer, total, filesTotal, System::nanoTime);
    }

    /// For one file by itself.
    static Meter alone(Transfer transfer, Observer observer, String name) {
        Meter meter = new Meter(transfer, observer, -1, 1);
        meter.alone = true;
        meter.current = name;
        return meter;
    }

    Meter(Transfer transfer, Observer observer, long total, long filesTotal, LongSupplier nanos) {
        this.transfer = transfer;
        this.observer = observer;
        this.total = total;
        this.filesTotal = filesTotal;
        this.nanos = nanos;
        this.told = nanos.getAsLong() - INTERVAL;
        samples.add(new Sample(nanos.getAsLong(), 0));
    }

    /// What one file adds.
    final class Share {
        private long reached;
        private long size;
        private String name = "";

        /// From now on it is one of those that move.
        void begins(String path, long bytes) {
            synchronized (Meter.this) {
                name = path;
                size = bytes;
                current = path;
                active.add(this);
            }
        }

        void ends() {
            synchronized (Meter.this) {
                active.remove(this);
            }
        }

        /// How large the file is; the whole job's size where it is a file by itself.
        void size(long bytes) {
            synchronized (Meter.this) {
                size = bytes;
                if (alone) total = bytes;
            }
        }

        private Progress.Active shown() {
            return new Progress.Active(name, reached, Math.max(size, reached));
        }

        Progress snapshot() {
            return Meter.this.snapshot();
        }

        /// Its acknowledged bytes are now this many. A smaller number than before changes nothing.
        void at(long acknowledged) {
            synchronized (Meter.this) {
                if (acknowledged <= reached) return;
                bytes += acknowledged - reached;
                reached = acknowledged;
            }
            tell();
        }
    }

    Share share() {
        return new Share();
    }

    /// Sets what there is to do in all, as it becomes known.
    synchronized void expect(long totalBytes, long totalFiles) {
        total = totalBytes;
        filesTotal = totalFiles;
    }

    synchronized void current(String name) {
        current = name;
    }

    void fileDone() {
        synchronized (this) {
            filesDone++;
        }
        tell();
    }

    /// Tells the last: everything is done.
    void finish() {
        Progress last;
        synchronized (this) {
            total = bytes;
            filesTotal = Math.max(filesTotal, filesDone);
            last = snapshot();
        }
        observer.happened(new TransferEvent.Progressed(transfer, last));
    }

    synchronized Progress snapshot() {
        double rate = rate();
        long left = Math.max(0, total - bytes);
        boolean known = total >= 0 && rate > 0;
        Optional<Duration> eta = known ? Optional.of(Duration.ofMillis((long) (left * 1000 / rate))) : Optional.empty();
        long shown = total < 0 ? total : Math.max(total, bytes);
        List<Progress.Active> moving =
                active.stream().limit(Progress.MOST_ACTIVE).map(Share::shown).toList();
        return new Progress(bytes, shown, rate, eta, filesDone, filesTotal, current, moving);
    }

    private void tell() {
        Progress progress;
        synchronized (this) {
            long now = nanos.getAsLong();
            if (now - told < INTERVAL) return;
            told = now;
            samples.addLast(new Sample(now, bytes));
            while (samples.size() > 2 && now - samples.getFirst().at() > SPAN) samples.removeFirst();
            progress = snapshot();
        }
        observer.happened(new TransferEvent.Progressed(transfer, progress));
    }

    private double rate() {
        Sample first = samples.getFirst();
        long span = nanos.getAsLong() - first.at();
        return span <= 0 ? 0 : (bytes - first.bytes()) * 1e9 / span;
    }
}
