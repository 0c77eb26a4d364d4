package dev.drey.files;

import java.io.IOException;

/// A [Failure] on its way up.
public final class Failed extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    public Failed(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public Failed(Failure failure, Throwable cause) {
        super(failure.message(), cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }

    public Failure.Code code() {
        return failure.code();
    }
}
