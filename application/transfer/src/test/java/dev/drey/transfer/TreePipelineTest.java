package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That a tree's round trips are shared: a far tree that takes 50 ms for every single answer.
@Timeout(30)
class TreePipelineTest {
    private static final Duration ROUND_TRIP = Duration.ofMillis(50);

    @TempDir
    Path state;

    private TreeBed bed;
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();

    @BeforeEach
    void makeTrees() throws Failed {
        bed = new TreeBed(state);
    }

    private WrappedTree far(dev.drey.files.FileTree tree) {
        return new WrappedTree(tree) {
            @Override
            void before(String call, RemotePath path) throws Failed {
                calls.computeIfAbsent(call, any -> new AtomicInteger()).incrementAndGet();
                delay();
            }
        };
    }

    private static void delay() {
        try {
            Thread.sleep(ROUND_TRIP);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private int calls(String call) {
        return calls.getOrDefault(call, new AtomicInteger()).get();
    }

    @Test
    void manyDirectoriesAreMadeTogether() throws Failed {
        for (int i = 0; i < 200; i++) {
            bed.directory("d" + i, 0755);
            bed.directory("d" + i + "/e", 0755);
        }
        bed.to = far(bed.target);
        long begun = System.nanoTime();
        MovedTree moved = bed.move();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(moved.directories()).isEqualTo(400);
        assertThat(calls("makeDirectory")).isEqualTo(400);
        assertThat(calls("lstat") + calls("stat")).isLessThanOrEqualTo(2);
        // 800 round trips one by one would be 40 s.
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void anEmptyDirectoryThatIsMadeSlowlyStillGetsItsTime() throws Failed {
        bed.directory("empty", 0755);
        bed.source.setAttributes(RemotePath.of("/src/empty"), Changes.ofTimes(TreeBed.OLD, TreeBed.OLD));
        bed.to = far(bed.target);
        bed.move();
        assertThat(bed.target.stat(RemotePath.of("/dst/empty")).modified()).contains(TreeBed.OLD);
    }

    @Test
    void manySmallFilesShareTheirRoundTripsAndNobodyAsksWhatAListingTold() throws Failed {
        for (int i = 0; i < 500; i++) bed.file("f" + i, "x");
        for (int i = 0; i < 250; i++) bed.there("f" + i, "old");
        bed.to = far(bed.target);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        bed.carrier = job -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            delay();
            delay();
            delay();
            now.decrementAndGet();
            return TreeBed.moved(job, 1);
        };
        long begun = System.nanoTime();
        MovedTree moved = bed.move();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(moved.files()).isEqualTo(500);
        assertThat(most.get()).isBetween(100, Walk.TASKS);
        assertThat(calls("lstat")).isZero();
        assertThat(calls("list")).isEqualTo(1);
        assertThat(took).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void largeFilesTakeTurnsWhileSmallOnesGoOn() throws Failed {
        String large = "x".repeat((int) TreeMove.SMALL + 1);
        for (int i = 0; i < 6; i++) bed.file("a-large" + i, large);
        for (int i = 0; i < 50; i++) bed.file("b-small" + i, "x");
        bed.options = bed.options.withPace(TreeBed.pace(2));
        AtomicInteger largeNow = new AtomicInteger();
        AtomicInteger largeMost = new AtomicInteger();
        AtomicInteger smallWhileLarge = new AtomicInteger();
        bed.carrier = job -> {
            if (job.known().source().orElseThrow().sizeOrZero() <= TreeMove.SMALL) {
                if (largeNow.get() > 0) smallWhileLarge.incrementAndGet();
                return TreeBed.moved(job, 1);
            }
            largeMost.accumulateAndGet(largeNow.incrementAndGet(), Math::max);
            delay();
            largeNow.decrementAndGet();
            return TreeBed.moved(job, large.length());
        };
        MovedTree moved = bed.move();
        assertThat(moved.files()).isEqualTo(56);
        assertThat(largeMost.get()).isEqualTo(2);
        assertThat(smallWhileLarge.get()).isPositive();
    }

    @Test
    void aHugeTreeIsWalkedToItsEnd() throws Failed {
        // None of it held anywhere: 300 directories of 1000 names each, made up while they are listed.
        bed.from = new MadeUpTree(bed.source, 300, 1000);
        bed.carrier = job -> TreeBed.moved(job, 0);
        MovedTree moved = bed.move();
        assertThat(moved.files()).isEqualTo(300_000);
        assertThat(moved.directories()).isEqualTo(300);
    }
}
