package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.dial;
import static dev.drey.testbed.SshCalls.failure;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostKeyRule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Through jump hosts and proxy commands, all of them real.
@Timeout(60)
class SshJumpIT {
    private static Sshd first;
    private static Sshd second;
    private static Sshd target;

    @BeforeAll
    static void start() {
        first = Sshd.start();
        second = Sshd.start(SshdOptions.USUAL.withHostKeys(KeyFile.Kind.ECDSA_256));
        target = Sshd.start(SshdOptions.USUAL.withSubsystem("/bin/cat").withHostKeys(KeyFile.Kind.RSA_2048));
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        target.close();
    }

    private static void assertEchoes(Link link, int rounds) throws Exception {
        byte[] block = new byte[1 << 20];
        new Random(2).nextBytes(block);
        try (SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            for (int i = 0; i < rounds; i++) {
                talk.send(ByteBuffer.wrap(block));
                byte[] echoed = new byte[block.length];
                talk.read(block.length).get(echoed);
                assertThat(Arrays.equals(echoed, block)).isTrue();
            }
        }
    }

    @Test
    void twoJumpHostsCarryBulk() throws Exception {
        try (Link link = dial(to(target).withJumps(List.of(to(first), to(second))))) {
            assertEchoes(link, 20);
            assertThat(first.log()).contains("Accepted publickey");
            assertThat(second.log()).contains("Accepted publickey");
        }
    }

    @Test
    void eachHopsHostKeyIsChecked() {
        Dialing stranger = to(second).withHostKeys(HostKeyRule.of(TrustPolicy.YES, Path.of("/dev/null")));
        Failure failure = failure(to(target).withJumps(List.of(to(first), stranger)));
        assertThat(failure.code()).isEqualTo(Code.HOST_KEY_UNKNOWN);
        assertThat(failure.message()).contains(second.hostKey().fingerprint());
    }

    @Test
    void aTargetThatTheJumpHostCannotReachIsSaid() {
        Dialing nowhere = Dialing.to(
                Ports.HOST,
                Ports.free(),
                "x",
                to(target).credentials(),
                to(target).hostKeys());
        Failure failure = failure(nowhere.withJumps(List.of(to(first))));
        assertThat(failure.code()).isEqualTo(Code.UNREACHABLE);
        assertThat(failure.message()).contains(first.host() + ":" + first.port(), nowhere.peer());
    }

    @Test
    void aJumpHostThatForbidsForwardingIsSaid() throws Exception {
        try (Sshd strict = Sshd.start(SshdOptions.USUAL.withLine("AllowTcpForwarding no"))) {
            Failure failure = failure(to(target).withJumps(List.of(to(strict))));
            assertThat(failure.code()).isEqualTo(Code.NOT_ALLOWED);
        }
    }

    @Test
    void closingTheLinkClosesTheHops() throws Exception {
        Link link = dial(to(target).withJumps(List.of(to(first), to(second))));
        link.close();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(SshFailuresIT.threads()).isEmpty());
    }

    @Test
    void aJumpHostThatDiesEndsTheLink() throws Exception {
        try (Sshd mortal = Sshd.start();
                Link link = dial(to(target).withJumps(List.of(to(mortal))));
                SshCalls.Talk talk = new SshCalls.Talk(link.openSftp())) {
            mortal.killSessions();
            assertThat(talk.end(Duration.ofSeconds(10)).orElseThrow().code()).isEqualTo(Code.CONNECTION_LOST);
        }
    }

    @Test
    void aProxyCommandIsTheTransport() throws Exception {
        String command = "/usr/bin/ssh -F none -q -o BatchMode=yes -o StrictHostKeyChecking=no"
                + " -o UserKnownHostsFile=/dev/null -i " + KeyFile.client().privateKey() + " -p " + first.port()
                + " -W " + target.host() + ":" + target.port() + " " + first.user() + "@" + first.host();
        try (Link link = dial(to(target).withProxyCommand(command))) {
            assertEchoes(link, 5);
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(SshFailuresIT.threads()).isEmpty());
    }

    @Test
    void aProxyCommandThatFailsIsLost() {
        Failure failure = failure(to(target).withProxyCommand("false"));
        assertThat(failure.code()).isEqualTo(Code.CONNECTION_LOST);
    }

    @Test
    void aProxyCommandThatSaysNothingTimesOut() {
        Dialing dialing = to(target).withProxyCommand("sleep 30");
        Dialing hurried = dialing.withTiming(dialing.timing().withReady(Duration.ofMillis(500)));
        assertThat(failure(hurried).code()).isEqualTo(Code.TIMEOUT);
    }

    @Test
    void anotherAddressOfANameIsTriedWhenTheFirstRefuses() throws Exception {
        Dialing named = Dialing.to(
                "localhost",
                first.port(),
                first.user(),
                to(first).credentials(),
                to(first).hostKeys().withAlias("[" + first.host() + "]:" + first.port()));
        try (Link link = dial(named)) {
            assertSftpAnswers(link);
        }
        try (Link link = dial(named.withFamily(Dialing.Family.IPV4))) {
            assertSftpAnswers(link);
        }
    }
}
