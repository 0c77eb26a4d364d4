package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GreetingTest {
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
    private static final String HEADER = "PROXY TCP4 192.0.2.1 192.0.2.2 56324 22\r\n";

    /// Gives so many bytes at a time, and notes how many were asked for.
    private static final class Drops implements ReadableByteChannel {
        private final byte[] bytes;
        private final int size;
        private int at;

        Drops(String text, int size) {
            this.bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            this.size = size;
        }

        @Override
        public int read(ByteBuffer into) {
            if (at == bytes.length) return -1;
            int count = Math.min(Math.min(size, bytes.length - at), into.remaining());
            into.put(bytes, at, count);
            at += count;
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static Greeting read(String text, int size, boolean proxied) throws IOException {
        return Greeting.read(new Drops(text, size), PEER, proxied);
    }

    private static String rest(Greeting greeting) {
        return StandardCharsets.ISO_8859_1.decode(greeting.rest()).toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1000})
    void theNameIsKeptHoweverItComes(int size) throws IOException {
        Greeting plain = read("SSH-2.0-x y\r\n", size, false);
        assertThat(rest(plain)).isEqualTo("SSH-2.0-x y\r\n");
        assertThat(plain.from()).isEqualTo(PEER);
        Greeting proxied = read(HEADER + "SSH-1.99-x\n", size, true);
        assertThat(rest(proxied)).isEqualTo("SSH-1.99-x\n");
        assertThat(proxied.from()).isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 56324));
    }

    @Test
    void whatFollowsAtOnceIsNotLost() throws IOException {
        assertThat(rest(read("SSH-2.0-x\r\nmore", 1000, false))).isEqualTo("SSH-2.0-x\r\nmore");
        assertThat(rest(read(HEADER + "SSH-2.0-x\r\nmore", 1000, true))).isEqualTo("SSH-2.0-x\r\nmore");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET / HTTP/1.1\r\n", "SSH-1.5-old\r\n", "\r\n", "SSH-2.0-\0\r\n", "\u0016\u0003\u0001", "SSH-2_"
            })
    void somethingElseIsWrongAtOnce(String text) {
        for (int size : new int[] {1, 1000}) {
            assertThatThrownBy(() -> read(text, size, false)).isInstanceOf(Greeting.Wrong.class);
        }
    }

    @Test
    void aLineOfAMegabyteIsReadNoFurtherThanItsLimit() {
        Drops drops = new Drops("SSH-2.0-" + "x".repeat(1 << 20), 1000);
        assertThatThrownBy(() -> Greeting.read(drops, PEER, false)).isInstanceOf(Greeting.Wrong.class);
        assertThat(drops.at).isLessThan(300);
        Drops exact = new Drops("SSH-2.0-" + "x".repeat(245) + "\r\n", 1000);
        assertThat(exact.bytes).hasSize(Greeting.LONGEST_LINE);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Greeting.read(exact, PEER, false)))
                .isNull();
    }

    @Test
    void aHeaderIsRequiredFromAProxyAndRefusedFromOthers() {
        assertThatThrownBy(() -> read("SSH-2.0-x\r\n", 1000, true))
                .isInstanceOf(Greeting.Wrong.class)
                .hasMessageContaining("no PROXY header");
        assertThatThrownBy(() -> read(HEADER + "SSH-2.0-x\r\n", 1000, false))
                .isInstanceOf(Greeting.Wrong.class)
                .hasMessageContaining("trusted");
        assertThatThrownBy(() -> read("\r\n\r\n\0\r\nQUIT\n!\u0011", 1000, false))
                .isInstanceOf(Greeting.Wrong.class)
                .hasMessageContaining("trusted");
    }
}
