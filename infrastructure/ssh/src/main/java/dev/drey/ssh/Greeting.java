package dev.drey.ssh;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The first bytes of a peer: where a proxy stands in front of it, the proxy's header, then the line in which
/// it names its software (RFC 4253, section 4.2). Read before anything else is made for it, into a buffer of
/// the least size.
///
/// @param from the peer itself
/// @param rest the line and what came with it, not taken
record Greeting(InetSocketAddress from, ByteBuffer rest) {
    /// RFC 4253, section 4.2, with the line's end.
    static final int LONGEST_LINE = 255;

    /// This is no SSH; the text says to the log why.
    static final class Wrong extends IOException {
        private static final long serialVersionUID = 1;
        private final String why;

        Wrong(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /// Waits until all of it is there.
    ///
    /// @throws Wrong when it is something else
    static Greeting read(ReadableByteChannel peer, InetSocketAddress remote, boolean proxied) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(proxied ? ProxyHeader.LONGEST : LONGEST_LINE + 1);
        InetSocketAddress from = proxied ? source(peer, bytes, remote) : remote;
        while (!isWhole(bytes)) more(peer, bytes);
        return new Greeting(from, bytes.flip());
    }

    private static InetSocketAddress source(ReadableByteChannel peer, ByteBuffer bytes, InetSocketAddress remote)
            throws IOException {
        while (true) {
            more(peer, bytes);
            bytes.flip();
            switch (ProxyHeader.take(bytes)) {
                case ProxyHeader.Incomplete() -> bytes.compact();
                case ProxyHeader.Malformed(String why) -> throw new Wrong(why);
                case ProxyHeader.Whole(var source) -> {
                    bytes.compact();
                    return source.orElse(remote);
                }
            }
        }
    }

    private static void more(ReadableByteChannel peer, ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) throw new Wrong("a first line without an end");
        if (peer.read(bytes) < 0) throw new EOFException("it hung up before it said what it is");
    }

    /// Whether the line is there, at the front of what was read.
    private static boolean isWhole(ByteBuffer bytes) throws Wrong {
        int length = Math.min(bytes.position(), LONGEST_LINE);
        byte[] read = new byte[length];
        bytes.get(0, read);
        String line = new String(read, StandardCharsets.ISO_8859_1);
        int end = line.indexOf('\n');
        if (end < 0 && length == LONGEST_LINE) throw new Wrong("a first line without an end");
        String start = end < 0 ? line : line.substring(0, end);
        if (start.startsWith("PROXY ") || startsLikeProxy(read))
            throw new Wrong("a PROXY header, but this address is not among the trusted proxies");
        if (!isName(start, end >= 0)) throw new Wrong("something that is not SSH 2");
        return end >= 0;
    }

    private static boolean startsLikeProxy(byte[] read) {
        int n = ProxyHeader.SIGNATURE.length;
        return read.length >= n && Arrays.equals(read, 0, n, ProxyHeader.SIGNATURE, 0, n);
    }

    /// `SSH-2.0-…`, or the beginning of it; 1.99 is 2.0 that also knows 1 (RFC 4253, section 5.1).
    private static boolean isName(String line, boolean whole) {
        if (line.indexOf(0) >= 0) return false;
        for (String version : new String[] {"SSH-2.0-", "SSH-1.99-"}) {
            if (line.startsWith(version) || (!whole && version.startsWith(line))) return true;
        }
        return false;
    }
}
