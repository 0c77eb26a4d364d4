package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.junit.jupiter.api.Test;

class NamesTest {
    private final List<String> warnings = new ArrayList<>();

    @Test
    void anEmptyListMeansTheModernSet() throws Exception {
        assertThat(Names.CIPHERS.resolve(List.of(), warnings)).isEqualTo(Names.CIPHERS.modern());
        assertThat(Names.CIPHERS.modern()).startsWith("aes128-gcm@openssh.com");
    }

    @Test
    void shortFormsAreSpelledOut() throws Exception {
        assertThat(Names.CIPHERS.resolve(List.of("aes256-gcm", "chacha20-poly1305"), warnings))
                .containsExactly("aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com");
    }

    @Test
    void whatOnlyOpensshKnowsIsDroppedWithAWarning() throws Exception {
        assertThat(Names.MACS.resolve(List.of("umac-64", "hmac-sha2-256"), warnings))
                .containsExactly("hmac-sha2-256");
        assertThat(warnings).singleElement().asString().contains("umac-64@openssh.com");
    }

    @Test
    void nothingLeftAndNamesNobodyKnowsAreErrors() {
        for (List<String> wrong : List.of(List.of("umac-64"), List.of("hmac-sha2-257"), List.of("")))
            assertThatThrownBy(() -> Names.MACS.resolve(wrong, warnings))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.code()).isEqualTo(Code.INVALID_ARGUMENT));
    }

    @Test
    void signsChangeTheModernSetAsInSshConfig() throws Exception {
        List<String> modern = Names.CIPHERS.modern();
        assertThat(Names.CIPHERS.resolve(List.of("+aes128-cbc"), warnings))
                .startsWith(modern.getFirst())
                .endsWith("aes128-cbc");
        assertThat(Names.CIPHERS.resolve(List.of("^aes256-ctr"), warnings))
                .startsWith("aes256-ctr")
                .hasSameSizeAs(modern);
        assertThat(Names.CIPHERS.resolve(List.of("-aes*-gcm*", "chacha20-poly1305"), warnings))
                .containsExactly("aes128-ctr", "aes192-ctr", "aes256-ctr");
    }

    @Test
    void everyModernNameIsBuiltIn() {
        assertThat(Names.CIPHERS.modern())
                .allMatch(name -> BuiltinCiphers.fromFactoryName(name).isSupported());
        assertThat(Names.MACS.modern())
                .allMatch(name -> BuiltinMacs.fromFactoryName(name).isSupported());
        assertThat(Names.KEX.modern())
                .allMatch(name -> BuiltinDHFactories.fromFactoryName(name).isSupported());
        assertThat(Names.HOST_KEYS.modern())
                .allMatch(name -> BuiltinSignatures.fromFactoryName(name).isSupported());
    }

    @Test
    void bansAreExactOrFamilies() throws Exception {
        assertThat(banned("3des")).containsExactly("3des-cbc");
        assertThat(banned("rc4")).containsExactly("arcfour128");
        assertThat(banned("des")).isEmpty();
        assertThat(banned("aes128-gcm")).containsExactly("aes128-gcm@openssh.com");
        assertThat(banned("gcm")).containsExactly("aes128-gcm@openssh.com");
        assertThatThrownBy(() -> banned("aes128-gmc")).isInstanceOf(Failed.class);
    }

    private static List<String> banned(String ban) throws Failed {
        return List.of("3des-cbc", "arcfour128", "aes128-gcm@openssh.com", "aes128-ctr").stream()
                .filter(Bans.of(List.of(ban)))
                .toList();
    }
}
