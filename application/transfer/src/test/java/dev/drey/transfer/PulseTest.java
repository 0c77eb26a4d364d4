package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the speed of a flow is measured, and what is aimed at, over a line of 200 ms.
class PulseTest {
    private static final long TICK = Duration.ofMillis(100).toNanos();
    private static final int MIB = 1 << 20;

    @TempDir
    Path state;

    private Flow flow;
    private Pulse pulse;
    private long now;
    private long at;

    private static final class Far implements Lanes {
        @Override
        public Optional<FileTree> lane(int number) {
            return Optional.empty();
        }

        @Override
        public long roundTrip() {
            return 2 * TICK;
        }

        @Override
        public long laneWindow() {
            return 2 * MIB;
        }
    }

    @BeforeEach
    void aLine() {
        Yard yard = new Yard(state);
        Rigged far = new Rigged(yard.there, 42).with(new Far());
        Job job = yard.job(Yard.local(yard.here, "/a"), Yard.remote(far, "/b"));
        flow = new Flow(job, 0, null);
        pulse = new Pulse(job, flow, () -> now);
    }

    /// So many bytes are acknowledged within the next tick.
    private void tick(int bytes) throws Failed {
        flow.acknowledged(at, bytes);
        at += bytes;
        now += TICK;
        pulse.beat();
    }

    @Test
    void aLineHoldsWhatArrivesInARoundTrip() throws Failed {
        for (int i = 0; i < 6; i++) tick(MIB);
        assertThat(pulse.bandwidthDelay()).isBetween(2L * MIB - 10, 2L * MIB);
    }

    @Test
    void answersThatComeInBurstsAreOneSpeed() throws Failed {
        for (int i = 0; i < 6; i++) tick(i % 2 == 0 ? 2 * MIB : 1);
        assertThat(pulse.bandwidthDelay()).isBetween(2L * MIB - 10, 2L * MIB + 10);
    }

    @Test
    void whileItGrowsTheWindowMayDoubleWithEachRoundTrip() throws Failed {
        for (int bytes = MIB; bytes <= 16 * MIB; bytes *= 2) {
            tick(bytes);
            tick(bytes);
            assertThat(pulse.isGrowing()).isTrue();
            // What was acknowledged in the last round trip was half of what is under way by now.
            assertThat(pulse.aim()).isGreaterThanOrEqualTo(4L * bytes);
        }
    }

    @Test
    void afterThreeRoundTripsWithoutMoreTheLineIsFull() throws Failed {
        for (int i = 0; i < 4; i++) tick(MIB);
        assertThat(pulse.isGrowing()).isTrue();
        for (int i = 0; i < 6; i++) tick(MIB);
        assertThat(pulse.isGrowing()).isFalse();
        assertThat(pulse.aim()).isBetween(4L * MIB - 10, 4L * MIB);
        for (int i = 0; i < 3; i++) tick(2 * MIB);
        assertThat(pulse.isGrowing())
                .as("it grows again, as when another lane has come")
                .isTrue();
    }
}
