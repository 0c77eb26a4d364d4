package dev.drey.sftp.server;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// A few threads of the system for long work, piece by piece: hashing and copying, whose calls of the system would keep
/// the few threads that carry all virtual ones.
///
/// Connections take turns, a piece each, and none may have all threads at once, so that somebody's large files, or
/// his disk that does not answer, hold up nobody else. Threads are made when there is work, and end when there has been
/// none for a while. Safe for many threads.
final class Workers {
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final String name;
    private final int most;
    private final int each;
    /// Those that have pieces waiting and may do one, in the order of their turns.
    private final Queue<Share> ready = new ArrayDeque<>();
    private int threads;
    private int idle;

    /// @param most threads
    /// @param each of them for one connection
    Workers(String name, int most, int each) {
        this.name = name;
        this.most = most;
        this.each = each;
    }

    /// Those of one connection.
    Share share() {
        return new Share();
    }

    /// A piece of work.
    interface Piece<T> {
        T run() throws Failed;
    }

    /// What one connection may have of the threads.
    final class Share {
        private final Queue<FutureTask<?>> waiting = new ArrayDeque<>();
        private int running;
        private boolean inLine;

        /// Has `piece` done, and waits for it.
        <T> T run(Piece<T> piece) throws Failed {
            FutureTask<T> task = new FutureTask<>(piece::run);
            add(this, task);
            try {
                return task.get();
            } catch (ExecutionException failed) {
                throw thrown(Objects.requireNonNull(failed.getCause()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(stopped);
            }
        }
    }

    private static Failed thrown(Throwable why) {
        return switch (why) {
            case Failed failed -> new Failed(failed.failure(), failed);
            case RuntimeException wrong -> throw wrong;
            case Error error -> throw error;
            default -> throw new IllegalStateException(why);
        };
    }

    /// Whose piece is done.
    private record Job(Share share, FutureTask<?> task) {}

    private synchronized void add(Share share, FutureTask<?> task) {
        share.waiting.add(task);
        line(share);
        wake();
    }

    private void line(Share share) {
        if (share.inLine || share.waiting.isEmpty() || share.running >= each) return;
        share.inLine = true;
        ready.add(share);
    }

    private void wake() {
        if (ready.isEmpty()) return;
        if (idle > 0) {
            notifyAll();
        } else if (threads < most) {
            threads++;
            Thread.ofPlatform().daemon().name(name).start(this::work);
        }
    }

    private void work() {
        for (Optional<Job> job = next(); job.isPresent(); job = next()) {
            job.get().task().run();
            ended(job.get().share());
        }
    }

    /// Empty when the thread may end.
    private synchronized Optional<Job> next() {
        long end = System.nanoTime() + LINGER.toNanos();
        for (long left = LINGER.toNanos(); ready.isEmpty(); left = end - System.nanoTime()) {
            if (left <= 0) {
                threads--;
                return Optional.empty();
            }
            pause(left);
        }
        Share share = ready.remove();
        share.inLine = false;
        share.running++;
        Job job = new Job(share, share.waiting.remove());
        line(share);
        wake();
        return Optional.of(job);
    }

    // Its caller asks again in a loop.
    @SuppressWarnings("WaitNotInLoop")
    private void pause(long nanos) {
        idle++;
        try {
            wait(1 + nanos / 1_000_000);
        } catch (InterruptedException nobodys) {
            // Nobody has these threads to interrupt.
        } finally {
            idle--;
        }
    }

    private synchronized void ended(Share share) {
        share.running--;
        line(share);
        wake();
    }

    /// How many there are now.
    synchronized int threads() {
        return threads;
    }
}
