package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// SSH_FXP_INIT: the client's first packet (draft-02, section 4).
///
/// @param extensions usually none
public record Init(int version, List<Pair> extensions) implements Packet {
    public Init {
        extensions = List.copyOf(extensions);
    }

    /// Reads a packet, which must be an INIT.
    public static Decoded<Init> decode(ByteBuffer packet) {
        return Codec.decode(packet, Init.class);
    }
}
