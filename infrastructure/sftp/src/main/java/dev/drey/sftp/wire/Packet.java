package dev.drey.sftp.wire;

import java.nio.ByteBuffer;

/// Anything that goes over the line: a uint32 length, a type, and what belongs to it (draft-02, section 3).
public sealed interface Packet permits Init, Version, Request, Reply {
    /// The packet to send, in one or two parts: the payload of WRITE and DATA is a part of its own and not
    /// copied, so it must not change until the parts have been sent.
    default ByteBuffer[] encode() {
        return Codec.encode(this);
    }
}
