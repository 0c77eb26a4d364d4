package dev.drey.files;

/// The power to say how much room there is (`statvfs@openssh.com`, `space-available`).
public non-sealed interface Space extends Power {
    /// Of the file system that holds `path`.
    Room room(RemotePath path) throws Failed;

    /// Sizes in bytes.
    ///
    /// @param total of the file system
    /// @param free altogether
    /// @param available to us; what a transfer may count on
    /// @param files, filesFree how many there may be and how many are left, 0 where unknown
    /// @param readOnly whether it is mounted so
    record Room(long total, long free, long available, long files, long filesFree, boolean readOnly) {}
}
