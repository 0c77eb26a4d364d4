package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// When further lanes are opened, on which connections, and what is moved over them.
@Timeout(30)
class WideningTest {
    private static final long MIB = 1 << 20;
    private static final RemotePath FAR = RemotePath.of("/b");

    @TempDir
    Path state;

    private Yard yard;
    private Rigged far;
    private final Asked asked = new Asked();
    private final List<OpenFile> flowed = new ArrayList<>();

    /// A far side with windows of 2 MiB that gives lanes of its own tree.
    private final class Asked implements Lanes {
        final List<Integer> numbers = new ArrayList<>();
        boolean refuses;
        Optional<CountDownLatch> slow = Optional.empty();

        @Override
        public Optional<FileTree> lane(int number) {
            numbers.add(number);
            try {
                if (slow.isPresent()) slow.get().await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
            return refuses ? Optional.empty() : Optional.of(far);
        }

        @Override
        public long roundTrip() {
            return 200_000_000;
        }

        @Override
        public long laneWindow() {
            return 2 * MIB;
        }
    }

    @BeforeEach
    void twoTrees() throws Failed {
        yard = new Yard(state);
        far = new Rigged(yard.there, 42).with(asked);
        for (var tree : List.of(yard.here, yard.there)) {
            Yard.write(tree, "/b", Yard.bytes(1000));
            tree.setAttributes(FAR, Changes.ofTimes(Instant.EPOCH, Instant.EPOCH));
        }
    }

    /// Lanes run where they are asked for, and only note that they did.
    private Widening widening(Job job, Flow flow) throws Failed {
        Source source = Source.find(job);
        OpenFile input = job.from().tree().open(job.from().path(), OpenOptions.READ);
        OpenFile output = job.to().tree().open(job.to().path(), OpenOptions.WRITE);
        Ends ends = new Ends(source, input, output, job.to().path());
        return new Widening(
                job, ends, flow, Runnable::run, (in, out) -> flowed.add(job.to().local() ? in : out));
    }

    private Job put() {
        return yard.job(Yard.local(yard.here, "/b"), Yard.remote(far, "/b"));
    }

    private Job get() {
        return yard.job(Yard.remote(far, "/b"), Yard.local(yard.here, "/b"));
    }

    @Test
    void aLineThatOneWindowHoldsGetsNoFurtherLane() throws Failed {
        Job job = put();
        Widening widening = widening(job, new Flow(job, 0, null));
        widening.look(MIB, false, 1000 * MIB);
        assertThat(asked.numbers).isEmpty();
    }

    @Test
    void writingTakesTheChannelsOfOneConnectionAndThenConnections() throws Failed {
        Job job = put();
        Widening widening = widening(job, new Flow(job, 0, null));
        widening.look(2 * MIB, false, 20 * MIB);
        assertThat(asked.numbers).as("not much is left").containsExactly(1, 2, 3);
        widening.look(8 * MIB, false, 1000 * MIB);
        assertThat(asked.numbers).containsExactly(1, 2, 3, 4, 5, 6, 7);
        widening.look(16 * MIB, false, 1000 * MIB);
        widening.look(32 * MIB, false, 1000 * MIB);
        assertThat(asked.numbers).hasSize(15).doesNotHaveDuplicates();
        assertThat(flowed).hasSize(15);
        assertThat(job.setting().habits().of(far).reserve.take(4 * Habits.CONNECTION))
                .as("in flight is bounded for each connection")
                .isTrue();
        assertThat(job.setting().habits().of(far).reserve.take(1)).isFalse();
    }

    @Test
    void nothingIsOpenedForTheEndOfAFile() throws Failed {
        Job job = put();
        widening(job, new Flow(job, 0, null)).look(8 * MIB, true, 16 * MIB);
        assertThat(asked.numbers).isEmpty();
    }

    @Test
    void readingTakesOneLaneOfEachConnection() throws Failed {
        Job job = get();
        Widening widening = widening(job, new Flow(job, 0, null));
        widening.look(2 * MIB, true, 1000 * MIB);
        assertThat(asked.numbers).isEmpty();
        widening.look(5 * MIB, true, 1000 * MIB);
        widening.look(25 * MIB, false, 1000 * MIB);
        assertThat(asked.numbers).containsExactly(4, 8);
        assertThat(flowed).hasSize(2);
    }

    @Test
    void whatWasRefusedIsNotAskedForAgain() throws Failed {
        asked.refuses = true;
        Job job = get();
        Widening widening = widening(job, new Flow(job, 0, null));
        for (int i = 0; i < 3; i++) widening.look(12 * MIB, false, 1000 * MIB);
        assertThat(asked.numbers).containsExactly(4);
        assertThat(flowed).isEmpty();
    }

    @Test
    void anotherFileUnderTheSameNameIsNotRead() throws Failed {
        Job job = get();
        Flow flow = new Flow(job, 0, null);
        Widening widening = widening(job, flow);
        yard.there.remove(FAR);
        Yard.write(yard.there, "/b", Yard.bytes(1001));
        widening.look(12 * MIB, false, 1000 * MIB);
        assertThat(flowed).isEmpty();
        assertThat(catchThrowableOfType(Failed.class, flow::proceed).code()).isEqualTo(Code.SOURCE_CHANGED);
    }

    @Test
    void aFileThatWasJustWrittenIsReadThroughOneHandle() throws Failed {
        yard.there.setAttributes(FAR, Changes.ofTimes(Instant.now(), Instant.now()));
        Job job = get();
        widening(job, new Flow(job, 0, null)).look(12 * MIB, false, 1000 * MIB);
        assertThat(asked.numbers).isEmpty();
    }

    @Test
    void theEndDoesNotWaitForALaneThatIsStillBeingOpened() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        asked.slow = Optional.of(never);
        AtomicInteger ran = new AtomicInteger();
        Job job = get();
        Source source = Source.find(job);
        Ends ends = new Ends(source, far.open(FAR, OpenOptions.READ), yard.here.open(FAR, OpenOptions.WRITE), FAR);
        List<Thread> threads = new ArrayList<>();
        Widening widening = new Widening(
                job,
                ends,
                new Flow(job, 0, null),
                work -> threads.add(Thread.ofVirtual().start(work)),
                (in, out) -> ran.incrementAndGet());
        widening.look(12 * MIB, false, 1000 * MIB);
        Thread opener = threads.getFirst();
        while (!widening.isOpening(opener)) Thread.sleep(1);
        widening.look(12 * MIB, false, 1000 * MIB);
        assertThat(threads).as("one at a time").hasSize(1);
        widening.end();
        assertThat(opener.join(java.time.Duration.ofSeconds(5))).isTrue();
        assertThat(ran).hasValue(0);
        assertThat(never.await(0, TimeUnit.SECONDS)).isFalse();
    }
}
