package dev.drey.ssh;

import java.time.Duration;

/// How much a channel may receive before it has been consumed, as it is when the channel opens (RFC 4254,
/// section 5.2).
///
/// @param window bytes, at least one packet
/// @param packet the largest packet we take, bytes; OpenSSH sends at most 32 KiB whatever is offered
public record Windows(int window, int packet) {
    /// Large enough for 1 Gbit/s at 200 ms.
    public static final Windows CLIENT = new Windows(24 << 20, 128 << 10);

    /// For a line whose length is not known.
    public static final Windows LEAST = new Windows(2 << 20, 128 << 10);

    /// The largest packet we send, whatever is allowed: what OpenSSH takes.
    static final int LARGEST_SENT = 32 << 10;

    private static final int MOST = 16 << 20;

    /// 1 Gbit/s.
    private static final long BYTES_PER_MS = 125_000;

    public Windows {
        if (packet < 32 << 10 || packet > 240 << 10)
            throw new IllegalArgumentException("a packet size must lie between 32 KiB and 240 KiB, not " + packet);
        if (window < packet) throw new IllegalArgumentException("a window must hold one packet, not " + window);
    }

    /// The window for a line so long, from 2 to 16 MiB: what 1 Gbit/s brings during one round trip, and a
    /// quarter more since credit is given back in eighths; up to whole MiB. So 2 MiB up to 13 ms, 8 MiB at
    /// 50 ms, 16 MiB from 101 ms on.
    ///
    /// What it lets come may have to be held until its receiver has room: see [WindowRoom].
    static Windows forRoundTrip(Duration roundTrip) {
        double wanted = roundTrip.toNanos() / 1e6 * BYTES_PER_MS * 5 / 4;
        double whole = Math.ceil(wanted / (1 << 20)) * (1 << 20);
        return new Windows((int) Math.clamp(whole, LEAST.window(), MOST), LEAST.packet());
    }
}
