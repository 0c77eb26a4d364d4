package dev.drey.files;

/// What kind of thing a name stands for.
public enum FileType {
    FILE,
    DIRECTORY,
    LINK,
    /// A FIFO, socket or device: never read, never written, skipped in trees.
    SPECIAL,
    /// The server did not say (attributes without permissions).
    UNKNOWN;

    private static final int FORMAT_MASK = 0170000;

    /// The type in the upper bits of a POSIX `st_mode`.
    public static FileType ofMode(int mode) {
        return switch (mode & FORMAT_MASK) {
            case 0100000 -> FILE;
            case 0040000 -> DIRECTORY;
            case 0120000 -> LINK;
            case 0 -> UNKNOWN;
            default -> SPECIAL;
        };
    }

    /// The bits of `st_mode` that say this type; 0 for [#UNKNOWN].
    public int modeBits() {
        return switch (this) {
            case FILE -> 0100000;
            case DIRECTORY -> 0040000;
            case LINK -> 0120000;
            case SPECIAL -> 0010000;
            case UNKNOWN -> 0;
        };
    }
}
