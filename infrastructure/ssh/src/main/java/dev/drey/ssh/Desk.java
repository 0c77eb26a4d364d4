package dev.drey.ssh;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Where the line's reader leaves questions for the thread that dials, which alone talks to people. The
/// time a person
/// takes is not counted against the connection's limit.
final class Desk {
    private final LinkedBlockingQueue<FutureTask<?>> questions = new LinkedBlockingQueue<>();
    private volatile boolean closed;

    /// Asks, and waits for the answer; called by the line's reader.
    <T> T ask(Callable<T> question) throws Exception {
        FutureTask<T> task = new FutureTask<>(question);
        questions.add(task);
        if (closed) task.cancel(false);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) throw cause;
            throw failed;
        } catch (CancellationException left) {
            throw new IllegalStateException("nobody dials any more", left);
        }
    }

    /// Leaves something that needs no answer.
    void tell(Runnable news) {
        if (!closed) questions.add(new FutureTask<>(news, null));
    }

    /// Answers questions until `outcome` is there; called by the thread that dials.
    ///
    /// @return false when the limit is over
    /// @throws Failed CANCELLED when interrupted
    boolean serve(CompletableFuture<?> outcome, Duration limit) throws Failed {
        var _ = outcome.whenComplete((done, failed) -> tell(() -> {}));
        try {
            long left = limit.toNanos();
            while (!outcome.isDone()) {
                long before = System.nanoTime();
                FutureTask<?> question = questions.poll(left, TimeUnit.NANOSECONDS);
                left -= System.nanoTime() - before;
                if (question == null) return outcome.isDone();
                question.run();
                if (Thread.interrupted()) throw new InterruptedException();
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Code.CANCELLED, "connecting was interrupted").thrown(interrupted);
        }
    }

    /// Nobody serves any more: what is asked from now on, or waits, is told so.
    void close() {
        closed = true;
        for (FutureTask<?> left; (left = questions.poll()) != null; ) left.cancel(false);
    }
}
