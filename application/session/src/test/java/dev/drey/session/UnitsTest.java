package dev.drey.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import org.junit.jupiter.api.Test;

class UnitsTest {
    @Test
    void durationsHaveUnitsOrAreMilliseconds() throws Failed {
        assertThat(Units.millis("1500")).isEqualTo(1_500);
        assertThat(Units.millis("30s")).isEqualTo(30_000);
        assertThat(Units.millis("1.5 h")).isEqualTo(5_400_000);
        assertThat(Units.millis("7d")).isEqualTo(604_800_000);
    }

    @Test
    void sizesArePowersOf1024() throws Failed {
        assertThat(Units.bytes("10M")).isEqualTo(10L << 20);
        assertThat(Units.bytes("2MiB")).isEqualTo(2L << 20);
        assertThat(Units.bytes("1.5k")).isEqualTo(1536);
        assertThat(Units.bytes("0")).isZero();
    }

    @Test
    void whatIsNoneIsRefusedWithWords() {
        assertThatThrownBy(() -> Units.bytes("10 parsecs")).hasMessageContaining("the unit is one of");
        assertThatThrownBy(() -> Units.millis("-1")).hasMessageContaining("not a duration");
        assertThatThrownBy(() -> Units.bytes("99999999999999999T")).hasMessageContaining("63 bits");
    }
}
