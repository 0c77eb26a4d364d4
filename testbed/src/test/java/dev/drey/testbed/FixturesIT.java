package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.link.Receiver;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FixturesIT {
    @Test
    void sshdLetsInTheClientKey() {
        try (Sshd sshd = Sshd.start()) {
            assertThat(ssh(sshd, "echo", "hello")).isEqualTo("hello\n");
        }
    }

    @Test
    void sshdKnowsAnAccountThatTheMachineDoesNot() throws Exception {
        try (Sshd sshd = Sshd.start(SshdOptions.USUAL.withLogin("sam", "let me in"))) {
            assertThat(ssh(sshd, "id", "-un", ";", "pwd")).isEqualTo("sam\n" + sshd.home() + "\n");
            assertThat(Files.readString(Path.of("/etc/passwd"))).doesNotContain("sam:");
        }
    }

    @Test
    void sshdStartsAgainOnItsPort() {
        try (Sshd sshd = Sshd.start()) {
            sshd.kill();
            sshd.startAgain();
            assertThat(ssh(sshd, "echo", "again")).isEqualTo("again\n");
        }
    }

    @Test
    void sftpServerAnswersOnPipes() throws Exception {
        try (SftpServerPipes pipes = SftpServerPipes.start();
                var channel = pipes.openSftp()) {
            BlockingQueue<Byte> heard = new LinkedBlockingQueue<>();
            channel.receive(new Receiver() {
                @Override
                public void data(ByteBuffer bytes) {
                    while (bytes.hasRemaining()) heard.add(bytes.get());
                }

                @Override
                public void closed(Optional<Failure> why) {}
            });
            channel.send(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 1, 0, 0, 0, 3}));
            for (int i = 0; i < 4; i++) heard.poll(10, TimeUnit.SECONDS);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo((byte) 2);
        }
    }

    private static String ssh(Sshd sshd, String... command) {
        List<String> words = new java.util.ArrayList<>(List.of(
                "ssh",
                "-F",
                "none",
                "-o",
                "BatchMode=yes",
                "-o",
                "IdentitiesOnly=yes",
                "-i",
                sshd.clientKey().privateKey().toString(),
                "-o",
                "UserKnownHostsFile=" + sshd.knownHostsFile(),
                "-p",
                Integer.toString(sshd.port()),
                sshd.user() + "@" + sshd.host()));
        words.addAll(List.of(command));
        return Child.run(words.toArray(String[]::new));
    }
}
