package dev.drey.files;

import java.util.List;
import java.util.Optional;

/// An open directory, read in portions so that one of a million names needs little memory.
///
/// Order is the far side's. `.` and `..` are left out; every other name comes as it was sent, unchecked. Used
/// by one thread.
public interface Listing extends AutoCloseable {
    /// The next portion, never an empty list; empty when the directory has been read.
    Optional<List<Entry>> next() throws Failed;

    /// Harmless when it has been closed, or when the line is gone.
    @Override
    void close() throws Failed;
}
