package dev.drey.sftp.wire;

/// What became of an attempt to read a packet.
public sealed interface Decoded<P> {
    record Whole<P>(P packet) implements Decoded<P> {}

    /// A packet that breaks its layout.
    ///
    /// @param why for a person: which packet, and what about it is wrong
    record Malformed<P>(String why) implements Decoded<P> {}
}
