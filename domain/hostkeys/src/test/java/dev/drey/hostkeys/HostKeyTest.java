package dev.drey.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class HostKeyTest {
    @Test
    void aKeyIsItsBytesAndKnowsItsName() {
        HostKey same = HostKey.of(Keys.ONE.blob()).orElseThrow();
        assertThat(same).isEqualTo(Keys.ONE).hasSameHashCodeAs(Keys.ONE).isNotEqualTo(Keys.TWO);
        assertThat(same.algorithm()).isEqualTo("ssh-ed25519");
        assertThat(same.word()).isEqualTo("ED25519");
        assertThat(Keys.ECDSA.word()).isEqualTo("ECDSA");
        assertThat(Keys.RSA.word()).isEqualTo("RSA");
        assertThat(HostKey.parse(same.text())).contains(same);
        same.blob()[0] = 9;
        assertThat(same).isEqualTo(Keys.ONE);
    }

    @Test
    void fingerprintsAreThoseOfSshKeygen() {
        assertThat(Keys.ONE.fingerprint()).hasToString("SHA256:LL7cZqYGFb64zU347KR7qcti+IXIWZaiYZI+mmgOtHc");
        assertThat(Fingerprint.md5(Keys.ONE)).hasToString("MD5:0f:2a:7f:b9:8b:0d:c5:e5:9b:57:71:d3:15:f2:98:36");
    }

    @Test
    void fingerprintsAreReadAsPeoplePasteThem() {
        for (String text : new String[] {
            "SHA256:LL7cZqYGFb64zU347KR7qcti+IXIWZaiYZI+mmgOtHc",
            " LL7cZqYGFb64zU347KR7qcti+IXIWZaiYZI+mmgOtHc= ",
            "sha256:LL7cZqYGFb64zU347KR7qcti+IXIWZaiYZI+mmgOtHc",
            "MD5:0F:2a:7f:b9:8b:0d:c5:e5:9b:57:71:d3:15:f2:98:36",
            "0f:2a:7f:b9:8b:0d:c5:e5:9b:57:71:d3:15:f2:98:36"
        }) {
            Fingerprint read = Fingerprint.parse(text).orElseThrow();
            assertThat(read.matches(Keys.ONE)).as(text).isTrue();
            assertThat(read.matches(Keys.TWO)).as(text).isFalse();
        }
        for (String text : new String[] {"", "yes", "SHA256:", "SHA256:LL7c", "MD5:0f", "SHA1:abc", ":", "a:b"}) {
            assertThat(Fingerprint.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void aCertificateKnowsThePlainKeyInIt() {
        assertThat(Keys.CERTIFICATE.isCertificate()).isTrue();
        assertThat(Keys.CERTIFICATE.plain()).isEqualTo(Keys.ONE);
        assertThat(Keys.ONE.plain()).isSameAs(Keys.ONE);
    }

    @Test
    void bytesThatAreNotOneWholeKeyAreNone() {
        byte[] blob = Keys.ONE.blob();
        for (int length = 0; length < blob.length; length++) {
            assertThat(HostKey.of(Arrays.copyOf(blob, length))).isEmpty();
        }
        assertThat(HostKey.of(Arrays.copyOf(blob, blob.length + 1))).isEmpty();
        byte[] certificate = Keys.CERTIFICATE.blob();
        for (int length = 0; length < certificate.length; length++) {
            assertThat(HostKey.of(Arrays.copyOf(certificate, length))).isEmpty();
        }
        byte[] huge = blob.clone();
        huge[0] = (byte) 0xff;
        assertThat(HostKey.of(huge)).isEmpty();
    }

    @Test
    void theWordInFrontMustBeTheTypeInside() {
        String base64 = Base64.getEncoder().encodeToString(Keys.RSA.blob());
        assertThat(HostKey.parse("ssh-rsa " + base64)).isPresent();
        assertThat(HostKey.parse("rsa-sha2-512 " + base64)).isPresent();
        assertThat(HostKey.parse("ssh-ed25519 " + base64)).isEmpty();
        assertThat(HostKey.parse("rsa-sha2-512-cert-v01@openssh.com " + base64)).isEmpty();
        assertThat(HostKey.parse("ssh-rsa")).isEmpty();
        assertThat(HostKey.parse("ssh-rsa " + base64.substring(1))).isEmpty();
    }
}
