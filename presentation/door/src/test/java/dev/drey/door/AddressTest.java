package dev.drey.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an SSH user name says.
class AddressTest {
    @ParameterizedTest
    @CsvSource({
        "ana, ana, ''",
        "ana@web-1, ana, web-1",
        "ana+web-1, ana, web-1",
        "ana@Web-1, ana, web-1",
        "ana@corp@web-1, ana@corp, web-1",
        "ana+corp@web-1, ana+corp, web-1",
        "ana@corp+web-1, ana@corp, web-1",
        "ana@, ana, ''",
        "@web, '', web",
    })
    void theLastSeparatorDecides(String username, String user, String target) {
        Address address = Address.parse(username);
        assertThat(address.user()).isEqualTo(user);
        assertThat(address.target().orElse("")).isEqualTo(target);
    }
}
