package dev.drey.transfer;

import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What there will be to tell about a move. Used by the thread that runs it.
final class Account {
    private final long began = System.nanoTime();
    private final List<String> warnings = new ArrayList<>();
    private boolean attributesWhole = true;
    private boolean atomic = true;
    private Optional<String> sha256 = Optional.empty();
    private long resumedFrom;
    private Optional<Proof> provedBy = Optional.empty();
    private Optional<Proof> verifiedBy = Optional.empty();
    private Optional<RemotePath> backup = Optional.empty();

    void warn(String words) {
        if (!warnings.contains(words)) warnings.add(words);
    }

    void attributesPartial(String words) {
        attributesWhole = false;
        warn(words);
    }

    void notAtomic() {
        atomic = false;
    }

    void resumed(long from, Proof by) {
        resumedFrom = from;
        provedBy = Optional.of(by);
    }

    void verified(String hash, Proof by) {
        sha256 = Optional.of(hash);
        verifiedBy = Optional.of(by);
    }

    void hashed(String hash) {
        sha256 = Optional.of(hash);
    }

    void backup(RemotePath path) {
        backup = Optional.of(path);
    }

    Moved moved(Moved.Outcome outcome, RemotePath destination, long size) {
        return new Moved(
                outcome,
                destination,
                size,
                java.time.Duration.ofNanos(System.nanoTime() - began),
                sha256,
                resumedFrom,
                provedBy,
                verifiedBy,
                atomic,
                attributesWhole,
                backup,
                warnings);
    }
}
