package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Link;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.HostKeyRule;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the channels of one connection share at a server that serves several of them.
@Timeout(60)
class DreyServerIT {
    private static Request.Open opening(SftpTalk talk) {
        return Request.Open.of(talk.nextId(), RemotePath.of("f"), OpenOptions.READ);
    }

    @Test
    void openFilesOfAllChannelsCountTogether() throws Exception {
        try (var _ = Leftovers.watch();
                TempDir dir = TempDir.create();
                DreyServer server = DreyServer.start();
                Link link = SshCalls.dial(to(server, dir));
                SftpTalk first = new SftpTalk(link.openSftp()).greeted();
                SftpTalk second = new SftpTalk(link.openSftp()).greeted()) {
            Files.writeString(server.disk().resolve("f"), "1");
            for (int i = 0; i < 999; i++) first.handle(opening(first));
            Bytes last = second.handle(opening(second));
            assertThat(second.ask(opening(second)))
                    .isInstanceOfSatisfying(
                            Reply.Status.class,
                            refused -> assertThat(refused.message()).contains("1000 files are open"));
            second.ask(new Request.Close(second.nextId(), last));
            first.handle(opening(first));
            try (Link other = SshCalls.dial(to(server, dir));
                    SftpTalk third = new SftpTalk(other.openSftp()).greeted()) {
                assertThat(third.handle(opening(third)))
                        .as("another connection")
                        .isNotNull();
            }
        }
    }

    private static Dialing to(DreyServer server, TempDir dir) {
        Path known = Daemon.write(dir.resolve("known"), String.join("\n", server.knownHosts()) + "\n");
        return Dialing.to(
                server.host(), server.port(), server.user(), Echo.key(), HostKeyRule.of(TrustPolicy.YES, known));
    }
}
