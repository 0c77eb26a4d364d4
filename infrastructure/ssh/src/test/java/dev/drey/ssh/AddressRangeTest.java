package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {
    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.0.0.0/8, 10.255.1.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.128/25, 192.0.2.127, false",
        "192.0.2.128/25, 192.0.2.255, true",
        "192.0.2.5/31, 192.0.2.4, true",
        "192.0.2.5/31, 192.0.2.6, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "::1, ::1, true",
    })
    void containsWhatBeginsWithTheSameBits(String range, String address, boolean within) throws Failed {
        assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(within);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "host.example", "10.0.0.0/33", "10.0.0.0/-1", "::1/129", "10.0.0.0/", "10.0.0.0/8/8"})
    void whatIsNoRangeIsNamed(String text) {
        assertThatThrownBy(() -> AddressRange.of(text))
                .isInstanceOf(Failed.class)
                .hasMessageStartingWith(text + " is not an address");
    }

    @Test
    void saysItself() throws Failed {
        assertThat(AddressRange.of("10.0.0.0/8")).hasToString("10.0.0.0/8");
    }
}
