package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.dial;
import static dev.drey.testbed.SshCalls.failure;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.link.Link;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every way to log in to a real sshd, and every way to fail at it.
@Timeout(60)
class SshAuthIT {
    private static final String PASSWORD = "canary-p4ss w\u00f6rd";

    private static Sshd server;
    private static Sshd passwords;
    private static TempDir dir;

    @BeforeAll
    static void start() {
        dir = TempDir.create();
        server = Sshd.start();
        passwords = Sshd.start(SshdOptions.USUAL.withLogin("dreypw", PASSWORD));
        for (KeyFile.Kind kind : KeyFile.Kind.values()) server.authorize(KeyFile.client(kind));
    }

    @AfterAll
    static void stop() {
        server.close();
        passwords.close();
        dir.close();
    }

    private static void assertLetsIn(Dialing dialing) throws Exception {
        try (Link link = dial(dialing)) {
            assertSftpAnswers(link);
        }
    }

    private static Dialing with(Credentials credentials) {
        return to(server).withCredentials(credentials);
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOfEachKindLetsUsIn(KeyFile.Kind kind) throws Exception {
        assertLetsIn(with(Credentials.of(Identity.of(KeyFile.client(kind).privateKey()))));
    }

    @ParameterizedTest
    @CsvSource({"RSA_2048,PEM", "RSA_2048,PKCS8", "ECDSA_256,PEM", "ECDSA_521,PKCS8", "ED25519,RFC4716"})
    void aKeyInEachFormatLetsUsInWithAndWithoutPassphrase(KeyFile.Kind kind, String format) throws Exception {
        for (String passphrase : List.of("", "open sesame")) {
            KeyFile key =
                    KeyFile.make(dir.resolve(kind + format + passphrase.length()), kind, passphrase, "-m", format);
            server.authorize(key);
            Optional<Secret> secret = passphrase.isEmpty() ? Optional.empty() : Optional.of(Secret.of(passphrase));
            assertLetsIn(with(Credentials.of(new Identity.InFile(key.privateKey(), Optional.empty(), secret, false))));
        }
    }

    @Test
    void aKeyGivenAsTextLetsUsIn() throws Exception {
        String text = Files.readString(KeyFile.client().privateKey());
        assertLetsIn(with(Credentials.of(Identity.of(Secret.of(text)))));
    }

    @Test
    void aPassphraseIsAskedForWhereNoneWasGiven() throws Exception {
        KeyFile key = KeyFile.make(dir.resolve("asked"), KeyFile.Kind.ED25519, "open sesame");
        server.authorize(key);
        SshAnswers person = new SshAnswers();
        person.passphrase = Optional.of(Secret.of("open sesame"));
        try (Link link = Dialler.dial(with(Credentials.of(Identity.of(key.privateKey()))), person)) {
            assertSftpAnswers(link);
        }
        assertThat(person.asked).containsExactly("passphrase " + key.privateKey());
    }

    @Test
    void aWrongPassphraseNamesTheFile() {
        KeyFile key = KeyFile.make(dir.resolve("wrong"), KeyFile.Kind.ED25519, "open sesame");
        Failure failure = failure(with(Credentials.of(Identity.of(key.privateKey(), Secret.of("canary")))));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message())
                .contains(key.privateKey().toString(), "passphrase")
                .doesNotContain("canary");
    }

    @Test
    void alsoAWrongPassphraseOfPkcs8NamesTheFile() {
        KeyFile key = KeyFile.make(dir.resolve("wrong8"), KeyFile.Kind.RSA_2048, "open sesame", "-m", "PKCS8");
        Failure failure = failure(with(Credentials.of(Identity.of(key.privateKey(), Secret.of("canary")))));
        assertThat(failure.message())
                .contains(key.privateKey().toString(), "passphrase")
                .doesNotContain("canary");
    }

    @Test
    void anEncryptedKeyWithoutAnybodyToAskSaysSo() {
        KeyFile key = KeyFile.make(dir.resolve("alone"), KeyFile.Kind.ED25519, "open sesame");
        Failure failure = failure(with(Credentials.of(Identity.of(key.privateKey()))));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains(key.privateKey().toString(), "passphrase", "nobody can be asked");
    }

    @Test
    void aMissingAndAGarbledKeyFileAreNamed() throws Exception {
        Path missing = dir.resolve("missing");
        Path garbage = Files.writeString(dir.resolve("garbage"), "-----BEGIN OPENSSH PRIVATE KEY-----\nxx\n");
        assertThat(failure(with(Credentials.of(Identity.of(missing)))).message())
                .contains(missing.toString(), "no such");
        assertThat(failure(with(Credentials.of(Identity.of(garbage)))).message())
                .contains(garbage.toString(), "no private key");
    }

    @Test
    void aDefaultIdentityThatIsMissingIsPassedOver() throws Exception {
        Identity missing = new Identity.InFile(dir.resolve("id_missing"), Optional.empty(), Optional.empty(), true);
        Identity there = Identity.of(KeyFile.client().privateKey());
        assertLetsIn(with(Credentials.NONE.withIdentities(List.of(missing, there))));
    }

    @Test
    void aUserCertificateLetsUsIn() throws Exception {
        KeyFile authority = KeyFile.make(dir.resolve("authority"), KeyFile.Kind.ED25519, "");
        KeyFile key = KeyFile.make(dir.resolve("certified"), KeyFile.Kind.ECDSA_256, "");
        Child.run(
                "ssh-keygen",
                "-q",
                "-s",
                authority.privateKey().toString(),
                "-I",
                "drey",
                "-n",
                System.getProperty("user.name"),
                key.publicKey().toString());
        try (Sshd trusting = Sshd.start(SshdOptions.USUAL.withLine("TrustedUserCAKeys " + authority.publicKey()))) {
            assertLetsIn(to(trusting).withCredentials(Credentials.of(Identity.of(key.privateKey()))));
            assertThat(trusting.log()).contains("ECDSA-CERT");
            String certificate = Files.readString(dir.resolve("certified-cert.pub"));
            Secret text = Secret.of(Files.readString(key.privateKey()));
            assertLetsIn(to(trusting)
                    .withCredentials(
                            Credentials.of(new Identity.Literal(text, Optional.of(certificate), Optional.empty()))));
        }
    }

    @Test
    void aPasswordLetsUsIn() throws Exception {
        assertLetsIn(to(passwords).withCredentials(Credentials.of(Secret.of(PASSWORD))));
    }

    @Test
    void aWrongPasswordTellsWhatWasTriedAndOffered() {
        Failure failure = failure(to(passwords).withCredentials(Credentials.of(Secret.of("canary-wrong"))));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.detail())
                .containsEntry("level", "client-authentication")
                .containsEntry("tried", "password")
                .hasEntrySatisfying("offered", offered -> assertThat(offered).contains("publickey", "password"));
        assertThat(failure.message()).contains("dreypw", "password").doesNotContain("canary");
        assertThat(failure.isTransient()).isFalse();
    }

    @Test
    void aPersonIsAskedAsOftenAsAllowedAndOfferedKeysDoNotCount() {
        SshAnswers person = new SshAnswers();
        person.password = Optional.of(Secret.of("canary-wrong"));
        Dialing dialing = to(passwords)
                .withCredentials(Credentials.of(
                        Identity.of(KeyFile.client(KeyFile.Kind.RSA_2048).privateKey())))
                .withMaxAuthAttempts(2);
        Failure failure = failure(dialing, person);
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(person.asked).containsExactly("password dreypw", "password dreypw");
    }

    @Test
    void aPersonMayTypeThePassword() throws Exception {
        SshAnswers person = new SshAnswers();
        person.password = Optional.of(Secret.of(PASSWORD));
        try (Link link = Dialler.dial(to(passwords).withCredentials(Credentials.NONE), person)) {
            assertSftpAnswers(link);
        }
    }

    @Test
    void withoutAnybodyToAskThatIsSaid() {
        Failure failure = failure(to(passwords).withCredentials(Credentials.NONE));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("nobody can be asked");
    }

    @Test
    void theTimeAPersonTakesDoesNotCount() throws Exception {
        SshAnswers slow = new SshAnswers() {
            @Override
            public Optional<Secret> password(String username, String peer) {
                Pause.of(Duration.ofMillis(1500));
                return Optional.of(Secret.of(PASSWORD));
            }
        };
        Dialing dialing = to(passwords).withCredentials(Credentials.NONE);
        Dialing hurried = dialing.withTiming(dialing.timing().withReady(Duration.ofMillis(1400)));
        try (Link link = Dialler.dial(hurried, slow)) {
            assertThat(link.isOpen()).isTrue();
        }
    }

    @Test
    void theServersBannerIsShown() throws Exception {
        Path banner = Files.writeString(dir.resolve("banner"), "Mind the gap\n");
        SshAnswers person = new SshAnswers();
        try (Sshd talking = Sshd.start(SshdOptions.USUAL.withLine("Banner " + banner));
                Link link = Dialler.dial(to(talking), person)) {
            assertThat(link.isOpen()).isTrue();
            assertThat(person.asked).contains("banner Mind the gap");
        }
    }

    @Test
    void theAgentLetsUsIn() throws Exception {
        try (SshAgent agent = SshAgent.start(dir.resolve("agent.sock"))) {
            agent.add(KeyFile.client(KeyFile.Kind.RSA_2048));
            assertLetsIn(with(Credentials.NONE.withAgent(agent.socket())));
            agent.removeAll();
            agent.add(KeyFile.client(KeyFile.Kind.ED25519));
            assertLetsIn(with(Credentials.NONE.withAgent(agent.socket())));
        }
    }

    @Test
    void withIdentitiesOnlyTheAgentOffersNothingElse() throws Exception {
        try (SshAgent agent = SshAgent.start(dir.resolve("only.sock"))) {
            agent.add(KeyFile.client(KeyFile.Kind.ED25519));
            KeyFile stranger = KeyFile.make(dir.resolve("stranger"), KeyFile.Kind.ED25519, "");
            Credentials only = Credentials.of(Identity.of(stranger.privateKey()))
                    .withAgent(agent.socket())
                    .withIdentitiesOnly(true);
            assertThat(failure(with(only)).code()).isEqualTo(Code.AUTHENTICATION_FAILED);
            assertLetsIn(with(only.withIdentitiesOnly(false)));
        }
    }

    @Test
    void anAgentThatIsNotThereIsANote() {
        Failure failure = failure(with(Credentials.NONE.withAgent(dir.resolve("nobody.sock"))));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("nobody.sock");
    }

    @Test
    void theAgentIsForwardedToCommandsOnlyWhenAskedFor() throws Exception {
        try (SshAgent agent = SshAgent.start(dir.resolve("forward.sock"))) {
            agent.add(KeyFile.client(KeyFile.Kind.ED25519));
            Credentials credentials = Credentials.NONE.withAgent(agent.socket());
            try (Link link = dial(with(credentials))) {
                assertThat(run(link, "echo \"[$SSH_AUTH_SOCK]\"")).isEqualTo("[]");
            }
            try (Link link = dial(with(credentials.withAgentForward(true)))) {
                assertThat(run(link, "ssh-add -l")).contains(KeyFile.client().fingerprint());
            }
        }
    }

    private static String run(Link link, String command) throws Exception {
        return link.exec()
                .orElseThrow()
                .run(command, Duration.ofSeconds(10), 1000)
                .output()
                .strip();
    }
}
