package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        callers.close();
    }

    private int stuck() {
        try {
            gate.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    @Test
    void oneConnectionNeverHasAllThreads() throws Exception {
        Workers workers = new Workers("test", 3, 2);
        Workers.Share greedy = workers.share();
        AtomicInteger begun = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            all.add(callers.submit(() -> greedy.run(() -> {
                begun.incrementAndGet();
                return stuck();
            })));
        }
        FakeClient.await(() -> begun.get() == 2);
        Workers.Share other = workers.share();
        for (int i = 0; i < 100; i++) {
            int number = i;
            assertThat(other.run(() -> number)).isEqualTo(number);
        }
        assertThat(begun).hasValue(2);
        gate.countDown();
        for (Future<?> each : all) each.get(5, TimeUnit.SECONDS);
        assertThat(begun).hasValue(10);
    }

    @Test
    void connectionsTakeTurns() throws Exception {
        Workers workers = new Workers("test", 1, 1);
        List<String> order = new ArrayList<>();
        List<Future<?>> all = new ArrayList<>();
        all.add(callers.submit(() -> workers.share().run(this::stuck)));
        Workers.Share one = workers.share();
        Workers.Share other = workers.share();
        for (int i = 0; i < 3; i++) {
            all.add(callers.submit(() -> one.run(() -> order.add("one"))));
            Thread.sleep(50);
        }
        for (int i = 0; i < 3; i++) all.add(callers.submit(() -> other.run(() -> order.add("other"))));
        Thread.sleep(50);
        gate.countDown();
        for (Future<?> each : all) each.get(5, TimeUnit.SECONDS);
        assertThat(order).containsExactly("one", "other", "one", "other", "one", "other");
    }

    @Test
    void whatFailsIsThrownToWhoWaits() {
        Workers.Share share = new Workers("test", 2, 2).share();
        assertThatThrownBy(() -> share.run(() -> {
                    throw Failure.of(Failure.Code.NO_SPACE, "full").thrown();
                }))
                .isInstanceOf(Failed.class)
                .hasMessage("full");
        assertThatThrownBy(() -> share.run(() -> {
                    throw new IllegalStateException("wrong");
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyPiecesAreAllDoneByFewThreadsWhichThenEnd() throws Exception {
        Workers workers = new Workers("test", 4, 3);
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Workers.Share share = workers.share();
            for (int j = 0; j < 500; j++) all.add(callers.submit(() -> share.run(done::incrementAndGet)));
        }
        for (Future<?> each : all) each.get(20, TimeUnit.SECONDS);
        assertThat(done).hasValue(10_000);
        assertThat(workers.threads()).isBetween(1, 4);
        FakeClient.await(() -> workers.threads() == 0);
    }
}
