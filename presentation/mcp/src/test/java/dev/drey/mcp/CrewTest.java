package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CrewTest {
    private final Crew crew = new Crew();

    @Test
    void soManyWorkAtOnceAndTheOthersWait() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        for (int i = 0; i < 1000; i++) {
            crew.start(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LockSupport.parkNanos(100_000);
                now.decrementAndGet();
            });
        }
        assertThat(crew.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(most).hasValueBetween(1, Crew.AT_ONCE);
    }

    @Test
    void whoIsStoppedWhileWaitingDoesNothing() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        for (int i = 0; i < Crew.AT_ONCE; i++) {
            crew.start(() -> {
                try {
                    assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        AtomicBoolean ran = new AtomicBoolean();
        crew.start(() -> ran.set(true)).interrupt();
        assertThat(crew.awaitIdle(Duration.ofMillis(100))).isFalse();
        goOn.countDown();
        assertThat(crew.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(ran).isFalse();
    }

    @Test
    void bytesAreBoundedButForOneRequestAlone() {
        assertThat(crew.hold(Crew.MOST_BYTES + 1)).isTrue();
        assertThat(crew.hold(1)).isFalse();
        crew.release(Crew.MOST_BYTES + 1);
        assertThat(crew.hold(1)).isTrue();
        assertThat(crew.hold(Crew.MOST_BYTES)).isFalse();
        assertThat(crew.hold(Crew.MOST_BYTES - 1)).isTrue();
    }
}
