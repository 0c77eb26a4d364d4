package dev.drey.testbed;

import dev.drey.sftp.wire.Answer;
import dev.drey.sftp.wire.Bytes;
import dev.drey.sftp.wire.Decoded;
import dev.drey.sftp.wire.Frame;
import dev.drey.sftp.wire.Framing;
import dev.drey.sftp.wire.Init;
import dev.drey.sftp.wire.Packet;
import dev.drey.sftp.wire.Reply;
import dev.drey.sftp.wire.Request;
import dev.drey.sftp.wire.Version;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Tries SFTP packets on any bytes, by Jazzer or by hand: reading never throws, what was read is written
/// and read again as the same, and where the bytes are cut changes nothing.
public final class SftpPacketFuzz {
    private static final int MAXIMUM = 1 << 16;

    private SftpPacketFuzz() {}

    /// One attempt. The name is Jazzer's.
    public static void fuzzerTestOneInput(byte[] data) {
        packet(data, Request::decode);
        packet(data, Reply::decode);
        packet(data, Init::decode);
        packet(data, Version::decode);
        answers(Bytes.of(data));
        List<String> whole = cut(data, Math.max(1, data.length));
        for (int piece : new int[] {1, 3, 7}) {
            if (!cut(data, piece).equals(whole)) throw new AssertionError("cut otherwise in pieces of " + piece);
        }
    }

    private static <P extends Packet> void packet(byte[] data, Function<ByteBuffer, Decoded<P>> decode) {
        if (!(decode.apply(ByteBuffer.wrap(data)) instanceof Decoded.Whole<P>(P packet))) return;
        ByteBuffer again = joined(packet.encode());
        int length = again.getInt();
        if (length != again.remaining()) throw new AssertionError("the length is wrong");
        if (!decode.apply(again).equals(new Decoded.Whole<>(packet))) throw new AssertionError("not the same again");
    }

    private static void answers(Bytes body) {
        for (Class<?> kind : Answer.class.getPermittedSubclasses()) {
            if (!(Answer.decode(body, kind.asSubclass(Answer.class)) instanceof Decoded.Whole<?>(Object answer)))
                continue;
            Bytes again = Reply.Extended.of(1, (Answer) answer).body();
            if (!Answer.decode(again, kind.asSubclass(Answer.class)).equals(new Decoded.Whole<>(answer))) {
                throw new AssertionError("not the same answer again");
            }
        }
    }

    private static List<String> cut(byte[] data, int piece) {
        Framing framing = new Framing(MAXIMUM, 16);
        List<String> found = new ArrayList<>();
        for (int at = 0; at < data.length; at += piece) {
            ByteBuffer in = ByteBuffer.wrap(data, at, Math.min(piece, data.length - at));
            for (Frame frame = framing.next(in); !(frame instanceof Frame.NeedMore); frame = framing.next(in)) {
                switch (frame) {
                    case Frame.Whole whole -> found.add(Bytes.of(whole.keep()).toString());
                    case Frame.TooLarge large -> {
                        found.add("too large: " + large.length());
                        return found;
                    }
                    case Frame.Empty empty -> {
                        found.add("empty");
                        return found;
                    }
                    case Frame.NeedMore more -> throw new AssertionError("not reached");
                }
            }
            if (in.hasRemaining()) throw new AssertionError("bytes were left");
        }
        return found;
    }

    private static ByteBuffer joined(ByteBuffer... parts) {
        int length = 0;
        for (ByteBuffer part : parts) length += part.remaining();
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (ByteBuffer part : parts) whole.put(part);
        return whole.flip();
    }
}
