package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.Name;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The small parts by themselves.
@Timeout(30)
class PartsTest {
    @Test
    void contiguityIsTheEndOfWhatHasNoGap() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Integer> blocks = new ArrayList<>();
            for (int i = 0; i < 50; i++) blocks.add(i);
            Collections.shuffle(blocks, random);
            Contiguity contiguity = new Contiguity(1000);
            boolean[] there = new boolean[51];
            for (int block : blocks) {
                contiguity.add(1000 + block * 10L, 10);
                there[block] = true;
                int end = 0;
                while (there[end]) end++;
                assertThat(contiguity.end()).isEqualTo(1000 + end * 10L);
            }
        }
    }

    @Test
    void aSideNameSaysWhoseItIsAndIsRecognised() {
        JobId id = new JobId("0123456789abcdef0123456789abcdef");
        assertThat(SideName.part(Name.of("x"), id).text()).isEqualTo(".x.01234567.drey-part");
        for (String name : List.of("a", "a\nb", "ü".repeat(200), "x".repeat(255), "€".repeat(85))) {
            Name side = SideName.part(Name.of(name), id);
            assertThat(side.length()).isLessThanOrEqualTo(255);
            assertThat(side.isText()).isTrue();
            assertThat(SideName.isPart(side)).isTrue();
            assertThat(SideName.isOurs(SideName.old(Name.of(name), id))).isTrue();
            assertThat(SideName.isPart(SideName.old(Name.of(name), id))).isFalse();
        }
        assertThat(SideName.isOurs(Name.of(".x.drey-part"))).isFalse();
    }

    @Test
    void aThrottleHoldsItsRateOverManyThreads() throws Exception {
        Throttle throttle = new Throttle(Bandwidth.of(1_000_000), Optional.empty(), LocalTime::now);
        Transfer transfer = new Transfer("a", "b");
        transfer.begin();
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    for (int k = 0; k < 10; k++) throttle.take(20_000, transfer);
                } catch (Failed failed) {
                    throw new IllegalStateException(failed);
                }
            }));
        }
        for (Thread thread : threads) thread.join();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(600), Duration.ofSeconds(3));
    }

    @Test
    void aWindowGrowsWithWhatIsAcknowledgedUpToItsAimAndItsReserves() {
        Reserve reserve = new Reserve(6 << 20);
        try (Window window = new Window(List.of(reserve), OptionalLong.empty())) {
            assertThat(window.size()).isEqualTo(Window.SMALLEST);
            for (int i = 0; i < 100; i++) {
                assertThat(window.tryTake(256 * 1024)).isTrue();
                window.release(256 * 1024);
            }
            assertThat(window.size()).isEqualTo(Window.FLOOR);
            window.aim(20L << 20);
            for (int i = 0; i < 100; i++) {
                assertThat(window.tryTake(256 * 1024)).isTrue();
                window.release(256 * 1024);
            }
            assertThat(window.size()).isLessThanOrEqualTo(Window.SMALLEST + (6 << 20));
            assertThat(reserve.taken()).isGreaterThan(5 << 20);
        }
        assertThat(reserve.taken()).isZero();
    }

    @Test
    void theMoreUrgentGetsTheNextTurn() throws Exception {
        Turns turns = new Turns(1);
        turns.enter(new Transfer("a", "b"), Priority.NORMAL, () -> {});
        List<Priority> order = Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (Priority priority : List.of(Priority.LOW, Priority.NORMAL, Priority.CRITICAL)) {
            Thread thread = Thread.ofVirtual().start(() -> {
                try {
                    turns.enter(new Transfer("a", "b"), priority, () -> {});
                    order.add(priority);
                    turns.leave();
                } catch (Failed failed) {
                    throw new IllegalStateException(failed);
                }
            });
            threads.add(thread);
            Thread.sleep(50);
        }
        turns.leave();
        for (Thread thread : threads) thread.join();
        assertThat(order).containsExactly(Priority.CRITICAL, Priority.NORMAL, Priority.LOW);
    }

    @Test
    void sizesAreSaidInUnits() {
        assertThat(Telling.size(1)).isEqualTo("1 byte");
        assertThat(Telling.size(41L << 20)).isEqualTo("41.0 MiB");
        assertThat(Telling.size(1536)).isEqualTo("1.5 KiB");
    }
}
