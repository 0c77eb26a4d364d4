package dev.drey.transfer;

import dev.drey.files.Lanes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Measures how fast one file flows, and tells when it is paused. Used by the thread that watches.
final class Pulse {
    /// What a rate is measured over, or a round trip where that is longer: answers come in bursts, one a round trip.
    private static final long SPAN = Duration.ofMillis(200).toNanos();

    /// A line is full when so many round trips in turn have brought no quarter more, as in BBR.
    private static final int FLAT = 3;

    private static final double MORE = 1.25;

    private record Beat(long at, long sent) {}

    private final Job job;
    private final Flow flow;
    private final LongSupplier nanos;
    private final List<Lanes> ends;
    private final ArrayDeque<Beat> beats = new ArrayDeque<>();
    private long rate;
    private double best;
    private long round;
    private int flat;
    private boolean paused;

    Pulse(Job job, Flow flow) {
        this(job, flow, System::nanoTime);
    }

    Pulse(Job job, Flow flow, LongSupplier nanos) {
        this.job = job;
        this.flow = flow;
        this.nanos = nanos;
        // Asked once: a tree whose connection broke would make another to answer.
        this.ends = Stream.of(job.from(), job.to())
                .flatMap(end -> end.tree().power(Lanes.class).stream())
                .toList();
        beats.add(new Beat(nanos.getAsLong(), 0));
    }

    void beat() {
        Beat now = new Beat(nanos.getAsLong(), flow.sent());
        beats.addLast(now);
        long span = Math.max(SPAN, roundTrip());
        while (beats.size() > 2 && now.at() - second().at() >= span) beats.removeFirst();
        Beat first = beats.getFirst();
        rate = (now.sent() - first.sent()) * 1_000_000_000L / Math.max(1, now.at() - first.at());
        compare(now.at(), span);
        tellPause();
    }

    private Beat second() {
        var all = beats.iterator();
        all.next();
        return all.next();
    }

    private void compare(long now, long span) {
        if (rate > best * MORE) {
            best = rate;
            flat = 0;
            round = now;
        } else if (now - round >= span) {
            flat++;
            round = now;
        }
    }

    /// Whether the last round trips have each brought more than those before.
    boolean isGrowing() {
        return flat < FLAT;
    }

    /// What a line of this speed and delay holds, bytes.
    long bandwidthDelay() {
        return (long) (rate / 1e9 * roundTrip());
    }

    /// How much should be under way, bytes: twice what the line holds; four times while it is not full, or the
    /// window could not double with each round trip.
    long aim() {
        return (isGrowing() ? 4 : 2) * bandwidthDelay();
    }

    private long roundTrip() {
        long delay = ends.stream().mapToLong(Lanes::roundTrip).sum();
        return delay == 0 ? flow.fastest() : delay;
    }

    private void tellPause() {
        boolean now = job.transfer().state() == Transfer.State.PAUSED;
        if (now == paused) return;
        paused = now;
        Observer observer = job.setting().observer();
        observer.happened(
                now
                        ? new TransferEvent.Paused(job.transfer(), job.share().snapshot())
                        : new TransferEvent.Resumed(job.transfer()));
    }
}
