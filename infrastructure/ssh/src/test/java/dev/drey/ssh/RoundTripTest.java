package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundTripTest {
    private final AtomicLong now = new AtomicLong();
    private final RoundTrip roundTrip = new RoundTrip(now::get);

    private void answerAfter(Duration time) {
        roundTrip.asked();
        now.addAndGet(time.toNanos());
        roundTrip.answered();
    }

    @Test
    void theShortestCounts() {
        assertThat(roundTrip.shortest()).isEmpty();
        answerAfter(Duration.ofMillis(80));
        answerAfter(Duration.ofMillis(50));
        answerAfter(Duration.ofSeconds(9));
        assertThat(roundTrip.shortest()).contains(Duration.ofMillis(50));
    }

    @Test
    void whatWasNotAskedForIsNoAnswer() {
        answerAfter(Duration.ofMillis(50));
        now.addAndGet(1);
        roundTrip.answered();
        assertThat(roundTrip.shortest()).contains(Duration.ofMillis(50));
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "13, 2", "14, 3", "50, 8", "100, 15", "101, 16", "300, 16", "100000, 16"})
    void windowsFollowTheRoundTrip(long ms, int mib) {
        assertThat(Windows.forRoundTrip(Duration.ofMillis(ms)).window()).isEqualTo(mib << 20);
    }
}
