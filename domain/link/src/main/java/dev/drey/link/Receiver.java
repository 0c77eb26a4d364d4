package dev.drey.link;

import dev.drey.files.Failure;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Hears what a channel brings. Called by one thread at a time, the line's own: never blocks, never sends,
/// never runs a caller's code.
public interface Receiver {
    /// Further bytes, of any number; the buffer is valid only during the call.
    void data(ByteBuffer bytes);

    /// The last call. Empty when the far side or we closed in order.
    void closed(Optional<Failure> why);
}
