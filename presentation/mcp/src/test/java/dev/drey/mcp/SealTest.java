package dev.drey.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.session.Owner;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SealTest {
    private final AtomicLong clock = new AtomicLong();
    private final Seal seal = new Seal(new Owner("ana"), clock::get);
    private final String call = seal.call("tools/call", "t", Map.of("a", 1));

    @Test
    void whatWasClosedIsOpenedOnce() throws Refused {
        String closed = seal.close(call, Map.of("x", "y"));
        assertThat(seal.open(closed, call)).isEqualTo(Map.of("x", "y"));
        assertThatThrownBy(() -> seal.open(closed, call))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("used already");
    }

    @Test
    void itDoesNotShowWhatTheArgumentsAre() {
        assertThat(seal.call("tools/call", "t", Map.of("a", 1)))
                .isEqualTo(call)
                .isNotEqualTo(seal.call("tools/call", "t", Map.of("a", 2)))
                .isNotEqualTo(seal.call("resources/read", "t", Map.of("a", 1)))
                .isNotEqualTo(new Seal(new Owner("ana"), clock::get).call("tools/call", "t", Map.of("a", 1)));
    }

    @Test
    void whatIsTooManyToRememberCountsAsUsed() throws Refused {
        String first = seal.close(call, Map.of());
        String unused = seal.close(call, Map.of());
        assertThat(seal.open(first, call)).isEmpty();
        for (int i = 0; i < 10_000; i++) {
            clock.addAndGet(1);
            assertThat(seal.open(seal.close(call, Map.of()), call)).isEmpty();
        }
        for (String old : new String[] {first, unused}) {
            assertThatThrownBy(() -> seal.open(old, call)).hasMessageContaining("used already");
        }
        String fresh = seal.close(call, Map.of());
        assertThat(seal.open(fresh, call)).isEmpty();
    }
}
