package dev.drey.sftp.client;

import java.time.Duration;

/// What a client waits for and holds at most.
///
/// @param hello from INIT to VERSION
/// @param quiet how long a reply may be missing while nothing moves on the line
/// @param patient how long close, fsync, rename, hashes and copying on the server may take, and anything
/// at all
/// @param inFlight bytes asked for or sent and not answered, of one connection with all its lanes
/// @param largestPacket that the far side may send, bytes; before VERSION it is [#HELLO_PACKET]
public record Limits(Duration hello, Duration quiet, Duration patient, int inFlight, int largestPacket) {
    /// The largest VERSION that is read: some hundred extensions.
    static final int HELLO_PACKET = 34_000;

    public static final Limits USUAL = new Limits(
            Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(10), 16 << 20, (256 << 10) + 1024);

    /// The same with another patience for a quiet line.
    public Limits withQuiet(Duration other) {
        return new Limits(hello, other, patient, inFlight, largestPacket);
    }

    /// The same with another patience for slow requests.
    public Limits withPatient(Duration other) {
        return new Limits(hello, quiet, other, inFlight, largestPacket);
    }

    /// The same with another wait for VERSION.
    public Limits withHello(Duration other) {
        return new Limits(other, quiet, patient, inFlight, largestPacket);
    }

    /// The same with another bound of bytes in flight.
    public Limits withInFlight(int bytes) {
        return new Limits(hello, quiet, patient, bytes, largestPacket);
    }
}
