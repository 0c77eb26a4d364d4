package dev.drey.testbed;

import static dev.drey.testbed.SshCalls.assertSftpAnswers;
import static dev.drey.testbed.SshCalls.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Prompts;
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

/// Keyboard-interactive, asked by asyncssh: `one` asks a single hidden question, everybody else is asked
/// two.
@Timeout(60)
class SshInteractiveIT {
    private static final String SERVER = """
            import asyncio, asyncssh, sys

            class Server(asyncssh.SSHServer):
                def begin_auth(self, username):
                    self.one = username == 'one'
                    return True
                def password_auth_supported(self):
                    return False
                def kbdint_auth_supported(self):
                    return True
                def get_kbdint_challenge(self, username, lang, submethods):
                    if self.one:
                        return '', '', '', [('Password: ', False)]
                    return 'Login', 'Two questions', '', [('Word: ', False), ('Colour: ', True)]
                def validate_kbdint_response(self, username, responses):
                    return list(responses) == (['rabbit'] if self.one else ['rabbit', 'blue'])

            async def main():
                await asyncssh.create_server(Server, '127.0.0.1', int(sys.argv[2]),
                                             server_host_keys=[sys.argv[1]], sftp_factory=True)
                await asyncio.sleep(600)

            asyncio.run(main())
            """;

    private static TempDir dir;
    private static Child server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        dir = TempDir.create();
        port = Ports.free();
        Path script = Files.writeString(dir.resolve("server.py"), SERVER);
        server = Child.daemon(
                "asyncssh",
                dir.resolve("log"),
                List.of(
                        "/usr/bin/python3",
                        script.toString(),
                        KeyFile.host(KeyFile.Kind.ED25519).privateKey().toString(),
                        "" + port));
        Ports.awaitListening(server, port, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        server.close();
        dir.close();
    }

    private static Dialing as(String user, Credentials credentials) throws Exception {
        Path known = dir.resolve("known");
        Files.writeString(
                known,
                "[127.0.0.1]:" + port + " " + KeyFile.host(KeyFile.Kind.ED25519).publicLine() + "\n");
        return Dialing.to("127.0.0.1", port, user, credentials, HostKeyRule.of(TrustPolicy.YES, known));
    }

    @Test
    void aPersonAnswersEachQuestion() throws Exception {
        SshAnswers person = new SshAnswers();
        person.answers = Optional.of(List.of(Secret.of("rabbit"), Secret.of("blue")));
        try (Link link = Dialler.dial(as("two", Credentials.NONE), person)) {
            assertSftpAnswers(link);
        }
        assertThat(person.asked).containsExactly("answers [Word: , Colour: ]");
    }

    @Test
    void theGivenPasswordAnswersASingleHiddenQuestion() throws Exception {
        try (Link link = Dialler.dial(as("one", Credentials.of(Secret.of("rabbit"))), Prompts.NOBODY)) {
            assertSftpAnswers(link);
        }
    }

    @Test
    void wrongAnswersAreCountedAndToldWithoutThem() throws Exception {
        SshAnswers person = new SshAnswers();
        person.answers = Optional.of(List.of(Secret.of("canary"), Secret.of("canary")));
        Failure failure = failure(as("two", Credentials.NONE).withMaxAuthAttempts(2), person);
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("keyboard-interactive").doesNotContain("canary");
        assertThat(person.asked).hasSize(2);
    }

    @Test
    void withoutAnybodyToAskThatIsSaid() throws Exception {
        Failure failure = failure(as("two", Credentials.NONE));
        assertThat(failure.code()).isEqualTo(Code.AUTHENTICATION_FAILED);
        assertThat(failure.message()).contains("nobody can be asked");
    }
}
