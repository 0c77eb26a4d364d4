package dev.drey.transfer;

import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// What an interrupted transfer left, and nobody came back for.
public sealed interface Leftover {
    /// Side files may be cleaned away after this long.
    Duration SIDE_FILE_AGE = Duration.ofDays(7);

    /// Journals may be cleaned away after this long.
    Duration JOURNAL_AGE = Duration.ofDays(30);

    /// When it was last written.
    Instant modified();

    /// How old it must be to be cleaned away.
    Duration lifetime();

    default boolean isOld(Instant now) {
        return modified().isBefore(now.minus(lifetime()));
    }

    /// A record in the state directory of this machine.
    ///
    /// @param from, to for people; empty where the record does not say, or is damaged
    record Note(Path file, String from, String to, long safeBytes, Instant modified) implements Leftover {
        @Override
        public Duration lifetime() {
            return JOURNAL_AGE;
        }
    }

    /// Bytes beside the final name.
    ///
    /// @param path in the tree that was looked through
    record SideFile(RemotePath path, long size, Instant modified) implements Leftover {
        @Override
        public Duration lifetime() {
            return SIDE_FILE_AGE;
        }
    }
}
