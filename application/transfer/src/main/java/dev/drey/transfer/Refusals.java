package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;

/// What kind of no an answer was.
final class Refusals {
    private Refusals() {}

    /// Whether the transfer cannot go on at all: the line is gone, somebody cancelled, time is up.
    static boolean isEnd(Failed failed) {
        if (failed.failure().isTransient()) return true;
        return switch (failed.code()) {
            case CANCELLED, SESSION_CLOSED, DEVICE_OFFLINE, TIMEOUT -> true;
            default -> false;
        };
    }

    /// Whether trying again can help. A device that is offline may be back.
    static boolean isWorthAnotherTry(Failed failed) {
        return failed.failure().isTransient() || failed.code() == Failure.Code.DEVICE_OFFLINE;
    }

    /// Whether a write may have been refused for its order rather than for itself.
    static boolean mayBeOrder(Failed failed) {
        if (isEnd(failed)) return false;
        return switch (failed.code()) {
            case UNSUPPORTED, INVALID_ARGUMENT, INTERNAL, PROTOCOL_ERROR, CONFLICT, NOT_ALLOWED, PERMISSION_DENIED ->
                true;
            default -> false;
        };
    }

    /// Whether no new file may be made in a directory.
    static boolean isNoEntry(Failed failed) {
        return failed.code() == Failure.Code.PERMISSION_DENIED || failed.code() == Failure.Code.READ_ONLY;
    }
}
