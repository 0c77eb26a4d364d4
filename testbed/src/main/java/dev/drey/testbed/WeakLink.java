package dev.drey.testbed;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.link.Channel;
import dev.drey.link.Exec;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// A link that breaks, is slow, or refuses channels as it is told, around one that does not.
///
/// A cut takes all channels with it, as a broken connection does, and the link is not open any more.
public final class WeakLink implements Link {
    private final Link link;
    private final Cut cut;
    private final Duration delay;
    private final int mostChannels;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
    private volatile boolean broken;

    private WeakLink(Link link, Cut cut, Duration delay, int mostChannels) {
        this.link = link;
        this.cut = cut;
        this.delay = delay;
        this.mostChannels = mostChannels;
    }

    /// Breaks at `cut`.
    public static WeakLink cut(Link link, Cut cut) {
        return new WeakLink(link, cut, Duration.ZERO, Integer.MAX_VALUE);
    }

    /// Everything received comes later, by the whole round trip.
    public static WeakLink slow(Link link, Duration roundTrip) {
        return new WeakLink(link, Cut.NEVER, roundTrip, Integer.MAX_VALUE);
    }

    /// The same, which also refuses more than `most` channels over its life, with LIMIT_EXCEEDED.
    public WeakLink withMostChannels(int most) {
        return new WeakLink(link, cut, delay, most);
    }

    /// The same, which is also slow.
    public WeakLink withRoundTrip(Duration roundTrip) {
        return new WeakLink(link, cut, roundTrip, mostChannels);
    }

    @Override
    public Channel openSftp() throws Failed {
        if (broken) throw lost().thrown();
        if (opened.incrementAndGet() > mostChannels) {
            throw Failure.of(Failure.Code.LIMIT_EXCEEDED, "the server refuses one more channel")
                    .thrown();
        }
        Channel channel = link.openSftp();
        channels.add(channel);
        return new WeakChannel(this, channel, delay);
    }

    /// How many bytes of `wanted` may still go before the cut, and counts them.
    int maySend(int wanted) {
        return allowed(sent, cut.sent(), wanted);
    }

    int mayReceive(int wanted) {
        return allowed(received, cut.received(), wanted);
    }

    private static int allowed(AtomicLong counter, long limit, int wanted) {
        long before = counter.getAndAdd(wanted);
        return Math.clamp(limit - before, 0, wanted);
    }

    void cutNow() {
        broken = true;
        channels.forEach(Channel::close);
    }

    boolean isBroken() {
        return broken;
    }

    static Failure lost() {
        return Failure.of(Failure.Code.CONNECTION_LOST, "the line was cut");
    }

    /// How many bytes have gone out.
    public long sent() {
        return Math.min(sent.get(), cut.sent());
    }

    /// How many bytes have come in.
    public long received() {
        return Math.min(received.get(), cut.received());
    }

    /// How many channels have been asked for.
    public int channelsAsked() {
        return opened.get();
    }

    @Override
    public Optional<Exec> exec() {
        return link.exec();
    }

    @Override
    public LinkInfo info() {
        return link.info();
    }

    @Override
    public boolean isOpen() {
        return !broken && link.isOpen();
    }

    @Override
    public void close() {
        link.close();
    }
}
