package dev.drey.ssh;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The header in which a proxy says whom it connects, of both kinds that HAProxy's specification of the PROXY
/// protocol knows: a line of text (version 1), or bytes (version 2).
sealed interface ProxyHeader {
    /// The longest header that is read: version 2 may carry extensions, which are skipped.
    int LONGEST = 4096;

    /// More bytes are needed.
    record Incomplete() implements ProxyHeader {}

    /// It is whole; what follows it has not been taken.
    ///
    /// @param source whom the proxy connects; empty when it speaks for itself, as to see whether we are well
    record Whole(Optional<InetSocketAddress> source) implements ProxyHeader {}

    /// This is no such header.
    record Malformed(String why) implements ProxyHeader {}

    /// Section 2.1: with the line's end at most 107 bytes.
    int LONGEST_LINE = 107;

    byte[] LINE = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    /// Takes a header from the front of `bytes`, if a whole one is there.
    static ProxyHeader take(ByteBuffer bytes) {
        if (startsAs(bytes, SIGNATURE)) return bytes.remaining() < 16 ? new Incomplete() : binary(bytes);
        if (startsAs(bytes, LINE)) return line(bytes);
        return new Malformed("no PROXY header");
    }

    private static boolean startsAs(ByteBuffer bytes, byte[] pattern) {
        int n = Math.min(bytes.remaining(), pattern.length);
        byte[] start = new byte[n];
        bytes.get(bytes.position(), start);
        return Arrays.equals(start, 0, n, pattern, 0, n);
    }

    /// Section 2.1: `PROXY TCP4 192.0.2.1 192.0.2.2 56324 22`.
    private static ProxyHeader line(ByteBuffer bytes) {
        byte[] start = new byte[Math.min(bytes.remaining(), LONGEST_LINE)];
        bytes.get(bytes.position(), start);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n");
        if (end < 0)
            return start.length < LONGEST_LINE ? new Incomplete() : new Malformed("a PROXY line without an end");
        bytes.position(bytes.position() + end + 2);
        String[] words = text.substring(0, end).split(" ", -1);
        if (words.length >= 2 && words[1].equals("UNKNOWN")) return new Whole(Optional.empty());
        if (words.length != 6) return new Malformed("a PROXY line of " + words.length + " words");
        return switch (words[1]) {
            case "TCP4" -> named(words, 4);
            case "TCP6" -> named(words, 16);
            default -> new Malformed("a PROXY line of an unknown protocol");
        };
    }

    private static ProxyHeader named(String[] words, int length) {
        try {
            InetAddress source = literal(words[2], length);
            literal(words[3], length);
            int port = port(words[4]);
            port(words[5]);
            return new Whole(Optional.of(new InetSocketAddress(source, port)));
        } catch (IllegalArgumentException wrong) {
            return new Malformed("a PROXY line with a wrong address or port");
        }
    }

    private static InetAddress literal(String text, int length) {
        InetAddress address = InetAddress.ofLiteral(text);
        boolean fits = (text.indexOf(':') >= 0) == (length == 16);
        if (!fits || text.indexOf('%') >= 0) throw new IllegalArgumentException("another family");
        return address;
    }

    private static int port(String text) {
        if (!text.matches("0|[1-9][0-9]{0,4}")) throw new IllegalArgumentException("no port");
        int port = Integer.parseInt(text);
        if (port > 0xffff) throw new IllegalArgumentException("no port");
        return port;
    }

    /// Section 2.2: signature, version and command, family and protocol, length, addresses, extensions.
    private static ProxyHeader binary(ByteBuffer bytes) {
        int at = bytes.position() + SIGNATURE.length;
        int command = bytes.get(at) & 0xff;
        int family = bytes.get(at + 1) & 0xff;
        int length = bytes.getShort(at + 2) & 0xffff;
        if (command != 0x20 && command != 0x21) return new Malformed("a PROXY header of an unknown version or command");
        if (length + 16 > LONGEST) return new Malformed("a PROXY header of " + (length + 16) + " bytes");
        if (bytes.remaining() < 16 + length) return new Incomplete();
        byte[] body = new byte[length];
        bytes.position(at + 4).get(body);
        if (command == 0x20 || family == 0) return new Whole(Optional.empty());
        return switch (family) {
            case 0x11 -> packed(body, 4);
            case 0x21 -> packed(body, 16);
            default -> new Malformed("a PROXY header of something else than TCP");
        };
    }

    private static ProxyHeader packed(byte[] body, int length) {
        if (body.length < 2 * length + 4) return new Malformed("a PROXY header that is too short");
        try {
            InetAddress source = InetAddress.getByAddress(Arrays.copyOf(body, length));
            int port = ByteBuffer.wrap(body).getShort(2 * length) & 0xffff;
            return new Whole(Optional.of(new InetSocketAddress(source, port)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
