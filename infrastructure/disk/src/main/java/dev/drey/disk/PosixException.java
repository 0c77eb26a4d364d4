package dev.drey.disk;

import java.io.IOException;
import java.util.Optional;

/// A native call that failed, with its exact number.
final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final int number;

    PosixException(String call, int number) {
        super(call + ": " + Errno.ofNumber(number).map(Errno::words).orElse("error " + number));
        this.number = number;
    }

    Optional<Errno> errno() {
        return Errno.ofNumber(number);
    }

    boolean is(Errno errno) {
        return errno.number() == number;
    }
}
