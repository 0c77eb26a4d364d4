package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class RatesTest {
    @Test
    void aTimetableHoldsUntilItsNextStep() throws Failed {
        var rates = Rates.parse("08:00,1M 18:00,off");
        assertThat(rates.at(LocalTime.of(7, 59))).isZero();
        assertThat(rates.at(LocalTime.of(8, 0))).isEqualTo(1 << 20);
        assertThat(rates.at(LocalTime.of(17, 59))).isEqualTo(1 << 20);
        assertThat(rates.at(LocalTime.of(18, 0))).isZero();
    }

    @Test
    void oneRateHoldsAlways() throws Failed {
        assertThat(Rates.parse("10M").at(LocalTime.NOON)).isEqualTo(10 << 20);
        assertThat(Rates.parse("off").at(LocalTime.NOON)).isZero();
    }

    @Test
    void whatIsNoneIsRefused() {
        assertThatThrownBy(() -> Rates.parse("25:00,1M")).hasMessageContaining("timetable");
        assertThatThrownBy(() -> Rates.parse("fast")).hasMessageContaining("not a size");
    }
}
