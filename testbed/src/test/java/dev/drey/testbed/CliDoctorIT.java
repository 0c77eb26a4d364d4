package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.MemoryTree;
import dev.drey.link.Channel;
import dev.drey.sftp.server.Budget;
import dev.drey.sftp.server.ServerOptions;
import dev.drey.ssh.Entrance;
import dev.drey.ssh.Listener;
import dev.drey.ssh.Listening;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `drey doctor`: what it finds at OpenSSH, at our own server, and where nobody is.
@Timeout(240)
class CliDoctorIT {
    private final DreyProgram drey = new DreyProgram();

    @AfterEach
    void end() {
        drey.close();
    }

    private Run doctor(int exit, String... words) {
        Run run = drey.run(words);
        assertThat(run.exit()).as("%s", run).isEqualTo(exit);
        return run;
    }

    private static void assertTopics(Run run, String... topics) {
        for (String topic : topics) assertThat(run.out()).as("%s", run).contains(topic);
    }

    private static void assertNoProbe(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all.filter(file -> file.getFileName().toString().startsWith(".drey-doctor")))
                    .isEmpty();
        }
    }

    @Test
    void opensshIsFoundWellAndNothingIsLeftThere() throws IOException {
        try (Sshd sshd = Sshd.start()) {
            drey.knowing(sshd);
            Run run = doctor(0, "doctor", "box");
            assertTopics(
                    run, "OpenSSH", "cipher", "kex", "extensions", "posix-rename@openssh.com", "round trip", " ms");
            assertTopics(run, "limits", "clock", "agrees with ours", "rate", "MiB/s up", "MiB/s down", "host key");
            assertThat(run.out()).doesNotContain("lacks").doesNotContain("problem");
            assertThat(run.lines()).noneMatch(line -> line.startsWith("advice"));
            assertNoProbe(sshd.disk());
            Run json = doctor(0, "doctor", "--json", "box");
            assertThat(json.lines()).isNotEmpty().allMatch(line -> line.startsWith("{") && line.contains("\"topic\""));
            assertThat(json.out()).contains("\"topic\":\"rate\"").contains("\"topic\":\"round trip\"");
        }
    }

    @Test
    void whatIsOldOrForbiddenThereIsAdvice() throws IOException {
        SshdOptions old = SshdOptions.USUAL.withLogin("ana", "right horse").withLine("MACs +hmac-sha1");
        try (Sshd sshd = Sshd.start(old)) {
            drey.knowing(sshd);
            Path closed = Files.createDirectory(sshd.disk().resolve("closed"));
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
            Run run = doctor(
                    0, "doctor", "-o", "hmac=hmac-sha1", "-o", "cipher=aes128-ctr", "-o", "basePath=" + closed, "box");
            assertThat(run.lines()).anyMatch(line -> line.startsWith("advice") && line.contains("hmac-sha1"));
            assertThat(run.lines()).anyMatch(line -> line.startsWith("advice") && line.contains("writing"));
        }
    }

    @Test
    void ourOwnServerIsFoundWell() throws IOException {
        MemoryTree tree = new MemoryTree();
        try (Listener listener = Listener.open(Listening.LOOPBACK, new Everybody(tree))) {
            Run run = doctor(
                    0,
                    "doctor",
                    "-i",
                    KeyFile.client().privateKey().toString(),
                    "-o",
                    "strictHostKeyChecking=no",
                    "-o",
                    "allowInsecureConnection=true",
                    "sftp://me@127.0.0.1:" + listener.port());
            assertTopics(run, "software", "cipher", "extensions", "round trip", "rate", "clock");
            assertThat(run.lines()).anyMatch(line -> line.startsWith("advice") && line.contains("not checked"));
            assertThat(tree.entries(dev.drey.files.RemotePath.ROOT)).isEmpty();
        }
    }

    @Test
    void whereNobodyIsItSaysSo() {
        try (Sshd sshd = Sshd.start()) {
            drey.knowing(sshd);
            sshd.kill();
            Run run = doctor(3, "doctor", "box");
            assertThat(run.err()).contains("refuses connections");
            assertThat(doctor(3, "doctor", "--json", "box").out()).contains("CONNECTION_REFUSED");
            assertThat(doctor(3, "doctor", "me@no-such-host.invalid").err()).contains("no-such-host.invalid");
            assertThat(doctor(2, "doctor", "bix").err()).contains("box");
        }
    }

    /// Serves the tree to whoever has the fixtures' key.
    private record Everybody(MemoryTree tree) implements Entrance {
        @Override
        public Optional<Guest> admit(String username, Proof proof, String from) {
            if (proof instanceof Proof.Password) return Optional.empty();
            return Optional.of(channel -> serve(username, channel));
        }

        private void serve(String username, Channel channel) {
            var options = ServerOptions.forPeer(username, Budget.ofHeap());
            try {
                dev.drey.sftp.server.SftpServer.over(channel, tree, options).awaitEnd(Duration.ofSeconds(60));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
