package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.dial;
import static dev.drey.testbed.SshCalls.failure;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.link.LinkInfo;
import dev.drey.ssh.Algorithms;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostKeyRule;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which algorithms are agreed with a real sshd.
@Timeout(60)
class SshAlgorithmsIT {
    private static Sshd server;

    @BeforeAll
    static void start() {
        server = Sshd.start(SshdOptions.USUAL
                .withHostKeys(KeyFile.Kind.ED25519, KeyFile.Kind.ECDSA_256, KeyFile.Kind.RSA_2048)
                .withLine("Ciphers +aes128-cbc,3des-cbc")
                .withLine("KexAlgorithms +diffie-hellman-group14-sha1")
                .withLine("Compression yes"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static LinkInfo agreed(Algorithms algorithms) throws Exception {
        try (Link link = dial(to(server).withAlgorithms(algorithms))) {
            assertSftpAnswers(link);
            return link.info();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aes128-gcm",
                "aes256-gcm@openssh.com",
                "chacha20-poly1305",
                "aes128-ctr",
                "aes192-ctr",
                "aes256-ctr",
                "aes128-cbc",
                "3des-cbc"
            })
    void eachCipherCarriesSftp(String cipher) throws Exception {
        assertThat(agreed(Algorithms.MODERN.withCiphers(List.of(cipher))).cipher())
                .startsWith(cipher);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curve25519-sha256",
                "sntrup761x25519-sha512",
                "ecdh-sha2-nistp256",
                "ecdh-sha2-nistp521",
                "diffie-hellman-group14-sha256",
                "diffie-hellman-group16-sha512",
                "diffie-hellman-group-exchange-sha256",
                "diffie-hellman-group14-sha1"
            })
    void eachKeyExchangeIsUnderstood(String kex) throws Exception {
        assertThat(agreed(Algorithms.MODERN.withKex(List.of(kex))).keyExchange())
                .startsWith(kex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hmac-sha2-256",
                "hmac-sha2-512",
                "hmac-sha2-256-etm@openssh.com",
                "hmac-sha2-512-etm@openssh.com",
                "hmac-sha1"
            })
    void eachMacIsUnderstood(String mac) throws Exception {
        Algorithms algorithms =
                Algorithms.MODERN.withCiphers(List.of("aes128-ctr")).withMacs(List.of(mac));
        assertThat(agreed(algorithms).mac()).isEqualTo(mac);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ecdsa-sha2-nistp256", "rsa-sha2-512", "rsa-sha2-256"})
    void eachHostKeyAlgorithmIsUnderstood(String algorithm) throws Exception {
        assertThat(agreed(Algorithms.MODERN.withHostKeys(List.of(algorithm))).hostKeyAlgorithm())
                .isEqualTo(algorithm);
    }

    @Test
    void theModernSetPutsAesGcmFirst() throws Exception {
        assertThat(agreed(Algorithms.MODERN).cipher()).isEqualTo("aes128-gcm@openssh.com");
    }

    @Test
    void theKeyTypeThatIsKnownIsAskedFor() throws Exception {
        Path file = Files.createTempFile("known", "");
        String rsa = server.knownHosts().stream()
                .filter(line -> line.contains("ssh-rsa"))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, rsa + "\n");
        try (Link link = dial(to(server).withHostKeys(HostKeyRule.of(TrustPolicy.YES, file)))) {
            assertThat(link.info().hostKeyAlgorithm()).startsWith("rsa-sha2-");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void requiredSshRsaMeansTheKeyType() throws Exception {
        Dialing dialing = to(server);
        Dialing required = dialing.withHostKeys(dialing.hostKeys().withRequired(List.of("ssh-rsa")));
        try (Link link = dial(required)) {
            assertThat(link.info().hostKeyAlgorithm()).isEqualTo("rsa-sha2-512");
        }
    }

    @Test
    void aRequiredKeyThatTheServerLacksFailsWithBothLists() {
        Dialing dialing = to(server);
        Dialing required = dialing.withHostKeys(dialing.hostKeys().withRequired(List.of("ecdsa-sha2-nistp521")));
        Failure failure = failure(required);
        assertThat(failure.code()).isEqualTo(Code.NEGOTIATION_FAILED);
        assertThat(failure.detail().get("ours")).isEqualTo("ecdsa-sha2-nistp521");
        assertThat(failure.detail().get("theirs")).contains("ssh-ed25519");
        assertThat(failure.message()).contains("ecdsa-sha2-nistp521", "ssh-ed25519");
    }

    @Test
    void withoutACommonCipherBothListsAreTold() {
        Failure failure = failure(to(server).withAlgorithms(Algorithms.MODERN.withCiphers(List.of("blowfish-cbc"))));
        assertThat(failure.code()).isEqualTo(Code.NEGOTIATION_FAILED);
        assertThat(failure.message()).contains("blowfish-cbc", "aes128-gcm@openssh.com");
    }

    @Test
    void bannedFamiliesAreNotOffered() throws Exception {
        List<String> wanted = List.of("3des-cbc", "aes128-cbc", "aes256-ctr");
        Algorithms algorithms = Algorithms.MODERN.withCiphers(wanted);
        assertThat(agreed(algorithms.withBannedCiphers(List.of("3des"))).cipher())
                .isEqualTo("aes128-cbc");
        assertThat(agreed(algorithms.withBannedCiphers(List.of("cbc"))).cipher())
                .isEqualTo("aes256-ctr");
        assertThat(agreed(algorithms.withBannedCiphers(List.of("des", "rc4"))).cipher())
                .isEqualTo("3des-cbc");
        assertThat(agreed(Algorithms.MODERN.withBannedCiphers(List.of("aes128-gcm")))
                        .cipher())
                .isEqualTo("aes256-gcm@openssh.com");
    }

    @Test
    void aNameThatWeLackIsDroppedWithAWarning() throws Exception {
        Algorithms algorithms = Algorithms.MODERN
                .withCiphers(List.of("aes128-ctr"))
                .withMacs(List.of("umac-64@openssh.com", "hmac-sha2-256"));
        LinkInfo info = agreed(algorithms);
        assertThat(info.mac()).isEqualTo("hmac-sha2-256");
        assertThat(info.warnings()).anyMatch(warning -> warning.contains("umac-64"));
    }

    @Test
    void aNameThatNobodyKnowsIsAnError() {
        for (Algorithms wrong : List.of(
                Algorithms.MODERN.withCiphers(List.of("aes128-gmc")),
                Algorithms.MODERN.withMacs(List.of("umac-64@openssh.com")),
                Algorithms.MODERN.withBannedCiphers(List.of("aes128-gmc")),
                Algorithms.MODERN.withBannedCiphers(List.of("aes", "chacha20")),
                Algorithms.MODERN.withKex(List.of("curve25519-sha265")))) {
            assertThat(failure(to(server).withAlgorithms(wrong)).code()).isEqualTo(Code.INVALID_ARGUMENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zlib@openssh.com", "none"})
    void compressionIsAgreed(String compression) throws Exception {
        Algorithms algorithms = Algorithms.MODERN.withCompression(List.of(compression));
        assertThat(agreed(algorithms).compression()).isEqualTo(compression);
    }

    @Test
    void keysAreExchangedAnewInTheMiddleOfATransfer() throws Exception {
        try (Sshd restless = Sshd.start(SshdOptions.USUAL
                        .withLine("RekeyLimit 256K")
                        .withLine("LogLevel DEBUG1")
                        .withSubsystem("/bin/cat"));
                Link link = dial(to(restless));
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            byte[] block = new byte[100_000];
            for (int i = 0; i < block.length; i++) block[i] = (byte) (i * 31);
            for (int round = 0; round < 40; round++) {
                talk.send(ByteBuffer.wrap(block));
                byte[] echoed = new byte[block.length];
                talk.read(block.length).get(echoed);
                assertThat(echoed).isEqualTo(block);
            }
            assertThat(restless.log().split("SSH2_MSG_NEWKEYS received", -1).length)
                    .isGreaterThan(10);
        }
    }
}
