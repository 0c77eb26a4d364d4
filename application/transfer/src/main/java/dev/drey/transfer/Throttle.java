package dev.drey.transfer;

import dev.drey.files.Failed;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Holds the sending of bytes back to a [Bandwidth]; one for a transfer, under one for the process.
///
/// Threads reserve a stretch of time for their bytes, one behind the other, and sleep until it begins. May be
/// used by many threads.
final class Throttle {
    static final Throttle NONE = new Throttle(Bandwidth.UNLIMITED, Optional.empty(), LocalTime::now);

    /// How much unused time may be made up for, so that a short hiccup does not cost bandwidth.
    private static final long CREDIT = Duration.ofMillis(100).toNanos();

    /// The longest sleep before the limit and the reins are looked at again.
    private static final long SLICE = Duration.ofMillis(100).toNanos();

    private final Bandwidth bandwidth;
    private final Optional<Throttle> outer;
    private final Supplier<LocalTime> clock;
    private long free = System.nanoTime() - CREDIT;

    Throttle(Bandwidth bandwidth, Optional<Throttle> outer, Supplier<LocalTime> clock) {
        this.bandwidth = bandwidth;
        this.outer = outer;
        this.clock = clock;
    }

    /// One for a transfer, inside this one.
    Throttle within(Bandwidth inner) {
        return inner.steps().isEmpty() ? this : new Throttle(inner, Optional.of(this), clock);
    }

    /// The smallest limit that holds now, bytes a second; 0: none.
    long rate() {
        long mine = bandwidth.steps().isEmpty() ? 0 : bandwidth.at(clock.get());
        long above = outer.map(Throttle::rate).orElse(0L);
        return mine == 0 ? above : above == 0 ? mine : Math.min(mine, above);
    }

    /// Waits until `bytes` more may be sent.
    ///
    /// @throws Failed CANCELLED as [Transfer#proceed()] says
    void take(long bytes, Transfer transfer) throws Failed {
        if (!bandwidth.steps().isEmpty()) {
            long rate = bandwidth.at(clock.get());
            if (rate > 0) sleepUntil(reserve(bytes, rate), transfer);
        }
        if (outer.isPresent()) outer.get().take(bytes, transfer);
    }

    private synchronized long reserve(long bytes, long rate) {
        long begin = Math.max(free, System.nanoTime() - CREDIT);
        free = begin + (long) (bytes * 1e9 / rate);
        return begin;
    }

    private void sleepUntil(long begin, Transfer transfer) throws Failed {
        for (long left = begin - System.nanoTime(); left > 0; left = begin - System.nanoTime()) {
            transfer.proceed();
            // A limit that was lifted meanwhile, by the timetable, lets everybody go.
            if (bandwidth.at(clock.get()) == 0) return;
            LockSupport.parkNanos(this, Math.min(left, SLICE));
        }
    }
}
