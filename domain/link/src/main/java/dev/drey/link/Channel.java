package dev.drey.link;

import dev.drey.files.Failed;
import java.nio.ByteBuffer;

/// Two streams of bytes, one each way, that end together.
public interface Channel extends AutoCloseable {
    /// Starts delivery to `receiver`. Called once; bytes that came before wait.
    void receive(Receiver receiver);

    /// Sends the parts as one unbroken run of bytes, also when several threads send. They have been taken
    /// when this returns. Blocks while the far side's window is full, at most the line's own limit. Never
    /// called from the thread of a [Receiver].
    ///
    /// @throws Failed CONNECTION_LOST when the channel has ended, TIMEOUT when nothing moved for too long,
    ///     CANCELLED when interrupted before the first byte went out; an interrupt in the middle closes the
    ///     channel, for half a packet poisons it
    void send(ByteBuffer... parts) throws Failed;

    /// Tells that `bytes` that were received need no room any more, so that the far side may send as many again.
    ///
    /// Only what a receiver has called `consumed` for is credited: this is how a slow reader slows a fast writer.
    void consumed(int bytes);

    boolean isOpen();

    /// Ends both streams; the receiver hears [Receiver#closed]. Harmless when repeated.
    @Override
    void close();
}
