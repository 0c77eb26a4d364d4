package dev.drey.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";
    private static final String V4 = SIGNATURE + "2111000c" + "c0000201" + "c0000202" + "dc04" + "0016";

    private static ByteBuffer text(String line) {
        return ByteBuffer.wrap(line.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ByteBuffer hex(String bytes) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
    }

    private static ProxyHeader source(String address, int port) {
        return new ProxyHeader.Whole(Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port)));
    }

    private static String rest(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes).toString();
    }

    @Test
    void aLineNamesItsSourceAndLeavesWhatFollows() {
        ByteBuffer bytes = text("PROXY TCP4 192.0.2.1 192.0.2.2 56324 22\r\nSSH-2.0-x");
        assertThat(ProxyHeader.take(bytes)).isEqualTo(source("192.0.2.1", 56324));
        assertThat(rest(bytes)).isEqualTo("SSH-2.0-x");
        assertThat(ProxyHeader.take(text("PROXY TCP6 2001:db8::1 ::1 65535 22\r\n")))
                .isEqualTo(source("2001:db8::1", 65535));
        assertThat(ProxyHeader.take(text("PROXY UNKNOWN whatever\r\n")))
                .isEqualTo(new ProxyHeader.Whole(Optional.empty()));
    }

    @Test
    void bytesNameTheirSourceAndLeaveWhatFollows() {
        ByteBuffer bytes = hex(V4 + "5353482d");
        assertThat(ProxyHeader.take(bytes)).isEqualTo(source("192.0.2.1", 0xdc04));
        assertThat(rest(bytes)).isEqualTo("SSH-");
        String v6 = "20010db8000000000000000000000001" + "00000000000000000000000000000001" + "ffff" + "0016";
        assertThat(ProxyHeader.take(hex(SIGNATURE + "21210024" + v6))).isEqualTo(source("2001:db8::1", 65535));
    }

    @Test
    void extensionsAreSkippedAndAProxyMaySpeakForItself() {
        ByteBuffer bytes = hex(SIGNATURE + "21110010" + "c0000201c0000202dc040016" + "04000100" + "53");
        assertThat(ProxyHeader.take(bytes)).isEqualTo(source("192.0.2.1", 0xdc04));
        assertThat(rest(bytes)).isEqualTo("S");
        assertThat(ProxyHeader.take(hex(SIGNATURE + "20000000"))).isEqualTo(new ProxyHeader.Whole(Optional.empty()));
        assertThat(ProxyHeader.take(hex(SIGNATURE + "21000000"))).isEqualTo(new ProxyHeader.Whole(Optional.empty()));
    }

    @Test
    void everyBeginningOfAHeaderIsIncomplete() {
        byte[] line = "PROXY TCP4 192.0.2.1 192.0.2.2 56324 22\r\n".getBytes(StandardCharsets.US_ASCII);
        byte[] binary = HexFormat.of().parseHex(V4);
        for (byte[] whole : new byte[][] {line, binary}) {
            for (int length = 1; length < whole.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(whole, 0, length);
                assertThat(ProxyHeader.take(part)).as(length + " bytes").isEqualTo(new ProxyHeader.Incomplete());
                assertThat(part.remaining()).isEqualTo(length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_10\r\n",
                "GET / HTTP/1.1\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 56324\r\n",
                "PROXY TCP4  192.0.2.1 192.0.2.2 56324 22\r\n",
                "PROXY TCP4 host.example 192.0.2.2 56324 22\r\n",
                "PROXY TCP4 2001:db8::1 192.0.2.2 56324 22\r\n",
                "PROXY TCP6 192.0.2.1 ::1 56324 22\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 65536 22\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 -1 22\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 056 22\r\n",
                "PROXY UDP4 192.0.2.1 192.0.2.2 56324 22\r\n",
                "PROXY TCP6 fe80::1%lo ::1 56324 22\r\n",
            })
    void otherLinesAreMalformed(String line) {
        assertThat(ProxyHeader.take(text(line))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNATURE + "1111000c" + "c0000201c0000202dc040016",
                SIGNATURE + "2211000c" + "c0000201c0000202dc040016",
                SIGNATURE + "2112000c" + "c0000201c0000202dc040016",
                SIGNATURE + "21110008" + "c0000201c0000202",
                SIGNATURE + "2111ffff",
            })
    void otherBytesAreMalformed(String bytes) {
        assertThat(ProxyHeader.take(hex(bytes))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @Test
    void aLineWithoutAnEndIsMalformedAtItsLimit() {
        assertThat(ProxyHeader.take(text("PROXY " + "x".repeat(100)))).isEqualTo(new ProxyHeader.Incomplete());
        assertThat(ProxyHeader.take(text("PROXY " + "x".repeat(101)))).isInstanceOf(ProxyHeader.Malformed.class);
    }

    @Test
    void noBytesAtAllBreakIt() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = HexFormat.of().parseHex(V4 + "0000000000000000");
            for (int flips = random.nextInt(4); flips >= 0; flips--)
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            assertThat(ProxyHeader.take(ByteBuffer.wrap(bytes, 0, random.nextInt(bytes.length))))
                    .isNotNull();
        }
    }
}
