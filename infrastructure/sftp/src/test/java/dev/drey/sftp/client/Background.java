package dev.drey.sftp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/// Something that a test does in another thread while it plays the server in its own.
final class Background<T> {
    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> action) {
        task = new FutureTask<>(action);
        thread = Thread.ofVirtual().start(task);
    }

    static <T> Background<T> of(Callable<T> action) {
        return new Background<>(action);
    }

    interface Deed {
        void run() throws Exception;
    }

    static Background<Boolean> doing(Deed deed) {
        return of(() -> {
            deed.run();
            return true;
        });
    }

    void interrupt() {
        thread.interrupt();
    }

    /// Waits until it waits.
    void awaitWaiting() {
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() ->
                        thread.getState() == Thread.State.TIMED_WAITING || thread.getState() == Thread.State.WAITING);
    }

    boolean isDone() {
        return task.isDone();
    }

    T result() throws Exception {
        return task.get(5, TimeUnit.SECONDS);
    }

    Failure failure() throws Exception {
        try {
            throw new AssertionError("it should have failed, and gave " + task.get(5, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(Failed.class);
            return ((Failed) e.getCause()).failure();
        }
    }
}
