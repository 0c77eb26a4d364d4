package dev.drey.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FramingTest {
    private static final byte[] TWO = PacketLiterals.hex("00000003 0a0b0c 00000001 0d");

    @Test
    void packetsAreCutTheSameWhereverTheBytesAreCut() {
        for (int piece = 1; piece <= TWO.length; piece++) {
            Framing framing = new Framing(100, 2);
            List<Bytes> packets = new ArrayList<>();
            for (int at = 0; at < TWO.length; at += piece) {
                ByteBuffer in = ByteBuffer.wrap(TWO, at, Math.min(piece, TWO.length - at));
                while (framing.next(in) instanceof Frame.Whole whole) packets.add(Bytes.of(whole.keep()));
                assertThat(in.hasRemaining()).isFalse();
            }
            assertThat(packets).map(Bytes::toString).containsExactly("0a0b0c", "0d");
        }
    }

    @Test
    void packetThatLiesWholeInTheBufferIsASliceAndKeptByCopy() {
        byte[] bytes = TWO.clone();
        Frame.Whole whole = (Frame.Whole) new Framing(100, 100).next(ByteBuffer.wrap(bytes));
        assertThat(whole.kept()).isFalse();
        ByteBuffer kept = whole.keep();
        bytes[4] = 42;
        assertThat(whole.packet().get(0)).isEqualTo((byte) 42);
        assertThat(kept.get(0)).isEqualTo((byte) 0x0a);
    }

    @Test
    void packetThatCameInPiecesHasMemoryOfItsOwn() {
        Framing framing = new Framing(100, 100);
        assertThat(framing.next(ByteBuffer.wrap(TWO, 0, 5))).isEqualTo(new Frame.NeedMore());
        Frame.Whole whole = (Frame.Whole) framing.next(ByteBuffer.wrap(TWO, 5, 2));
        assertThat(whole.kept()).isTrue();
        assertThat(whole.keep()).isSameAs(whole.packet());
    }

    @Test
    void packetThatComesInPiecesIsGatheredWhereMemoryIsLent() {
        ByteBuffer lent = ByteBuffer.allocateDirect(9).position(2);
        Framing framing = new Framing(100, 100, (length, start) -> {
            assertThat(length).isEqualTo(3);
            assertThat(Bytes.of(start).toString()).isEqualTo("0a");
            return Optional.of(lent);
        });
        assertThat(framing.next(ByteBuffer.wrap(TWO, 0, 5))).isEqualTo(new Frame.NeedMore());
        ByteBuffer rest = ByteBuffer.wrap(TWO, 5, 7);
        Frame.Whole whole = (Frame.Whole) framing.next(rest);
        assertThat(whole.kept()).isTrue();
        assertThat(Bytes.of(whole.keep()).toString()).isEqualTo("0a0b0c");
        assertThat(Bytes.of(lent).toString()).isEqualTo("0a0b0c00000000");
        assertThat(Bytes.of(((Frame.Whole) framing.next(rest)).packet()).toString())
                .isEqualTo("0d");
    }

    @Test
    void tooLongAPacketEndsTheReadingAndShowsWhatCame() {
        Framing framing = new Framing(100, 100);
        ByteBuffer banner = ByteBuffer.wrap("Welcome to web-1\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Frame.TooLarge tooLarge = (Frame.TooLarge) framing.next(banner);
        assertThat(tooLarge.length()).isEqualTo(0x57656c63L);
        assertThat(tooLarge.start().text()).isEqualTo("Welcome to web-1\n");
        assertThat(framing.next(ByteBuffer.wrap(TWO))).isSameAs(tooLarge);
    }

    @Test
    void lengthsAreUnsignedAndTheLargestAllowedPasses() {
        Framing framing = new Framing(3, 100);
        assertThat(framing.next(ByteBuffer.wrap(TWO))).isInstanceOf(Frame.Whole.class);
        Frame huge = new Framing(3, 3).next(ByteBuffer.wrap(PacketLiterals.hex("ffffffff")));
        assertThat(((Frame.TooLarge) huge).length()).isEqualTo(0xffffffffL);
        framing.maximum(5);
        assertThat(framing.next(ByteBuffer.wrap(PacketLiterals.hex("00000006"))))
                .isInstanceOf(Frame.TooLarge.class);
    }

    @Test
    void emptyPacketEndsTheReading() {
        assertThat(new Framing(3, 3).next(ByteBuffer.wrap(new byte[4]))).isEqualTo(new Frame.Empty());
    }
}
