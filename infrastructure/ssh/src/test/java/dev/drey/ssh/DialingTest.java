package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.hostkeys.TrustPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialingTest {
    private static Dialing to(String host) {
        return Dialing.to(host, 22, "alice", Credentials.of(Secret.of("canary")), HostKeyRule.of(TrustPolicy.YES));
    }

    @Test
    void noSecretIsPrinted() {
        Identity literal = Identity.of(Secret.of("canary"));
        Dialing dialing =
                to("h").withCredentials(Credentials.of(Secret.of("canary")).withIdentities(List.of(literal)));
        assertThat(dialing.toString()).doesNotContain("canary").contains("***");
    }

    @Test
    void equalOnesMayShareAConnection() {
        assertThat(to("h")).isEqualTo(to("h")).hasSameHashCodeAs(to("h"));
        assertThat(to("h").withCredentials(Credentials.of(Secret.of("other")))).isNotEqualTo(to("h"));
        assertThat(to("h").withAlgorithms(Algorithms.MODERN.withCompression(List.of("zlib"))))
                .isNotEqualTo(to("h"));
    }

    @Test
    void addressesOfVersionSixAreBracketedForPeople() {
        assertThat(to("[::1]").host()).isEqualTo("::1");
        assertThat(to("[::1]").peer()).isEqualTo("[::1]:22");
        assertThat(to("h").peer()).isEqualTo("h:22");
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> to(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> to("h").withMaxAuthAttempts(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> to("h").withJumps(List.of(to("j"))).withProxyCommand("nc"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Windows(1 << 20, 1 << 20)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textOfPeersIsMadeHarmless() {
        assertThat(Failures.clean("a\u001b[31m\nb\u202ec")).isEqualTo("a [31m b c");
        assertThat(Failures.clean("x".repeat(1000))).hasSize(201);
    }
}
