package dev.drey.sftp.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// SSH_FXP_VERSION: the server's answer to INIT, with the extensions that it knows (draft-02, section 4).
public record Version(int version, List<Pair> extensions) implements Packet {
    public Version {
        extensions = List.copyOf(extensions);
    }

    /// Whether the server announced this extension in the version that we speak.
    public boolean announces(Extension extension) {
        return extensions.stream().anyMatch(extension::isAnnouncedBy);
    }

    /// Reads a packet, which must be a VERSION.
    public static Decoded<Version> decode(ByteBuffer packet) {
        return Codec.decode(packet, Version.class);
    }
}
