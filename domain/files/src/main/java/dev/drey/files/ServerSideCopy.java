package dev.drey.files;

/// The power to copy bytes without sending them through us (`copy-data`).
public non-sealed interface ServerSideCopy extends Power {
    /// Copies a range between two files opened from this very tree.
    ///
    /// @param length bytes; 0 means to the end of `from`
    Pending<Done> copyData(OpenFile from, long offset, long length, OpenFile to, long toOffset) throws Failed;
}
