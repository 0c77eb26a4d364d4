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
    record Room(
            long total,
            long free,
            long available,
            long files,
            long filesFree,
            boolean readOnly,
            FileSystem fileSystem) {
        /// Where nothing more is known than how much room there is.
        public Room(long total, long free, long available, long files, long filesFree, boolean readOnly) {
            this(total, free, available, files, filesFree, readOnly, FileSystem.UNKNOWN);
        }
    }

    /// What is fixed about a file system, in the words of statvfs(3).
    ///
    /// @param id tells it from others, 0 where unknown
    /// @param block what is best read and written at once, bytes
    /// @param fragment the unit in which it gives out room, bytes
    /// @param longestName bytes
    /// @param honoursSetuid whether setuid and setgid bits have an effect there
    record FileSystem(long id, long block, long fragment, long longestName, boolean honoursSetuid) {
        /// What most of them have.
        public static final FileSystem UNKNOWN = new FileSystem(0, 4096, 4096, 255, true);
    }
}
