package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.faults.MatcherFault;
import dev.drey.testbed.faults.MoverFault;
import dev.drey.testbed.faults.NameFault;
import dev.drey.testbed.faults.ReplyFault;
import dev.drey.testbed.faults.WeakJail;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The list of seeded faults: each has a named test that finds it, and no fault of the room is without one.
class SeededFaultsTest {
    private static final String NAMES = "aNameCheckThatMissesOneCaseIsFound";

    /// @param what the mistake, in a person's words
    /// @param test the name of the method that finds it
    record Found(String what, Enum<?> fault, Class<?> in, String test) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Found> list() {
        return Stream.of(
                mover("a writer that skips a block", MoverFault.SKIPS_A_BLOCK, "aWriterThatSkipsABlockIsFound"),
                mover(
                        "a writer that acknowledges before writing",
                        MoverFault.ACKNOWLEDGES_BEFORE_WRITING,
                        "aWriterThatAcknowledgesBeforeWritingIsFound"),
                mover("a resume that trusts size", MoverFault.RESUME_TRUSTS_SIZE, "aResumeThatTrustsSizeIsFound"),
                mover(
                        "a resume that trusts the caller",
                        MoverFault.RESUME_TRUSTS_THE_CALLER,
                        "aResumeThatTrustsTheCallerIsFound"),
                mover(
                        "a reader that drops a short read's tail",
                        MoverFault.DROPS_THE_TAIL_OF_A_SHORT_READ,
                        "aReaderThatDropsTheTailOfAShortReadIsFound"),
                mover(
                        "a rename before the last acknowledgement",
                        MoverFault.RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT,
                        "aRenameBeforeTheLastAcknowledgementIsFound"),
                mover(
                        "a progress that counts sent bytes",
                        MoverFault.PROGRESS_COUNTS_SENT_BYTES,
                        "aProgressThatCountsSentBytesIsFound"),
                mover("a cancel that keeps sending", MoverFault.CANCEL_KEEPS_SENDING, "aCancelThatKeepsSendingIsFound"),
                new Found(
                        "a reply table that forgets on close who waits",
                        ReplyFault.FORGETS_WHO_WAITS,
                        ReplyTableFaultsTest.class,
                        "aReplyTableThatForgetsOnCloseWhoWaitsIsFound"),
                new Found(
                        "a reply table that forgets that it is closed",
                        ReplyFault.FORGETS_THAT_IT_HAS_ENDED,
                        ReplyTableFaultsTest.class,
                        "aReplyTableThatForgetsThatItIsClosedIsFound"),
                new Found(
                        "a known_hosts matcher that ignores @revoked",
                        MatcherFault.IGNORES_REVOKED,
                        KnownHostsIT.class,
                        "aMatcherThatIgnoresRevokedIsFound"),
                jail("a jail that follows links", WeakJail.Hole.FOLLOWS_LINKS, "aJailThatFollowsLinksIsFoundOut"),
                jail("a jail that compares texts", WeakJail.Hole.COMPARES_TEXTS, "aJailThatComparesTextsIsFoundOut"),
                jail(
                        "a jail that checks and then uses",
                        WeakJail.Hole.CHECKS_THEN_USES,
                        "aJailThatChecksAndThenUsesIsFoundOut"));
    }

    private static Found mover(String what, MoverFault fault, String test) {
        return new Found(what, fault, TransferFaultsTest.class, test);
    }

    private static Found jail(String what, WeakJail.Hole hole, String test) {
        return new Found(what, hole, JailEscapesIT.class, test);
    }

    @ParameterizedTest
    @MethodSource("list")
    void aNamedTestFindsIt(Found found) throws Exception {
        Method test = found.in().getDeclaredMethod(found.test());
        assertThat(test.isAnnotationPresent(Test.class)).isTrue();
        assertThat(test.isAnnotationPresent(Disabled.class) || found.in().isAnnotationPresent(Disabled.class))
                .isFalse();
        assertThat(faultsIn(found.in(), found.test()))
                .contains(found.fault().getDeclaringClass().getName() + "." + found.fault());
    }

    /// Names are one test with the faults as parameters. The file system itself catches two of them, which
    /// is a test of its own.
    @Test
    void aNamedTestFindsEachNameCheckThatMissesOneCase() throws Exception {
        Method test = HostileTreeInMemoryTest.class.getDeclaredMethod(NAMES, NameFault.class);
        assertThat(test.isAnnotationPresent(ParameterizedTest.class)).isTrue();
        EnumSource source = test.getAnnotation(EnumSource.class);
        assertThat(source.mode()).isEqualTo(EnumSource.Mode.EXCLUDE);
        assertThat(source.names()).containsExactlyInAnyOrder("NONE", "ZERO_BYTE", "TOO_LONG");
    }

    @Test
    void noFaultIsWithoutATest() {
        List<Enum<?>> seeded = Stream.of(
                        MoverFault.values(), ReplyFault.values(), MatcherFault.values(), WeakJail.Hole.values())
                .<Enum<?>>flatMap(Arrays::stream)
                .filter(fault -> !fault.name().equals("NONE"))
                .toList();
        assertThat(list().<Enum<?>>map(Found::fault)).containsExactlyInAnyOrderElementsOf(seeded);
    }

    /// The enum constants that a method's code names, as `type.CONSTANT`.
    private static List<String> faultsIn(Class<?> type, String method) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
            ClassModel model = ClassFile.of().parse(bytes.readAllBytes());
            return model.methods().stream()
                    .filter(one -> one.methodName().equalsString(method))
                    .flatMap(one -> one.code().stream())
                    .flatMap(code -> code.elementStream())
                    .filter(FieldInstruction.class::isInstance)
                    .map(FieldInstruction.class::cast)
                    .map(field -> field.owner().asInternalName().replace('/', '.') + "."
                            + field.name().stringValue())
                    .toList();
        }
    }
}
