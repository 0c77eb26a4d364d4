package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RareLogTest {
    private final AtomicLong now = new AtomicLong(-1);
    private final RareLog log = new RareLog("turned away", line -> {}, now::get);

    @Test
    void oneLineIsWrittenAtOnceAndTheNextSaysHowManyItStandsFor() {
        assertThat(log.line("192.0.2.1:5", "idle")).isEqualTo("192.0.2.1:5: turned away: idle");
        now.addAndGet(9_000_000_000L);
        for (int i = 0; i < 3; i++) assertThat(log.line("192.0.2.2:5", "idle")).isEmpty();
        now.addAndGet(1_000_000_000L);
        assertThat(log.line("192.0.2.3:5", "idle"))
                .isEqualTo("192.0.2.3:5: turned away: idle (and 3 others since the last such line)");
        now.addAndGet(10_000_000_000L);
        assertThat(log.line("192.0.2.4:5", "idle")).isEqualTo("192.0.2.4:5: turned away: idle");
    }
}
