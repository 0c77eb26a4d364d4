package dev.drey.hostkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownHostsTest {
    private static final Path FILE = Path.of("/k/known_hosts");
    private static final HostName HOST = HostName.of("host.example.com", 22);
    private static final HostName PORT = HostName.of("host.example.com", 2222);

    @Test
    void aLineWithTheKeyIsTrustedAndNamed() throws Failed {
        Verdict verdict =
                check("# first\n\nhost.example.com,10.0.0.1 " + Keys.ONE.text() + " a comment\n", HOST, Keys.ONE);
        assertThat(verdict).isInstanceOf(Verdict.Trusted.class);
        KnownHost by = ((Verdict.Trusted) verdict).by();
        assertThat(by.place()).isEqualTo("/k/known_hosts:3");
        assertThat(by.comment()).isEqualTo("a comment");
        assertThat(check("host.example.com,10.0.0.1 " + Keys.ONE.text(), HostName.of("10.0.0.1", 22), Keys.ONE))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void namesHaveNoCase() throws Failed {
        assertThat(check("HOST.Example.com " + Keys.ONE.text(), HostName.of("Host.example.COM", 22), Keys.ONE))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void anotherKeyIsAChangeAndEveryLineIsShown() throws Failed {
        String text = "host.example.com " + Keys.TWO.text() + "\nother " + Keys.ONE.text() + "\n*.example.com "
                + Keys.THREE.text() + "\n";
        Verdict.Changed changed = (Verdict.Changed) check(text, HOST, Keys.ONE);
        assertThat(changed.conflicting()).extracting(KnownHost::line).containsExactly(1, 3);
    }

    @Test
    void aKeyOfAnotherTypeOnlyIsAChangeToo() throws Failed {
        assertThat(check("host.example.com " + Keys.RSA.text(), HOST, Keys.ONE)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void oneRightLineAmongWrongOnesIsEnough() throws Failed {
        String text = "host.example.com " + Keys.TWO.text() + "\nhost.example.com " + Keys.ONE.text() + "\n";
        assertThat(check(text, HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void aHostNobodyMentionsIsUnknownButTheKeysOtherNamesAreTold() throws Failed {
        Verdict.Unknown unknown = (Verdict.Unknown) check("old.example.com " + Keys.ONE.text(), HOST, Keys.ONE);
        assertThat(unknown.sameKey()).extracting(KnownHost::names).containsExactly("old.example.com");
    }

    @Test
    void revokedKeysAreRevokedEvenIfALineTrustsThem() throws Failed {
        String text = "host.example.com " + Keys.ONE.text() + "\n@revoked * " + Keys.ONE.text() + "\n";
        Verdict.Revoked revoked = (Verdict.Revoked) check(text, HOST, Keys.ONE);
        assertThat(revoked.by().line()).isEqualTo(2);
        assertThat(check(text, HOST, Keys.TWO)).isInstanceOf(Verdict.Changed.class);
        assertThat(check("@revoked other " + Keys.ONE.text(), HOST, Keys.ONE)).isInstanceOf(Verdict.Unknown.class);
        assertThat(check("@revoked host.example.com " + Keys.ONE.text(), PORT, Keys.ONE))
                .isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void revokingACertificateRevokesItsKey() throws Failed {
        assertThat(check("@revoked * " + Keys.CERTIFICATE.text(), HOST, Keys.ONE))
                .isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void patternsMatchAndNegationWins() throws Failed {
        String text = "*.example.com,!bad.example.com,h?st " + Keys.ONE.text();
        assertThat(known(text, "good.example.com")).isTrue();
        assertThat(known(text, "host")).isTrue();
        assertThat(known(text, "hoost")).isFalse();
        assertThat(known(text, "bad.example.com")).isFalse();
        assertThat(known(text, "example.com")).isFalse();
        assertThat(known("!bad " + Keys.ONE.text(), "good")).isFalse();
        assertThat(known("*," + "x".repeat(1023) + " " + Keys.ONE.text(), "good"))
                .isFalse();
        assertThat(known("*," + "x".repeat(1022) + " " + Keys.ONE.text(), "good"))
                .isTrue();
    }

    @Test
    void anotherPortHasItsOwnNameAndFallsBackToTheHostsOnlyForAYes() throws Failed {
        assertThat(check("[host.example.com]:2222 " + Keys.ONE.text(), PORT, Keys.ONE))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check("[host.example.com]:2222 " + Keys.ONE.text(), HOST, Keys.ONE))
                .isInstanceOf(Verdict.Unknown.class);
        assertThat(check("host.example.com " + Keys.ONE.text(), PORT, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
        Verdict.Unknown unknown = (Verdict.Unknown) check("host.example.com " + Keys.TWO.text(), PORT, Keys.ONE);
        assertThat(unknown.otherPort()).hasSize(1);
        String both = "host.example.com " + Keys.ONE.text() + "\n[host.example.com]:2222 " + Keys.TWO.text() + "\n";
        assertThat(check(both, PORT, Keys.ONE)).isInstanceOf(Verdict.Changed.class);
    }

    @Test
    void anAliasReplacesHostAndPort() throws Failed {
        HostName alias = new HostName("host.example.com", 2222, Optional.of("Golden"));
        assertThat(check("golden " + Keys.ONE.text(), alias, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
        assertThat(check("host.example.com " + Keys.ONE.text(), alias, Keys.ONE))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void hashedNamesOfSshKeygenAreFound() throws Failed {
        String text = "|1|7iWT0/Qyc/VR06+Y3zndfTLoTKQ=|5uLclEDyZctRN6kFkrlPmRuRwFc= " + Keys.ONE.text();
        assertThat(check(text, HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
        assertThat(known(text, "other")).isFalse();
        assertThat(known(
                        "|1|7iWT0/Qyc/VR06+Y3zndfTLoTKQ=|5uLclEDyZctRN6kFkrlPmRuRwFc " + Keys.ONE.text(),
                        "host.example.com"))
                .isFalse();
    }

    @Test
    void linesMayEndInCarriageReturnAndBeIndentedByTabs() throws Failed {
        assertThat(check("\t host.example.com\t" + Keys.ONE.text() + "\r\n", HOST, Keys.ONE))
                .isInstanceOf(Verdict.Trusted.class);
        assertThat(check("host.example.com " + Keys.ONE.text() + "\r", HOST, Keys.ONE))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void brokenLinesAreSkippedAndReported() throws Failed {
        String text = """
                @unknown host.example.com %1$s
                @revoked @cert-authority host.example.com %1$s
                @revoked
                host.example.com
                host.example.com ssh-ed25519
                host.example.com ssh-rsa %2$s
                host.example.com ssh-ed25519 !!!!
                host.example.com 1024 35 12345
                |1|short|short %1$s
                host.example.com # no key
                host.example.com %1$s
                """.formatted(Keys.ONE.text(), Keys.ONE.text().split(" ", -1)[1]);
        KnownHosts hosts = parse(text);
        assertThat(hosts.problems())
                .extracting(KnownHosts.Problem::line)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(hosts.check(HOST, Keys.ONE)).isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void certificatesAreTrustedByTheirAuthority() throws Failed {
        String text = "@cert-authority *.example.com " + Keys.THREE.text() + "\n";
        assertThat(certified(text, HOST, "host.example.com")).isInstanceOf(Verdict.Trusted.class);
        assertThat(certified(text, PORT, "host.example.com")).isInstanceOf(Verdict.Trusted.class);
        assertThat(certified(text, HOST, "other.example.com")).isInstanceOf(Verdict.Unknown.class);
        assertThat(certified(text, HOST)).isInstanceOf(Verdict.Unknown.class);
        assertThat(certified("@cert-authority * " + Keys.TWO.text(), HOST, "host.example.com"))
                .isInstanceOf(Verdict.Unknown.class);
        assertThat(certified("host.example.com " + Keys.THREE.text(), HOST, "host.example.com"))
                .isInstanceOf(Verdict.Changed.class);
        assertThat(certified("host.example.com " + Keys.ONE.text(), HOST, "elsewhere"))
                .isInstanceOf(Verdict.Trusted.class);
    }

    @Test
    void aRevokedAuthorityRevokesWhatItSigned() throws Failed {
        String text = "@cert-authority * " + Keys.THREE.text() + "\n@revoked * " + Keys.THREE.text() + "\n";
        assertThat(certified(text, HOST, "host.example.com")).isInstanceOf(Verdict.Revoked.class);
        assertThat(certified("@revoked * " + Keys.ONE.text(), HOST, "host.example.com"))
                .isInstanceOf(Verdict.Revoked.class);
    }

    @Test
    void aDefectiveCertificateIsJudgedByItsKey() throws Failed {
        KnownHosts hosts = parse("@cert-authority * " + Keys.THREE.text() + "\n");
        HostCertificate expired =
                new HostCertificate(Keys.ONE, Keys.THREE, List.of("host.example.com"), Optional.of("expired"));
        assertThat(hosts.check(HOST, expired)).isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void anAuthorityIsNotAHostKey() throws Failed {
        assertThat(check("@cert-authority * " + Keys.ONE.text(), HOST, Keys.ONE))
                .isInstanceOf(Verdict.Unknown.class);
    }

    @Test
    void knownTypesComeFirstWhenAlgorithmsAreOffered() throws Failed {
        List<String> offered = List.of(
                "ssh-ed25519-cert-v01@openssh.com",
                "ssh-ed25519",
                "ecdsa-sha2-nistp256",
                "ecdsa-sha2-nistp384",
                "rsa-sha2-512");
        KnownHosts rsa = parse("host.example.com " + Keys.RSA.text() + "\nhost.example.com " + Keys.ECDSA.text());
        assertThat(rsa.algorithmsFor(HOST)).containsExactly("ssh-rsa", "ecdsa-sha2-nistp256");
        assertThat(rsa.order(HOST, offered))
                .containsExactly(
                        "ecdsa-sha2-nistp256",
                        "rsa-sha2-512",
                        "ssh-ed25519-cert-v01@openssh.com",
                        "ssh-ed25519",
                        "ecdsa-sha2-nistp384");
        KnownHosts best = parse("host.example.com " + Keys.RSA.text() + "\nhost.example.com " + Keys.ONE.text());
        assertThat(best.order(HOST, offered)).isEqualTo(offered);
        KnownHosts authority = parse("host.example.com " + Keys.RSA.text() + "\n@cert-authority * " + Keys.TWO.text());
        assertThat(authority.order(HOST, offered))
                .startsWith("ssh-ed25519-cert-v01@openssh.com", "rsa-sha2-512", "ssh-ed25519");
        assertThat(parse("").order(HOST, offered)).isEqualTo(offered);
        KnownHosts revoked = parse("host.example.com " + Keys.RSA.text() + "\n@revoked * " + Keys.RSA.text());
        assertThat(revoked.algorithmsFor(HOST)).isEmpty();
    }

    @Test
    void filesAndLinesHaveBounds() {
        byte[] large = new byte[KnownHosts.LARGEST_FILE + 1];
        assertThat(refusal(large).code()).isEqualTo(Failure.Code.LIMIT_EXCEEDED);
        byte[] longLine = ("x\n" + "y".repeat(KnownHosts.LONGEST_LINE + 1)).getBytes(StandardCharsets.UTF_8);
        assertThat(refusal(longLine).message()).contains("/k/known_hosts:2");
    }

    @Test
    void aPatternOfManyStarsIsJudgedInABlink() throws Failed {
        String stars = "*a".repeat(500);
        long start = System.nanoTime();
        assertThat(known(stars + "b " + Keys.ONE.text(), "a".repeat(2000))).isFalse();
        assertThat(System.nanoTime() - start).isLessThan(2_000_000_000L);
    }

    private static KnownHosts parse(String text) throws Failed {
        return KnownHosts.parse(FILE, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Verdict check(String text, HostName host, HostKey key) throws Failed {
        return parse(text).check(host, key);
    }

    private static boolean known(String text, String host) throws Failed {
        return check(text, HostName.of(host, 22), Keys.ONE) instanceof Verdict.Trusted;
    }

    private static Verdict certified(String text, HostName host, String... principals) throws Failed {
        return parse(text)
                .check(host, new HostCertificate(Keys.ONE, Keys.THREE, List.of(principals), Optional.empty()));
    }

    private static Failure refusal(byte[] bytes) {
        return catchThrowableOfType(Failed.class, () -> KnownHosts.parse(FILE, bytes))
                .failure();
    }
}
