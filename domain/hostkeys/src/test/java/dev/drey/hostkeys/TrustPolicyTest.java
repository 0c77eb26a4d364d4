package dev.drey.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
    private static final HostName HOST = HostName.of("host", 22);

    @Test
    void wordsAreThoseOfSshConfig() {
        assertThat(TrustPolicy.named("Accept-New")).contains(TrustPolicy.ACCEPT_NEW);
        assertThat(TrustPolicy.named("off")).contains(TrustPolicy.NO);
        assertThat(TrustPolicy.named("maybe")).isEmpty();
    }

    @Test
    void aTrustedKeyIsAcceptedByEveryPolicy() throws Failed {
        for (TrustPolicy policy : TrustPolicy.values()) {
            assertThat(policy.decide(verdict("host " + Keys.ONE.text()), "prod", true))
                    .isEqualTo(new Decision.Accept(List.of(), true));
        }
    }

    @Test
    void anUnknownKeyIsRefusedRememberedOrAsked() throws Failed {
        Verdict unknown = verdict("");
        Failure refused = refusal(TrustPolicy.YES.decide(unknown, "prod", true));
        assertThat(refused.code()).isEqualTo(Failure.Code.HOST_KEY_UNKNOWN);
        assertThat(refused.message()).contains("prod", Keys.ONE.fingerprint().toString(), "drey trust prod");
        assertThat(refused.detail()).containsEntry("command", "drey trust prod");
        assertThat(TrustPolicy.ACCEPT_NEW.decide(unknown, "prod", false)).isEqualTo(new Decision.AcceptAndRemember());
        Decision asked = TrustPolicy.ASK.decide(unknown, "prod", true);
        assertThat(asked).isInstanceOfSatisfying(Decision.Ask.class, ask -> {
            assertThat(ask.question())
                    .contains("host", "ED25519", Keys.ONE.fingerprint().toString());
            assertThat(ask.otherwise().code()).isEqualTo(Failure.Code.HOST_KEY_UNKNOWN);
        });
        assertThat(TrustPolicy.ASK.decide(unknown, "prod", false)).isInstanceOf(Decision.Refuse.class);
        Decision.Accept loose = (Decision.Accept) TrustPolicy.NO.decide(unknown, "prod", false);
        assertThat(loose.warnings()).hasSize(1);
    }

    @Test
    void aChangedKeyIsRefusedWithBothFingerprintsAndTheLine() throws Failed {
        Verdict changed = verdict("\nhost " + Keys.TWO.text());
        for (TrustPolicy policy : List.of(TrustPolicy.YES, TrustPolicy.ACCEPT_NEW, TrustPolicy.ASK)) {
            Failure failure = refusal(policy.decide(changed, "my server", true));
            assertThat(failure.code()).isEqualTo(Failure.Code.HOST_KEY_CHANGED);
            assertThat(failure.message())
                    .contains(
                            Keys.ONE.fingerprint().toString(),
                            Keys.TWO.fingerprint().toString(),
                            "/k/known_hosts:2",
                            "drey trust --replace 'my server'");
            assertThat(failure.detail()).containsEntry("line", "2").containsEntry("file", "/k/known_hosts");
        }
        Decision.Accept loose = (Decision.Accept) TrustPolicy.NO.decide(changed, "prod", true);
        assertThat(loose.secretsAllowed()).isFalse();
        assertThat(loose.warnings()).hasSize(1);
    }

    @Test
    void aRevokedKeyIsRefusedByEveryPolicy() throws Failed {
        Verdict revoked = verdict("host " + Keys.ONE.text() + "\n@revoked * " + Keys.ONE.text());
        for (TrustPolicy policy : TrustPolicy.values()) {
            Failure failure = refusal(policy.decide(revoked, "prod", true));
            assertThat(failure.code()).isEqualTo(Failure.Code.HOST_KEY_REVOKED);
            assertThat(failure.message())
                    .contains("/k/known_hosts:2", Keys.ONE.fingerprint().toString());
        }
    }

    @Test
    void aNameThatCannotStandInTheFileIsNeverRemembered() throws Failed {
        Verdict strange = KnownHosts.none().check(HostName.of("a,b", 22), Keys.ONE);
        assertThat(TrustPolicy.ACCEPT_NEW.decide(strange, "x", true)).isInstanceOf(Decision.Refuse.class);
        assertThat(TrustPolicy.ASK.decide(strange, "x", true)).isInstanceOf(Decision.Refuse.class);
    }

    private static Verdict verdict(String text) throws Failed {
        return KnownHosts.parse(Path.of("/k/known_hosts"), text.getBytes(StandardCharsets.UTF_8))
                .check(HOST, Keys.ONE);
    }

    private static Failure refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refuse.class);
        return ((Decision.Refuse) decision).failure();
    }
}
