package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.hostkeys.TrustPolicy;
import dev.drey.link.Channel;
import dev.drey.link.Link;
import dev.drey.link.Receiver;
import dev.drey.ssh.Credentials;
import dev.drey.ssh.Dialing;
import dev.drey.ssh.Dialler;
import dev.drey.ssh.HostKeyRule;
import dev.drey.ssh.Identity;
import dev.drey.ssh.Prompts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What the tests of the room `ssh` do again and again.
final class SshCalls {
    private SshCalls() {}

    /// The way to a server, with the key that it lets in.
    static Dialing to(Sshd server) {
        return Dialing.to(
                server.host(),
                server.port(),
                server.user(),
                Credentials.of(Identity.of(server.clientKey().privateKey())),
                HostKeyRule.of(TrustPolicy.YES, server.knownHostsFile()));
    }

    /// The same through a relay, whose port is known by another line.
    static Dialing through(Relay line, Sshd server) {
        try {
            Path known = Files.writeString(
                    JvmDir.path().resolve("known-" + line.port()),
                    "[" + line.host() + "]:" + line.port() + " "
                            + server.hostKey().publicLine() + "\n");
            return Dialing.to(
                    line.host(),
                    line.port(),
                    server.user(),
                    Credentials.of(Identity.of(server.clientKey().privateKey())),
                    HostKeyRule.of(TrustPolicy.YES, known));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Link dial(Dialing dialing) throws Failed {
        return Dialler.dial(dialing, Prompts.NOBODY);
    }

    /// The failure with which dialling ends.
    static Failure failure(Dialing dialing, Prompts prompts) {
        Failed failed = catchThrowableOfType(
                Failed.class, () -> Dialler.dial(dialing, prompts).close());
        assertThat(failed).as("a failure").isNotNull();
        return failed.failure();
    }

    static Failure failure(Dialing dialing) {
        return failure(dialing, Prompts.NOBODY);
    }

    /// Sends SSH_FXP_INIT and returns the first byte of the answer: 2 for SSH_FXP_VERSION.
    static int greet(Channel channel) throws Exception {
        try (Talk talk = new Talk(channel)) {
            return talk.greet();
        }
    }

    /// Whether an SFTP server answers on a new channel of the link.
    static void assertSftpAnswers(Link link) throws Exception {
        assertThat(greet(link.openSftp())).isEqualTo(2);
    }

    /// One channel, read by the test.
    static final class Talk implements Receiver, AutoCloseable {
        private final Channel channel;
        private final LinkedBlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
        final CompletableFuture<Optional<Failure>> end = new CompletableFuture<>();
        private ByteBuffer rest = ByteBuffer.allocate(0);

        Talk(Channel channel) {
            this.channel = channel;
            channel.receive(this);
        }

        @Override
        public void data(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            arrived.add(copy);
        }

        @Override
        public void closed(Optional<Failure> why) {
            end.complete(why);
        }

        void send(ByteBuffer... bytes) throws Failed {
            channel.send(bytes);
        }

        int greet() throws Exception {
            channel.send(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 1, 0, 0, 0, 3}));
            int length = read(4).getInt();
            return read(length).get();
        }

        /// Exactly so many bytes.
        ByteBuffer read(int count) throws Exception {
            ByteBuffer whole = ByteBuffer.allocate(count);
            while (whole.hasRemaining()) {
                if (!rest.hasRemaining()) {
                    byte[] next = arrived.poll(20, TimeUnit.SECONDS);
                    assertThat(next).as("bytes in time").isNotNull();
                    rest = ByteBuffer.wrap(next);
                }
                int n = Math.min(rest.remaining(), whole.remaining());
                whole.put(rest.slice().limit(n));
                rest.position(rest.position() + n);
                channel.consumed(n);
            }
            return whole.flip();
        }

        Optional<Failure> end(Duration limit) throws Exception {
            return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
