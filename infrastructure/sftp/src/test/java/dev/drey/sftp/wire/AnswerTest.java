package dev.drey.sftp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTest {
    record Literal(Answer answer, String bytes) {}

    static Stream<Literal> literals() {
        return Stream.of(
                new Literal(
                        new Answer.Limits(1, 2, 3, 4),
                        "0000000000000001 0000000000000002 0000000000000003 0000000000000004"),
                new Literal(
                        new Answer.Statvfs(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
                        LongStream.rangeClosed(1, 11)
                                .mapToObj(each -> String.format("%016x", each))
                                .reduce("", String::concat)),
                new Literal(
                        new Answer.UsersGroups(List.of("root", ""), List.of("x")),
                        "0000000c 00000004 726f6f74 00000000 00000005 00000001 78"),
                new Literal(
                        new Answer.CheckFile("md5", Bytes.of(new byte[] {1, 2})),
                        "0000000a 636865636b2d66696c65 00000003 6d6435 0102"),
                new Literal(new Answer.Md5(Bytes.of(new byte[] {1, 2})), "00000008 6d64352d68617368 00000002 0102"),
                new Literal(
                        new Answer.SpaceAvailable(1, 2, 3, 4, 5),
                        "0000000000000001 0000000000000002 0000000000000003 0000000000000004 00000005"));
    }

    @ParameterizedTest
    @MethodSource("literals")
    void answerIsWrittenAndReadAsItsSourceSays(Literal literal) {
        Bytes body = Bytes.of(PacketLiterals.hex(literal.bytes()));
        assertThat(Reply.Extended.of(7, literal.answer()).body()).isEqualTo(body);
        assertThat(Answer.decode(body, literal.answer().getClass())).isEqualTo(new Decoded.Whole<>(literal.answer()));
    }

    @Test
    void hashesWithoutTheExtensionsNameInFrontAreUnderstoodToo() {
        assertThat(Answer.decode(Bytes.of(PacketLiterals.hex("00000003 6d6435 0102")), Answer.CheckFile.class))
                .isEqualTo(new Decoded.Whole<>(new Answer.CheckFile("md5", Bytes.of(new byte[] {1, 2}))));
        assertThat(Answer.decode(Bytes.of(PacketLiterals.hex("00000002 0102")), Answer.Md5.class))
                .isEqualTo(new Decoded.Whole<>(new Answer.Md5(Bytes.of(new byte[] {1, 2}))));
    }

    @Test
    void shortAnswerIsMalformed() {
        assertThat(Answer.decode(Bytes.of(new byte[31]), Answer.Limits.class)).isInstanceOf(Decoded.Malformed.class);
    }
}
