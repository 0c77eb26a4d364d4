package dev.drey.disk;

import dev.drey.files.Failure;
import java.util.Optional;

/// Why the system refused, by its Linux number and its English words, and the failure it means to us.
///
/// java.nio tells most of them only as a text, in the language of the process; [#ofText(String)] knows the
/// English one and, where native calls are allowed, the system's own.
enum Errno {
    EPERM(1, Failure.Code.PERMISSION_DENIED, "Operation not permitted"),
    ENOENT(2, Failure.Code.NOT_FOUND, "No such file or directory"),
    EIO(5, Failure.Code.INTERNAL, "Input/output error"),
    ENXIO(6, Failure.Code.UNSUPPORTED, "No such device or address"),
    EBADF(9, Failure.Code.INVALID_ARGUMENT, "Bad file descriptor"),
    EACCES(13, Failure.Code.PERMISSION_DENIED, "Permission denied"),
    EBUSY(16, Failure.Code.BUSY, "Device or resource busy"),
    EEXIST(17, Failure.Code.ALREADY_EXISTS, "File exists"),
    EXDEV(18, Failure.Code.UNSUPPORTED, "Invalid cross-device link"),
    ENODEV(19, Failure.Code.UNSUPPORTED, "No such device"),
    ENOTDIR(20, Failure.Code.NOT_A_DIRECTORY, "Not a directory"),
    EISDIR(21, Failure.Code.IS_A_DIRECTORY, "Is a directory"),
    EINVAL(22, Failure.Code.INVALID_ARGUMENT, "Invalid argument"),
    ENFILE(23, Failure.Code.LIMIT_EXCEEDED, "Too many open files in system"),
    EMFILE(24, Failure.Code.LIMIT_EXCEEDED, "Too many open files"),
    ETXTBSY(26, Failure.Code.BUSY, "Text file busy"),
    EFBIG(27, Failure.Code.LIMIT_EXCEEDED, "File too large"),
    ENOSPC(28, Failure.Code.NO_SPACE, "No space left on device"),
    EROFS(30, Failure.Code.READ_ONLY, "Read-only file system"),
    EMLINK(31, Failure.Code.LIMIT_EXCEEDED, "Too many links"),
    ENAMETOOLONG(36, Failure.Code.INVALID_PATH, "File name too long"),
    ENOSYS(38, Failure.Code.UNSUPPORTED, "Function not implemented"),
    ENOTEMPTY(39, Failure.Code.DIRECTORY_NOT_EMPTY, "Directory not empty"),
    ELOOP(40, Failure.Code.TOO_MANY_LINKS, "Too many levels of symbolic links"),
    EOVERFLOW(75, Failure.Code.LIMIT_EXCEEDED, "Value too large for defined data type"),
    EILSEQ(84, Failure.Code.INVALID_PATH, "Invalid or incomplete multibyte or wide character"),
    EOPNOTSUPP(95, Failure.Code.UNSUPPORTED, "Operation not supported"),
    ETIMEDOUT(110, Failure.Code.TIMEOUT, "Connection timed out"),
    ESTALE(116, Failure.Code.NOT_FOUND, "Stale file handle"),
    EDQUOT(122, Failure.Code.QUOTA_EXCEEDED, "Disk quota exceeded");

    private final int number;
    private final Failure.Code code;
    private final String words;

    Errno(int number, Failure.Code code, String words) {
        this.number = number;
        this.code = code;
        this.words = words;
    }

    /// The number on Linux.
    int number() {
        return number;
    }

    Failure.Code code() {
        return code;
    }

    /// What a person reads.
    String words() {
        return words;
    }

    static Optional<Errno> ofNumber(int number) {
        for (Errno errno : values()) {
            if (errno.number == number) return Optional.of(errno);
        }
        return Optional.empty();
    }

    /// The errno that a message of java.nio begins with.
    static Optional<Errno> ofText(String text) {
        Optional<Errno> english = longestPrefix(text, false);
        return english.isPresent() || !Posix.available() ? english : longestPrefix(text, true);
    }

    private static Optional<Errno> longestPrefix(String text, boolean native_) {
        Errno best = null;
        int length = 0;
        for (Errno errno : values()) {
            String words = native_ ? Posix.strerror(errno.number) : errno.words;
            if (text.startsWith(words) && words.length() > length) {
                best = errno;
                length = words.length();
            }
        }
        return Optional.ofNullable(best);
    }
}
