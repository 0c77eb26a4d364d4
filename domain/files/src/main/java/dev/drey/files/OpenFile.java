package dev.drey.files;

import java.nio.ByteBuffer;

/// An open file. Requests are sent when a method is called and answered through their [Pending].
///
/// Requests on one open file take effect in the order they were sent (draft-02, section 6.1), but writes to
/// ranges that do not overlap may be acknowledged in any order. Methods may be called by several threads.
/// Sending blocks only while the line has no room.
public interface OpenFile extends AutoCloseable {
    /// How much more memory than for the bytes alone a read is lent: for what the line puts in front of them.
    int ROOM = 64;

    /// Asks for up to `length` bytes from `offset`.
    ///
    /// The answer holds between 1 and `length` bytes, and may be short anywhere, not only at the end; no
    /// bytes at all mean the end of the file. The buffer belongs to the caller and stays valid.
    ///
    /// @param length 1 to [#largestRead()]
    Pending<ByteBuffer> read(long offset, int length) throws Failed;

    /// The same, and lends memory for the answer, where that saves a copy of it: what is answered is then a part
    /// of `room`. A tree that has no use for it, or finds it too small, leaves it alone.
    ///
    /// From now on nobody else may touch `room` until the bytes have been awaited and are done with. When that
    /// failed, never again: something may still arrive there.
    ///
    /// @param room [#ROOM] bytes more than `length`
    default Pending<ByteBuffer> read(long offset, int length, ByteBuffer room) throws Failed {
        return read(offset, length);
    }

    /// Writes all of `data` at `offset`. The bytes have been taken when this returns, so the buffer may be
    /// used again.
    ///
    /// @param data 1 to [#largestWrite()] bytes
    Pending<Done> write(long offset, ByteBuffer data) throws Failed;

    /// Attributes of the open file, whatever its name has become.
    Pending<Attributes> attributes() throws Failed;

    Pending<Done> setAttributes(Changes changes) throws Failed;

    /// Asks for what was written to reach the disk. UNSUPPORTED where the tree cannot.
    Pending<Done> sync() throws Failed;

    /// Sends the close without waiting for it. Nothing may be sent afterwards; a second call answers as the first.
    Pending<Done> closing() throws Failed;

    /// The largest length worth asking for in one read, bytes.
    int largestRead();

    /// The largest write that the far side takes in one request, bytes.
    int largestWrite();

    /// Closes and waits for it. Harmless when it has been closed, or when the line is gone.
    @Override
    void close() throws Failed;
}
