package dev.drey.files;

/// An answer that is on its way: the request has been sent, the reply may come later.
///
/// Many may be sent before the first is awaited; that is how a line is kept full. May be awaited by any one
/// thread, more than once.
public interface Pending<T> {
    /// Blocks until the answer is here, at most as long as the tree's own limit for such a request.
    ///
    /// @throws Failed what the far side answered; TIMEOUT; CONNECTION_LOST; CANCELLED when the calling thread is
    /// interrupted
    T await() throws Failed;

    /// Whether [#await()] would return or throw at once.
    boolean isDone();

    /// An answer that is here already.
    static <T> Pending<T> of(T value) {
        return new Pending<>() {
            @Override
            public T await() {
                return value;
            }

            @Override
            public boolean isDone() {
                return true;
            }
        };
    }

    /// A failure that is here already.
    static <T> Pending<T> failed(Failed failed) {
        return new Pending<>() {
            @Override
            public T await() throws Failed {
                throw new Failed(failed.failure(), failed);
            }

            @Override
            public boolean isDone() {
                return true;
            }
        };
    }
}
