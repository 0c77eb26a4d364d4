package dev.drey.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void aSlipOfTheFingerIsFound() {
        assertThat(Nearest.to("prodcution", List.of("production", "staging", "dev")))
                .containsExactly("production");
        assertThat(Nearest.to("nas", List.of("nas-1", "web"))).containsExactly("nas-1");
    }

    @Test
    void whatIsFarAwayIsNotSuggested() {
        assertThat(Nearest.hint("elephant", List.of("production", "staging"))).isEmpty();
    }

    @Test
    void swappedNeighboursCountOnce() {
        assertThat(Nearest.distance("hsot", "host")).isEqualTo(1);
    }
}
