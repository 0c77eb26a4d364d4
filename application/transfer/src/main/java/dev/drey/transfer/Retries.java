package dev.drey.transfer;

import dev.drey.files.Failed;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Tries again after what may pass: a lost line, a time-out, a device that went away.
///
/// Waits grow, with full jitter; tries and time are counted from the last progress.
final class Retries {
    private static final long SLICE = Duration.ofMillis(100).toNanos();

    private final Job job;
    private final Course course;
    private final Pace.Retry pace;

    Retries(Job job, Course course) {
        this.job = job;
        this.course = course;
        this.pace = job.options().pace().retry();
    }

    interface Try {
        Moved run() throws Failed;
    }

    Moved run(Try work) throws Failed {
        int failures = 0;
        int attempt = 1;
        long best = 0;
        long since = System.nanoTime();
        while (true) {
            try {
                return work.run();
            } catch (Failed failed) {
                if (course.best() > best) {
                    best = course.best();
                    failures = 0;
                    since = System.nanoTime();
                }
                failures++;
                boolean again = Refusals.isWorthAnotherTry(failed)
                        && !job.isStream()
                        && failures < pace.maxAttempts()
                        && System.nanoTime() - since < pace.budget().toNanos();
                if (!again) throw failed;
                attempt++;
                pause(failed, attempt, failures);
            }
        }
    }

    private void pause(Failed failed, int attempt, int failures) throws Failed {
        double most = (double) pace.initialDelay().toNanos() * Math.pow(pace.multiplier(), failures - 1.0);
        long bound = Math.min((long) most, pace.maxDelay().toNanos());
        Duration delay = Duration.ofNanos(ThreadLocalRandom.current().nextLong(bound + 1));
        job.setting().observer().happened(new TransferEvent.Retrying(job.transfer(), attempt, delay, failed.failure()));
        long end = System.nanoTime() + delay.toNanos();
        for (long left = delay.toNanos(); left > 0; left = end - System.nanoTime()) {
            job.transfer().proceed();
            LockSupport.parkNanos(this, Math.min(left, SLICE));
        }
    }
}
