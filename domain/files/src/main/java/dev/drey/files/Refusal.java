package dev.drey.files;

import dev.drey.files.Failure.Code;

/// The failures of trees in memory, in the words that people know from their systems.
final class Refusal {
    private Refusal() {}

    static Failed of(Code code, RemotePath path) {
        return of(code, path, words(code));
    }

    static Failed of(Code code, RemotePath path, String words) {
        return Failure.of(code, path, path.display() + ": " + words).thrown();
    }

    private static String words(Code code) {
        return switch (code) {
            case NOT_FOUND -> "No such file or directory";
            case PERMISSION_DENIED -> "Permission denied";
            case ALREADY_EXISTS -> "File exists";
            case IS_A_DIRECTORY -> "Is a directory";
            case NOT_A_DIRECTORY -> "Not a directory";
            case DIRECTORY_NOT_EMPTY -> "Directory not empty";
            case NO_SPACE -> "No space left on device";
            case TOO_MANY_LINKS -> "Too many levels of symbolic links";
            case INVALID_PATH -> "a name may have 255 bytes, and no NUL among them";
            case SESSION_CLOSED -> "this tree has been closed";
            case BUSY -> "in use";
            case UNSUPPORTED -> "not a file: FIFOs, sockets and devices are never opened";
            case INVALID_ARGUMENT,
                    QUOTA_EXCEEDED,
                    READ_ONLY,
                    HOST_NOT_FOUND,
                    CONNECTION_REFUSED,
                    UNREACHABLE,
                    TIMEOUT,
                    CONNECTION_LOST,
                    AUTHENTICATION_FAILED,
                    HOST_KEY_UNKNOWN,
                    HOST_KEY_CHANGED,
                    HOST_KEY_REVOKED,
                    NEGOTIATION_FAILED,
                    NO_SFTP_SUBSYSTEM,
                    PROTOCOL_ERROR,
                    CHECKSUM_MISMATCH,
                    SOURCE_CHANGED,
                    CANCELLED,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    NOT_ALLOWED,
                    DEVICE_OFFLINE,
                    INTERNAL -> "Invalid argument";
        };
    }
}
