package dev.drey.cli;

import dev.drey.files.Failure;

/// The numbers that a command ends with.
final class Exit {
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;
    static final int CONNECTION = 3;
    static final int HOST_KEY = 4;
    static final int VERIFICATION = 5;
    static final int INTERRUPTED = 130;

    private Exit() {}

    static int of(Failure failure) {
        return switch (failure.code()) {
            case HOST_NOT_FOUND,
                    CONNECTION_REFUSED,
                    UNREACHABLE,
                    TIMEOUT,
                    CONNECTION_LOST,
                    AUTHENTICATION_FAILED,
                    NEGOTIATION_FAILED,
                    NO_SFTP_SUBSYSTEM,
                    DEVICE_OFFLINE -> CONNECTION;
            case HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, HOST_KEY_REVOKED -> HOST_KEY;
            case CHECKSUM_MISMATCH -> VERIFICATION;
            case INVALID_ARGUMENT -> USAGE;
            case CANCELLED -> INTERRUPTED;
            case NOT_FOUND,
                    PERMISSION_DENIED,
                    ALREADY_EXISTS,
                    IS_A_DIRECTORY,
                    NOT_A_DIRECTORY,
                    DIRECTORY_NOT_EMPTY,
                    NO_SPACE,
                    QUOTA_EXCEEDED,
                    TOO_MANY_LINKS,
                    READ_ONLY,
                    UNSUPPORTED,
                    INVALID_PATH,
                    PROTOCOL_ERROR,
                    SOURCE_CHANGED,
                    BUSY,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    NOT_ALLOWED,
                    SESSION_CLOSED,
                    INTERNAL -> FAILED;
        };
    }
}
