package dev.drey.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PipeChannelTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// What a receiver heard.
    private static final class Ear implements Receiver {
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile Optional<Failure> why = Optional.empty();
        private volatile int ends;

        @Override
        public synchronized void data(ByteBuffer bytes) {
            while (bytes.hasRemaining()) heard.write(bytes.get());
        }

        @Override
        public synchronized void closed(Optional<Failure> why) {
            this.why = why;
            ends++;
            closed.countDown();
        }

        synchronized String text() {
            return heard.toString(UTF_8);
        }

        synchronized int length() {
            return heard.size();
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    @Test
    void whatIsSentArrivesAtTheProcessAndItsAnswerHere() throws Exception {
        PipeLink link = new PipeLink(List.of("cat"));
        Channel channel = link.openSftp();
        Ear ear = new Ear();
        channel.receive(ear);
        channel.send(bytes("one"), bytes("two").asReadOnlyBuffer(), ByteBuffer.allocate(200_000));
        await().atMost(Duration.ofSeconds(5)).until(() -> ear.length() == 200_006);
        assertThat(ear.text()).startsWith("onetwo");
        link.close();
        assertThat(ear.closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ear.why).isEmpty();
        assertThat(ear.ends).isEqualTo(1);
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(link::openSftp).isInstanceOf(Failed.class);
    }

    @Test
    void processThatEndsClosesTheChannelAndSendingFails() throws Exception {
        Channel channel = new PipeLink(List.of("true")).openSftp();
        Ear ear = new Ear();
        channel.receive(ear);
        assertThat(ear.closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> channel.send(bytes("x")))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(Code.CONNECTION_LOST));
    }

    @Test
    void programThatIsNotThereIsNoSftpServer() {
        assertThatThrownBy(() -> new PipeLink(List.of("/nowhere/sftp-server")).openSftp())
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(Code.NO_SFTP_SUBSYSTEM));
    }

    @Test
    void slowReceiverStopsTheReading() throws Exception {
        PipedOutputStream source = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(source, 1 << 20);
        PipeChannel channel = new PipeChannel("far", in, OutputStream.nullOutputStream(), () -> {}, LIMIT);
        Ear ear = new Ear();
        channel.receive(ear);
        byte[] mebibyte = new byte[1 << 20];
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < 8; i++) source.write(mebibyte);
            } catch (IOException ended) {
                Thread.currentThread().interrupt();
            }
        });
        await().atMost(Duration.ofSeconds(5)).until(() -> ear.length() >= 4 << 20);
        Thread.sleep(200);
        assertThat(ear.length()).isLessThan(6 << 20);
        channel.consumed(8 << 20);
        await().atMost(Duration.ofSeconds(5)).until(() -> ear.length() == 8 << 20);
        channel.close();
        in.close();
        writer.join(5000);
    }

    @Test
    void writeThatStallsEndsTheChannel() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        PipeChannel channel = new PipeChannel(
                "far", new Blocked(ended), new BlockedOut(ended), ended::countDown, Duration.ofMillis(200));
        Ear ear = new Ear();
        channel.receive(ear);
        assertThatThrownBy(() -> channel.send(bytes("x")))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(Code.TIMEOUT));
        assertThat(ear.closed.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(ear.why.map(Failure::code)).contains(Code.TIMEOUT);
    }

    @Test
    void interruptedBeforeTheFirstByteIsCancelledAndHarmless() throws Exception {
        PipeLink link = new PipeLink(List.of("cat"));
        Channel channel = link.openSftp();
        Ear ear = new Ear();
        channel.receive(ear);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> channel.send(bytes("x")))
                .isInstanceOfSatisfying(Failed.class, f -> assertThat(f.code()).isEqualTo(Code.CANCELLED));
        channel.send(bytes("y"));
        await().atMost(Duration.ofSeconds(5)).until(() -> ear.text().equals("y"));
        link.close();
    }

    /// Gives nothing until the end, and then that it is the end.
    private static final class Blocked extends InputStream {
        private final CountDownLatch ended;

        Blocked(CountDownLatch ended) {
            this.ended = ended;
        }

        @Override
        public int read() throws IOException {
            awaitEnd(ended);
            return -1;
        }

        @Override
        public int read(byte[] room, int from, int length) throws IOException {
            return read();
        }
    }

    /// Takes nothing until the end, and then breaks.
    private static final class BlockedOut extends OutputStream {
        private final CountDownLatch ended;

        BlockedOut(CountDownLatch ended) {
            this.ended = ended;
        }

        @Override
        public void write(int b) throws IOException {
            awaitEnd(ended);
            throw new IOException("broken pipe");
        }
    }

    private static void awaitEnd(CountDownLatch ended) throws IOException {
        try {
            if (!ended.await(10, TimeUnit.SECONDS)) throw new IOException("nobody ended it");
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
    }
}
