package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failure;
import dev.drey.operations.Outcome;
import dev.drey.operations.Result;
import dev.drey.session.Asker;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class JobTest {
    private static final Deed DEED = new Deed("put", "sftp-put", List.of("a", "b"), Map.of(), false);
    private static final Result NOTHING = new Result(Outcome.Done.QUIETLY, List.of());

    private final Jobs jobs = new Jobs();
    private final Transfer transfer = new Transfer("a", "b");
    private final CountDownLatch goOn = new CountDownLatch(1);

    private static TransferEvent progress(Transfer transfer, long bytes) {
        return new TransferEvent.Progressed(transfer, new Progress(bytes, 10, 1, Optional.empty(), 0, 1, "a"));
    }

    /// Remembers what it was told.
    private static final class Ear implements Peer {
        final List<Double> told = new CopyOnWriteArrayList<>();

        @Override
        public void progress(double done, OptionalDouble total, String message) {
            told.add(done);
        }

        @Override
        public Asker asker() {
            return Asker.NOBODY;
        }
    }

    private Job waiting() {
        return jobs.start("put a", DEED, true, job -> {
            job.happened(new TransferEvent.Started(transfer));
            job.happened(progress(transfer, 5));
            try {
                goOn.await();
            } catch (InterruptedException cancelled) {
                throw Failure.of(Failure.Code.CANCELLED, "stopped").thrown(cancelled);
            }
            job.happened(progress(transfer, 10));
            return NOTHING;
        });
    }

    @Test
    void itGoesOnWhenNobodyWaitsLonger() throws InterruptedException {
        Job job = waiting();
        Ear ear = new Ear();
        assertThat(job.await(ear, Duration.ofMillis(200), false)).isFalse();
        assertThat(ear.told).containsExactly(5.0);
        assertThat(job.ending()).isEmpty();
        assertThat(jobs.find(transfer.id())).contains(job);
        goOn.countDown();
        assertThat(job.await(ear, Duration.ofSeconds(10), false)).isTrue();
        assertThat(ear.told).endsWith(10.0);
        assertThat(job.state()).isEqualTo("done");
        assertThat(jobs.awaitIdle(Duration.ZERO)).isTrue();
    }

    @Test
    void whoWantsOnlyItsIdHasThatAtOnce() throws InterruptedException {
        Job job = waiting();
        assertThat(job.await(Peer.NONE, Duration.ofSeconds(20), true)).isFalse();
        assertThat(job.id()).isEqualTo(transfer.id());
        job.cancel();
        assertThat(job.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aCancelledCallStopsItsTransfer() throws InterruptedException {
        Job job = waiting();
        Thread caller = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (job.progress().isEmpty()) Thread.onSpinWait();
            caller.interrupt();
        });
        assertThatThrownBy(() -> job.await(Peer.NONE, Duration.ofSeconds(20), false))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(job.state()).isEqualTo("cancelled");
        assertThat(transfer.state()).isEqualTo(Transfer.State.CANCELLED);
    }

    @Test
    void aFaultIsAnEndingToo() throws InterruptedException {
        Job job = jobs.start("put a", DEED, true, any -> {
            throw new IllegalStateException("a fault of the test");
        });
        assertThat(job.await(Peer.NONE, Duration.ofSeconds(10), false)).isTrue();
        assertThat(job.state()).isEqualTo("failed");
        assertThat(jobs.all()).containsExactly(job);
    }
}
