package dev.drey.transfer;

import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.List;
import java.util.Optional;

/// Compares the whole of what was written with what was read, before it gets its name.
final class Verifying {
    private static final String SHA256 = "sha256";

    private final Job job;
    private final Account account;

    Verifying(Job job, Account account) {
        this.job = job;
        this.account = account;
    }

    /// @param ours SHA-256 of the source's bytes as they were read
    /// @throws Failed CHECKSUM_MISMATCH
    void check(RemotePath written, long size, String ours) throws Failed {
        End there = job.to().at(written);
        Optional<String> told = there.local() ? Optional.empty() : told(there, size);
        if (told.isPresent()) {
            settle(written, ours, told.get(), Proof.REMOTE_HASH);
            return;
        }
        Optional<String> shell = there.local() ? Optional.empty() : shell(there);
        // Another hash from the shell proves nothing: it may see other files under this name.
        if (shell.equals(Optional.of(ours))) {
            account.verified(ours, Proof.SHELL_HASH);
            return;
        }
        settle(written, ours, reread(there, size), Proof.REREAD);
    }

    /// The SHA-256 of a file that was not read from its beginning in this run.
    String ofSource(Source source, OpenFile input) throws Failed {
        Optional<String> told = source.end().local() ? Optional.empty() : told(source.end(), source.size());
        if (told.isPresent()) return told.get();
        return Hashes.hex(Scan.hash(input, 0, source.size(), Hashes.sha256(), job.transfer()));
    }

    private void settle(RemotePath written, String ours, String theirs, Proof by) throws Failed {
        if (!ours.equalsIgnoreCase(theirs)) throw mismatch(job.to().at(written), ours, theirs);
        account.verified(ours, by);
    }

    static Failed mismatch(End end, String expected, String found) {
        return Failure.of(
                        Failure.Code.CHECKSUM_MISMATCH,
                        end.path(),
                        end.display() + ": SHA-256 is " + found + " and should be " + expected)
                .with("expected", expected)
                .with("found", found)
                .thrown();
    }

    /// One hash of the whole; asked for only where the answer comes within the time of one answer.
    private static Optional<String> told(End end, long size) throws Failed {
        Optional<Checksums> power = end.tree().power(Checksums.class);
        if (power.isEmpty() || !power.get().algorithms().contains(SHA256) || size > Proving.RANGE) {
            return Optional.empty();
        }
        try {
            List<byte[]> hashes = power.get().checksums(end.path(), SHA256, 0, 0, 0);
            return hashes.size() == 1 ? Optional.of(Hashes.hex(hashes.getFirst())) : Optional.empty();
        } catch (Failed refused) {
            if (Refusals.isEnd(refused)) throw refused;
            return Optional.empty();
        }
    }

    private Optional<String> shell(End there) throws Failed {
        try {
            return job.setting().shell().sha256(there);
        } catch (Failed refused) {
            if (Refusals.isEnd(refused)) throw refused;
            return Optional.empty();
        }
    }

    /// Reads one byte more than there should be, so that a longer file is found as well.
    private String reread(End there, long size) throws Failed {
        try (OpenFile file = there.tree().open(there.path(), OpenOptions.READ)) {
            return Hashes.hex(Scan.hash(file, 0, size + 1, Hashes.sha256(), job.transfer()));
        }
    }
}
