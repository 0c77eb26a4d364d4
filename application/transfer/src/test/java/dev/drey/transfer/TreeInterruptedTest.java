package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Trees that are cancelled, killed, run twice, and run again.
@Timeout(30)
class TreeInterruptedTest {
    @TempDir
    Path state;

    private TreeBed bed;

    @BeforeEach
    void makeTrees() throws Failed {
        bed = new TreeBed(state);
    }

    private static Failure.Code codeOf(Failed failed) {
        return failed.code();
    }

    @Test
    void aCancelStopsWithinASecondAndLeavesNoThread() throws Exception {
        for (int i = 0; i < 600; i++) bed.file("f" + i, "x");
        AtomicInteger running = new AtomicInteger();
        CountDownLatch some = new CountDownLatch(50);
        bed.carrier = job -> {
            running.incrementAndGet();
            some.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
                throw new AssertionError("not interrupted");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                job.transfer().proceed();
                throw new AssertionError("not cancelled");
            } finally {
                running.decrementAndGet();
            }
        };
        AtomicReference<Throwable> ended = new AtomicReference<>();
        Thread mover = Thread.ofVirtual().start(() -> {
            try {
                bed.move();
            } catch (Failed failed) {
                ended.set(failed);
            }
        });
        assertThat(some.await(5, TimeUnit.SECONDS)).isTrue();
        long begun = System.nanoTime();
        bed.transfer.cancel();
        assertThat(mover.join(Duration.ofSeconds(5))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        assertThat(ended.get())
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(codeOf(f)).isEqualTo(Failure.Code.CANCELLED));
        assertThat(running.get()).isZero();
    }

    @Test
    void anInterruptedTreeGoesOnWhereItStopped() throws Failed {
        for (int i = 0; i < 200; i++) bed.file("f" + i, "content " + i);
        AtomicInteger sent = new AtomicInteger();
        bed.carrier = job -> {
            if (sent.incrementAndGet() > 100)
                throw Failure.of(Failure.Code.NO_SPACE, "full").thrown();
            return new FileMove(job).run();
        };
        assertThat(bed.move().isWhole()).isFalse();
        Set<RemotePath> again = ConcurrentHashMap.newKeySet();
        bed.carrier = job -> {
            again.add(job.from().path());
            return new FileMove(job).run();
        };
        bed.transfer = new Transfer("again", "again");
        MovedTree moved = bed.move();
        assertThat(moved.isWhole()).isTrue();
        assertThat(again).hasSize(100);
        assertThat(moved.files()).isEqualTo(200);
        assertThat(moved.resumedBytes()).isPositive();
        assertThat(TreeBed.all(bed.target, "/dst")).isEqualTo(TreeBed.all(bed.source, "/src"));
        assertThat(state.toFile().listFiles((d, name) -> name.endsWith(".tree")))
                .isEmpty();
    }

    @Test
    void whatChangedOnEitherSideSinceIsSentAgain() throws Failed {
        for (int i = 0; i < 5; i++) bed.file("f" + i, "content");
        breakLast("f4");
        bed.file("f0", "changed");
        Instant later = TreeBed.OLD.plusSeconds(5);
        bed.source.setAttributes(RemotePath.of("/src/f0"), Changes.ofTimes(later, later));
        bed.there("f1", "edited!");
        bed.target.remove(RemotePath.of("/dst/f2"));
        Set<RemotePath> again = ConcurrentHashMap.newKeySet();
        bed.carrier = job -> {
            again.add(job.from().path());
            return new FileMove(job).run();
        };
        bed.transfer = new Transfer("again", "again");
        assertThat(bed.move().isWhole()).isTrue();
        assertThat(again)
                .containsExactlyInAnyOrder(
                        RemotePath.of("/src/f0"),
                        RemotePath.of("/src/f1"),
                        RemotePath.of("/src/f2"),
                        RemotePath.of("/src/f4"));
        assertThat(TreeBed.all(bed.target, "/dst")).isEqualTo(TreeBed.all(bed.source, "/src"));
    }

    @Test
    void aSourceTooFreshToTellIsSentAgain() throws Failed {
        bed.file("f0", "content");
        bed.file("f1", "content");
        Instant now = Instant.now();
        bed.source.setAttributes(RemotePath.of("/src/f0"), Changes.ofTimes(now, now));
        breakLast("f1");
        AtomicInteger again = new AtomicInteger();
        bed.carrier = job -> {
            again.incrementAndGet();
            return new FileMove(job).run();
        };
        bed.transfer = new Transfer("again", "again");
        bed.move();
        assertThat(again.get()).isEqualTo(2);
    }

    @Test
    void withoutResumingEverythingIsSentAgain() throws Failed {
        bed.file("f0", "content");
        bed.file("f1", "content");
        breakLast("f1");
        bed.options =
                bed.options.withResuming(new Options.Resuming(false, false, true, java.util.OptionalLong.empty()));
        AtomicInteger again = new AtomicInteger();
        bed.carrier = job -> {
            again.incrementAndGet();
            return new FileMove(job).run();
        };
        bed.transfer = new Transfer("again", "again");
        bed.move();
        assertThat(again.get()).isEqualTo(2);
    }

    private void breakLast(String name) throws Failed {
        bed.carrier = job -> {
            if (job.from().path().equals(RemotePath.of("/src/" + name))) {
                throw Failure.of(Failure.Code.PERMISSION_DENIED, "no").thrown();
            }
            return new FileMove(job).run();
        };
        assertThat(bed.move().failed()).isEqualTo(1);
    }

    @Test
    void theSameJobTwiceAtOnceIsBusy() throws Exception {
        bed.file("f", "x");
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        bed.carrier = job -> {
            inside.countDown();
            try {
                leave.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return new FileMove(job).run();
        };
        AtomicReference<MovedTree> first = new AtomicReference<>();
        Thread mover = Thread.ofVirtual().start(() -> {
            try {
                first.set(bed.move());
            } catch (Failed failed) {
                throw new AssertionError(failed);
            }
        });
        assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> bed.move())
                .isInstanceOfSatisfying(
                        Failed.class, failed -> assertThat(codeOf(failed)).isEqualTo(Failure.Code.BUSY));
        leave.countDown();
        assertThat(mover.join(Duration.ofSeconds(5))).isTrue();
        assertThat(first.get().isWhole()).isTrue();
    }
}
