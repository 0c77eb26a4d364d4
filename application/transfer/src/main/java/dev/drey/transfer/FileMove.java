package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;

/// Moves one file so that its final name never shows a part of it. Run once, by one thread.
final class FileMove {
    private final Job job;

    FileMove(Job job) {
        this.job = job;
    }

    /// @throws Failed with `safeBytes` among its details: what the next try need not send
    Moved run() throws Failed {
        job.transfer().proceed();
        throw Failure.of(Failure.Code.UNSUPPORTED, job.to().path(), "moving files is not built yet")
                .thrown();
    }
}
