package dev.drey.transfer;

import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How the moving of one file ended well.
///
/// @param outcome whether bytes were placed, or why not
/// @param destination where it stands now; differs from what was asked with [Overwrite#RENAME]
/// @param size bytes of the file
/// @param sha256 lower-case hex, where it was computed
/// @param resumedFrom how many bytes of an earlier try were kept; 0: from the start
/// @param provedBy by what those were proved
/// @param verifiedBy by what the whole was compared afterwards
/// @param atomic whether the name changed from old to new in one step
/// @param attributesWhole false when some attribute was refused (`attributes: "partial"`); the warnings say which
public record Moved(
        Outcome outcome,
        RemotePath destination,
        long size,
        Duration took,
        Optional<String> sha256,
        long resumedFrom,
        Optional<Proof> provedBy,
        Optional<Proof> verifiedBy,
        boolean atomic,
        boolean attributesWhole,
        Optional<RemotePath> backup,
        List<String> warnings) {

    public Moved {
        warnings = List.copyOf(warnings);
    }

    /// The same with more to warn of.
    public Moved withWarnings(List<String> more) {
        return new Moved(
                outcome,
                destination,
                size,
                took,
                sha256,
                resumedFrom,
                provedBy,
                verifiedBy,
                atomic,
                attributesWhole,
                backup,
                Stream.concat(warnings.stream(), more.stream()).toList());
    }

    /// What was done.
    public enum Outcome {
        MOVED,
        /// The overwrite rule left the old file.
        SKIPPED,
        /// A dry run: it would have been moved.
        PLANNED
    }
}
