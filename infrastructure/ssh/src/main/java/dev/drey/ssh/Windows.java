package dev.drey.ssh;

/// How much a channel may receive before it has been consumed; fixed when the channel opens (RFC 4254,
/// section 5.2).
///
/// @param window bytes, at least one packet
/// @param packet the largest packet we take, bytes; OpenSSH sends at most 32 KiB whatever is offered
public record Windows(int window, int packet) {
    /// Large enough for 1 Gbit/s at 200 ms.
    public static final Windows CLIENT = new Windows(24 << 20, 128 << 10);

    /// For the many channels of a listener.
    public static final Windows SERVER = new Windows(4 << 20, 128 << 10);

    /// The largest packet we send, whatever is allowed: what OpenSSH takes.
    static final int LARGEST_SENT = 32 << 10;

    public Windows {
        if (packet < 32 << 10 || packet > 240 << 10)
            throw new IllegalArgumentException("a packet size must lie between 32 KiB and 240 KiB, not " + packet);
        if (window < packet) throw new IllegalArgumentException("a window must hold one packet, not " + window);
    }
}
