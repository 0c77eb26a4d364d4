package dev.drey.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketTest {
    static Stream<PacketLiterals.Literal> literals() {
        return Stream.of(PacketLiterals.core(), PacketLiterals.replies(), PacketLiterals.extended())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void packetIsWrittenAsTheDraftSays(PacketLiterals.Literal literal) {
        byte[] body = literal.body();
        byte[] whole = joined(literal.packet().encode());
        assertThat(ByteBuffer.wrap(whole).getInt()).isEqualTo(body.length);
        assertThat(Arrays.copyOfRange(whole, 4, whole.length)).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("literals")
    void packetIsReadAsTheDraftSays(PacketLiterals.Literal literal) {
        assertThat(decode(literal.packet(), literal.body())).isEqualTo(new Decoded.Whole<>(literal.packet()));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void packetThatEndsTooEarlyIsMalformedOrShorterButNeverReadBeyondItsEnd(PacketLiterals.Literal literal) {
        byte[] body = literal.body();
        for (int length = 0; length < body.length; length++) {
            switch (decode(literal.packet(), Arrays.copyOf(body, length))) {
                case Decoded.Whole<?>(var packet) -> assertThat(packet).isNotEqualTo(literal.packet());
                case Decoded.Malformed<?>(var why) -> assertThat(why).isNotBlank();
            }
        }
    }

    @Test
    void everyPacketHasItsLiteral() {
        Set<Class<?>> records = new HashSet<>();
        gather(Packet.class, records);
        literals().forEach(literal -> records.remove(literal.packet().getClass()));
        assertThat(records).isEmpty();
    }

    @Test
    void plainCheckFileIsReadAsTheOneByHandle() {
        byte[] body = PacketLiterals.hex("c8 00000007 0000000a 636865636b2d66696c65 00000002 0908 00000003 6d6435"
                + " 0000000000000001 0000000000000002 00000000");
        assertThat(Request.decode(ByteBuffer.wrap(body)))
                .isEqualTo(new Decoded.Whole<Request>(
                        new Request.CheckFileHandle(7, Bytes.of(new byte[] {9, 8}), "md5", 1, 2, 0)));
    }

    @Test
    void statusOfAnOldServerNeedsNoMessage() {
        assertThat(Reply.decode(ByteBuffer.wrap(PacketLiterals.hex("65 00000007 00000002"))))
                .isEqualTo(new Decoded.Whole<Reply>(new Reply.Status(7, 2, "", "")));
    }

    @Test
    void countsAndLengthsThatLieMakeNoRoom() {
        assertMalformed("68 00000007 7fffffff 00000001 62");
        assertMalformed("68 00000007 ffffffff");
        assertMalformed("69 00000007 80000000 0fffffff");
        assertMalformed("67 00000007 80000000 00");
        assertMalformed("67 00000007 00000002 00");
    }

    @Test
    void requestAmongRepliesIsMalformed() {
        assertMalformed("04 00000007 00000000");
        assertMalformed("63 00000007");
        assertMalformed("");
    }

    @Test
    void payloadIsASliceOfThePacket() {
        byte[] body = PacketLiterals.hex("67 00000007 00000003 010203");
        Reply.Data data = (Reply.Data) ((Decoded.Whole<Reply>) Reply.decode(ByteBuffer.wrap(body))).packet();
        body[body.length - 1] = 42;
        assertThat(data.data().get(2)).isEqualTo((byte) 42);
    }

    @Test
    void writtenPayloadIsAPartOfItsOwn() {
        ByteBuffer[] parts = new Reply.Data(1, ByteBuffer.allocate(1000)).encode();
        assertThat(parts).hasSize(2);
        assertThat(parts[1].remaining()).isEqualTo(1000);
    }

    private static void assertMalformed(String hex) {
        assertThat(Reply.decode(ByteBuffer.wrap(PacketLiterals.hex(hex)))).isInstanceOf(Decoded.Malformed.class);
    }

    private static Decoded<? extends Packet> decode(Packet like, byte[] body) {
        ByteBuffer bytes = ByteBuffer.wrap(body);
        return switch (like) {
            case Init init -> Init.decode(bytes);
            case Version version -> Version.decode(bytes);
            case Request request -> Request.decode(bytes);
            case Reply reply -> Reply.decode(bytes);
        };
    }

    private static byte[] joined(ByteBuffer... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (ByteBuffer part : parts) {
            while (part.hasRemaining()) out.write(part.get());
        }
        return out.toByteArray();
    }

    private static void gather(Class<?> type, Set<Class<?>> records) {
        if (type.isRecord()) records.add(type);
        Class<?>[] further = type.getPermittedSubclasses();
        if (further != null) Arrays.stream(further).forEach(each -> gather(each, records));
    }
}
