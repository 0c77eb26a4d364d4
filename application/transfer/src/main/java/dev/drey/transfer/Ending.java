package dev.drey.transfer;

import dev.drey.files.Failed;

/// Which failures of one thing are the end of all of them.
final class Ending {
    private Ending() {}

    /// Whether this failure will meet every other file too, so that there is no use in going on.
    static boolean ofAll(Failed failed) {
        return switch (failed.code()) {
            case CANCELLED,
                    NO_SPACE,
                    QUOTA_EXCEEDED,
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
                    DEVICE_OFFLINE,
                    SESSION_CLOSED -> true;
            case NOT_FOUND,
                    PERMISSION_DENIED,
                    ALREADY_EXISTS,
                    IS_A_DIRECTORY,
                    NOT_A_DIRECTORY,
                    DIRECTORY_NOT_EMPTY,
                    TOO_MANY_LINKS,
                    READ_ONLY,
                    UNSUPPORTED,
                    INVALID_PATH,
                    INVALID_ARGUMENT,
                    PROTOCOL_ERROR,
                    CHECKSUM_MISMATCH,
                    SOURCE_CHANGED,
                    BUSY,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    NOT_ALLOWED,
                    INTERNAL -> false;
        };
    }
}
