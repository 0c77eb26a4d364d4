package dev.drey.sftp.server;

import dev.drey.files.Failure;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.StatusCode;

/// Failures in the numbers of version 3, which ends at 8: clients of that version show a larger one as unknown. Where
/// the draft leaves a choice it is OpenSSH's (`errno_to_portable` in sftp-server.c), for that is what clients know.
final class Statuses {
    private static final int LONGEST = 1000;

    private Statuses() {}

    static Reply ok(int id) {
        return Reply.Status.of(id, StatusCode.OK, "Success");
    }

    static Reply end(int id) {
        return Reply.Status.of(id, StatusCode.EOF, "End of file");
    }

    static Reply unsupported(int id, String what) {
        return Reply.Status.of(id, StatusCode.OP_UNSUPPORTED, what + " is not supported here");
    }

    static Reply of(int id, Failure failure) {
        return Reply.Status.of(id, code(failure.code()), shown(failure.message()));
    }

    /// A path may have 32 KiB, and words for a person must not.
    private static String shown(String message) {
        if (message.length() <= LONGEST) return message;
        int half = LONGEST / 2;
        return message.substring(0, half) + " … " + message.substring(message.length() - half);
    }

    private static StatusCode code(Failure.Code code) {
        return switch (code) {
            case NOT_FOUND, NOT_A_DIRECTORY, TOO_MANY_LINKS -> StatusCode.NO_SUCH_FILE;
            case PERMISSION_DENIED, READ_ONLY, NOT_ALLOWED -> StatusCode.PERMISSION_DENIED;
            case INVALID_PATH, INVALID_ARGUMENT -> StatusCode.BAD_MESSAGE;
            case UNSUPPORTED -> StatusCode.OP_UNSUPPORTED;
            case ALREADY_EXISTS,
                    IS_A_DIRECTORY,
                    DIRECTORY_NOT_EMPTY,
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
                    PROTOCOL_ERROR,
                    CHECKSUM_MISMATCH,
                    SOURCE_CHANGED,
                    CANCELLED,
                    BUSY,
                    CONFLICT,
                    LIMIT_EXCEEDED,
                    DEVICE_OFFLINE,
                    SESSION_CLOSED,
                    INTERNAL -> StatusCode.FAILURE;
        };
    }
}
