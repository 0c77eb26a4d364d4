package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/// Asks again when a request failed in a way that may pass (TRANSIENT), after waits that grow with full jitter.
///
/// For single requests that may safely be repeated; the moving of a file has its own way, since it makes progress.
/// Any number of threads.
///
/// @param retry how often and how patiently
/// @param observer told of each wait
record Tries(Pace.Retry retry, Transfer transfer, Observer observer) {
    /// The longest sleep before the reins are looked at again.
    private static final long SLICE = Duration.ofMillis(100).toNanos();

    /// Something that can be asked more than once.
    interface Question<T> {
        T ask() throws Failed;
    }

    /// Something without an answer.
    interface Order {
        void give() throws Failed;
    }

    /// @throws Failed the last answer, when all tries are used up or another try could not help
    <T> T call(Question<T> question) throws Failed {
        long begun = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            transfer.proceed();
            try {
                return question.ask();
            } catch (Failed failed) {
                boolean over = System.nanoTime() - begun > retry.budget().toNanos();
                if (!failed.failure().isTransient() || attempt >= retry.maxAttempts() || over) throw failed;
                pause(attempt, failed.failure());
            }
        }
    }

    /// The same for something without an answer.
    void run(Order order) throws Failed {
        call(() -> {
            order.give();
            return Boolean.TRUE;
        });
    }

    private void pause(int attempt, Failure failure) throws Failed {
        double grown = retry.initialDelay().toNanos() * Math.pow(retry.multiplier(), attempt - 1.0);
        long bound = Math.min((long) grown, retry.maxDelay().toNanos());
        long delay = ThreadLocalRandom.current().nextLong(bound + 1);
        observer.happened(new TransferEvent.Retrying(transfer, attempt + 1, Duration.ofNanos(delay), failure));
        long end = System.nanoTime() + delay;
        for (long left = delay; left > 0; left = end - System.nanoTime()) {
            transfer.proceed();
            LockSupport.parkNanos(this, Math.min(left, SLICE));
        }
    }
}
