package dev.drey.bench;

import dev.drey.testbed.Relay;
import dev.drey.testbed.Way;
import java.io.IOException;

/// The rate at which bytes arrive at the far end of a line, from the first of the file to the last.
///
/// An acknowledgement follows each byte's arrival by half a round trip, the first like the last, so this is
/// the rate from first to last acknowledged byte. What logging in takes is not in it.
final class LineMeter implements Run.Watch {
    /// More than any program's login takes, one way.
    private static final long LOGIN = 64 << 10;

    private final Relay relay;
    private final Way way;
    private final long before;
    private final long wanted;
    private long firstAt;
    private long first;
    private long lastAt;
    private long last;

    LineMeter(Relay relay, Way way, long bytes) {
        this.relay = relay;
        this.way = way;
        this.before = relay.delivered(way);
        this.wanted = bytes;
    }

    @Override
    public void look(long pid) {
        look();
    }

    void look() {
        long arrived = relay.delivered(way) - before;
        if (arrived < LOGIN || last >= wanted || arrived == last) return;
        lastAt = System.nanoTime();
        last = arrived;
        if (first > 0) return;
        firstAt = lastAt;
        first = arrived;
    }

    /// In units of 1,000,000 bytes.
    double megabytesPerSecond() throws IOException {
        if (lastAt == firstAt) throw new IOException("no bytes were seen on the line");
        return (last - first) * 1e3 / (lastAt - firstAt);
    }
}
