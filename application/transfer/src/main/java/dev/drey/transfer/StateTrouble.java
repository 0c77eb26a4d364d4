package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;

/// The failure of the state directory itself, in which journals and locks lie.
final class StateTrouble {
    private StateTrouble() {}

    static Failed of(Path file, IOException trouble) {
        if (trouble instanceof Failed failed) return failed;
        String reason = trouble instanceof FileSystemException fs
                ? Optional.ofNullable(fs.getReason()).orElse("cannot be used")
                : Optional.ofNullable(trouble.getMessage()).orElse("cannot be used");
        return Failure.of(Failure.Code.INTERNAL, "state directory, file " + file + ": " + reason)
                .thrown(trouble);
    }
}
