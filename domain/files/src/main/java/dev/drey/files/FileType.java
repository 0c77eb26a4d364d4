package dev.drey.files;

/// What kind of thing a name stands for.
public enum FileType {
    FILE,
    DIRECTORY,
    LINK,
    FIFO,
    SOCKET,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    /// None of the others, or one of the last four where the system does not tell which.
    SPECIAL,
    /// The server did not say (attributes without permissions).
    UNKNOWN;

    /// Neither file, directory nor link: never read, never written, skipped in trees.
    public boolean isSpecial() {
        return switch (this) {
            case FIFO, SOCKET, CHARACTER_DEVICE, BLOCK_DEVICE, SPECIAL -> true;
            case FILE, DIRECTORY, LINK, UNKNOWN -> false;
        };
    }

    /// As the first column of `ls -l` has it; `?` where that says nothing.
    public char letter() {
        return switch (this) {
            case FILE -> '-';
            case DIRECTORY -> 'd';
            case LINK -> 'l';
            case FIFO -> 'p';
            case SOCKET -> 's';
            case CHARACTER_DEVICE -> 'c';
            case BLOCK_DEVICE -> 'b';
            case SPECIAL, UNKNOWN -> '?';
        };
    }

    private static final int FORMAT_MASK = 0170000;

    /// The type in the upper bits of a POSIX `st_mode`.
    public static FileType ofMode(int mode) {
        return switch (mode & FORMAT_MASK) {
            case 0100000 -> FILE;
            case 0040000 -> DIRECTORY;
            case 0120000 -> LINK;
            case 0010000 -> FIFO;
            case 0140000 -> SOCKET;
            case 0020000 -> CHARACTER_DEVICE;
            case 0060000 -> BLOCK_DEVICE;
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
            // Whoever reads "FIFO" leaves it alone.
            case FIFO, SPECIAL -> 0010000;
            case SOCKET -> 0140000;
            case CHARACTER_DEVICE -> 0020000;
            case BLOCK_DEVICE -> 0060000;
            case UNKNOWN -> 0;
        };
    }
}
