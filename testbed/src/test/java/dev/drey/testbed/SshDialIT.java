package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.dial;
import static dev.drey.testbed.SshCalls.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.link.Exec;
import dev.drey.link.Link;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Connections to a real sshd: channels, commands, what was agreed.
@Timeout(60)
class SshDialIT {
    private static Sshd server;

    @BeforeAll
    static void start() {
        server = Sshd.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aKeyOpensAChannelOnWhichAnSftpServerAnswers() throws Exception {
        try (Link link = dial(to(server))) {
            assertSftpAnswers(link);
        }
    }

    @Test
    void theLinkTellsWhatWasAgreed() throws Exception {
        try (Link link = dial(to(server))) {
            assertSftpAnswers(link);
            assertThat(link.info().cipher()).isEqualTo("aes128-gcm@openssh.com");
            assertThat(link.info().software()).startsWith("SSH-2.0-OpenSSH");
            assertThat(link.info().hostKeyAlgorithm()).isEqualTo("ssh-ed25519");
            assertThat(link.info().fingerprint()).contains(server.hostKey().fingerprint());
            assertThat(link.info().peer()).isEqualTo(server.host() + ":" + server.port());
            assertThat(link.info().warnings()).isEmpty();
            assertThat(link.info().laneWindow()).isEqualTo(2 << 20);
        }
    }

    @Test
    void aCommandLeavesOutputErrorsAndStatus() throws Exception {
        try (Link link = dial(to(server))) {
            Exec.Result result =
                    link.exec().orElseThrow().run("echo out; echo err >&2; exit 7", Duration.ofSeconds(10), 100);
            assertThat(result).isEqualTo(new Exec.Result(7, "out\n", "err\n", 0));
        }
    }
}
