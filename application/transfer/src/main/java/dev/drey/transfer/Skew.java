package dev.drey.transfer;

import dev.drey.files.Attributes;
import java.time.Duration;
import java.time.Instant;

/// Notices that the far side's clock differs from ours, where times decide what is replaced.
final class Skew {
    private static final Duration TOLERATED = Duration.ofSeconds(2);

    private Skew() {}

    /// @param created attributes of a file that was made this very moment
    static void warn(Job job, Attributes created, Account account) {
        boolean matters = job.options().overwrite() == Overwrite.NEWER;
        if (!matters || job.to().local() || created.modified().isEmpty()) return;
        Duration skew = Duration.between(Instant.now(), created.modified().get());
        if (skew.abs().compareTo(TOLERATED) <= 0) return;
        account.warn("the clock of " + job.to().target() + " differs from ours by " + skew.toSeconds()
                + " s: which file is newer may have been judged wrongly");
    }
}
