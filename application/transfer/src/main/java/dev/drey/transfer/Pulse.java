package dev.drey.transfer;

import dev.drey.files.Lanes;
import java.util.ArrayDeque;
import java.util.List;
import java.util.stream.Stream;

/// Measures how fast one file flows, and tells when it is paused. Used by the thread that watches.
final class Pulse {
    private static final int BEATS = 4;

    private record Beat(long at, long sent) {}

    private final Job job;
    private final Flow flow;
    private final List<Lanes> ends;
    private final ArrayDeque<Beat> beats = new ArrayDeque<>();
    private long rate;
    private boolean paused;

    Pulse(Job job, Flow flow) {
        this.job = job;
        this.flow = flow;
        // Asked once: a tree whose connection broke would make another to answer.
        this.ends = Stream.of(job.from(), job.to())
                .flatMap(end -> end.tree().power(Lanes.class).stream())
                .toList();
        beats.add(new Beat(System.nanoTime(), 0));
    }

    void beat() {
        Beat now = new Beat(System.nanoTime(), flow.sent());
        Beat first = beats.getFirst();
        long span = Math.max(1, now.at() - first.at());
        rate = (now.sent() - first.sent()) * 1_000_000_000L / span;
        beats.addLast(now);
        if (beats.size() > BEATS) beats.removeFirst();
        tellPause();
    }

    /// What a line of this speed and delay holds, bytes.
    long bandwidthDelay() {
        long delay = ends.stream().mapToLong(Lanes::roundTrip).sum();
        if (delay == 0) delay = flow.fastest();
        return (long) (rate / 1e9 * delay);
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
