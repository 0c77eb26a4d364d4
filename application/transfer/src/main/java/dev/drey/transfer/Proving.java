package dev.drey.transfer;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Proves how much of a side file is the beginning of the source.
///
/// Nothing is believed for its size, for the caller's word or for a side's: bytes are compared, or their
/// hashes, or our own journal is confirmed by reading its last MiB again.
final class Proving {
    static final long REREAD = 1L << 20;

    /// One request for hashes covers at most this; more may take longer than an answer may.
    static final long RANGE = 1L << 30;

    private static final int BLOCK = 1 << 20;

    /// @param offset every byte before it is the source's
    record Proved(long offset, Proof by) {
        static final Proved NOTHING = new Proved(0, Proof.REREAD);
    }

    private final Job job;
    private final Source source;
    private final OpenFile input;

    Proving(Job job, Source source, OpenFile input) {
        this.job = job;
        this.source = source;
        this.input = input;
    }

    /// How much of our own side file is right.
    ///
    /// @param size of the side file
    Proved ofSide(RemotePath side, long size, Optional<Journal.Entry> entry) throws Failed {
        long limit = Math.min(size, source.size());
        if (limit == 0) return Proved.NOTHING;
        Optional<Proved> hashed = byHashes(side, limit);
        if (hashed.isPresent()) return hashed.get();
        try (OpenFile there = job.to().tree().open(side, OpenOptions.READ)) {
            long noted = byJournal(side, limit, entry);
            long from = Math.max(0, noted - REREAD);
            if (noted > 0 && Scan.equalUpTo(input, there, from, noted, job.transfer()) == noted) {
                return new Proved(noted, Proof.JOURNAL);
            }
            return byReading(there, limit);
        }
    }

    /// How much of a file under the final name is right; the journal knows nothing of it.
    Proved ofFinal(RemotePath path, long size) throws Failed {
        Optional<Proved> hashed = byHashes(path, size);
        if (hashed.isPresent()) return hashed.get();
        try (OpenFile there = job.to().tree().open(path, OpenOptions.READ)) {
            return byReading(there, size);
        }
    }

    /// What the journal claims, if it speaks of these very bytes.
    private long byJournal(RemotePath side, long limit, Optional<Journal.Entry> entry) {
        if (entry.isEmpty()) return 0;
        Journal.Entry noted = entry.get();
        boolean same = noted.source().equals(source.identity())
                && noted.side().equals(side)
                && !noted.racy()
                && noted.boot().equals(Boot.of(job.to()));
        return same && noted.acknowledged() <= limit ? noted.acknowledged() : 0;
    }

    /// Reading a remote source again would cost as much as sending it again: then nothing is proved.
    private Proved byReading(OpenFile there, long limit) throws Failed {
        if (!job.from().local()) return Proved.NOTHING;
        return new Proved(Scan.equalUpTo(input, there, 0, limit, job.transfer()), Proof.REREAD);
    }

    /// Compares hashes of blocks; empty where a remote end cannot hash.
    private Optional<Proved> byHashes(RemotePath there, long limit) throws Failed {
        if (job.from().local() && job.to().local()) return Optional.empty();
        Optional<Checksums> ours = checksums(job.from());
        Optional<Checksums> theirs = checksums(job.to());
        if ((!job.from().local() && ours.isEmpty()) || (!job.to().local() && theirs.isEmpty())) return Optional.empty();
        Optional<String> algorithm = algorithm(ours, theirs);
        if (algorithm.isEmpty()) return Optional.empty();
        try (OpenFile target = job.to().tree().open(there, OpenOptions.READ)) {
            Blocks left = new Blocks(job.from(), ours, input, algorithm.get());
            Blocks right = new Blocks(job.to().at(there), theirs, target, algorithm.get());
            return Optional.of(new Proved(equalBlocks(left, right, limit), Proof.REMOTE_HASH));
        } catch (Failed refused) {
            if (Refusals.isEnd(refused)) throw refused;
            return Optional.empty();
        }
    }

    private long equalBlocks(Blocks left, Blocks right, long limit) throws Failed {
        for (long at = 0; at < limit; at += RANGE) {
            long length = Math.min(RANGE, limit - at);
            List<byte[]> a = left.hashes(at, length);
            List<byte[]> b = right.hashes(at, length);
            for (int i = 0; (long) i * BLOCK < length; i++) {
                boolean equal = i < a.size() && i < b.size() && Arrays.equals(a.get(i), b.get(i));
                if (!equal) return at + (long) i * BLOCK;
            }
        }
        return limit;
    }

    /// Hashes of one end's blocks: asked for where the end is remote, else by reading.
    private final class Blocks {
        private final End end;
        private final Optional<Checksums> power;
        private final OpenFile file;
        private final String algorithm;

        Blocks(End end, Optional<Checksums> power, OpenFile file, String algorithm) {
            this.end = end;
            this.power = power;
            this.file = file;
            this.algorithm = algorithm;
        }

        List<byte[]> hashes(long offset, long length) throws Failed {
            job.transfer().proceed();
            if (power.isPresent()) return power.get().checksums(end.path(), algorithm, offset, length, BLOCK);
            List<byte[]> all = new java.util.ArrayList<>();
            for (long at = offset; at < offset + length; at += BLOCK) {
                long stop = Math.min(offset + length, at + BLOCK);
                all.add(Scan.hash(file, at, stop, Hashes.named(algorithm), job.transfer()));
            }
            return all;
        }
    }

    private static Optional<Checksums> checksums(End end) {
        return end.local() ? Optional.empty() : end.tree().power(Checksums.class);
    }

    private static Optional<String> algorithm(Optional<Checksums> ours, Optional<Checksums> theirs) {
        if (ours.isEmpty()) return theirs.flatMap(power -> Hashes.best(power.algorithms()));
        if (theirs.isEmpty()) return Hashes.best(ours.get().algorithms());
        List<String> both = ours.get().algorithms().stream()
                .filter(theirs.get().algorithms()::contains)
                .toList();
        return Hashes.best(both);
    }
}
