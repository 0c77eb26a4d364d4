package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import dev.drey.transfer.Moved;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.TransferEvent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Lines that break, sources that change and people who change their mind, in the middle of a file; and
/// what the next run makes of that.
interface ResumingCases extends AtQuay {
    String STANDING = "what stood there";

    /// Less than half of [AtQuay#MIDDLE].
    int SOME = 5 * MIB / 2;

    @ParameterizedTest
    @EnumSource
    default void afterACutLineTheNextRunGoesOnWhereItWas(Way way) throws Exception {
        quay().source(way, MIDDLE);
        long acknowledged = cut(way, Quay.Left.PART);
        Moved moved = quay().move(way, ONCE);
        assertThat(acknowledged).isPositive();
        assertThat(moved.resumedFrom()).isPositive().isBetween(acknowledged - MIB, (long) SOME);
        assertThat(moved.provedBy()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    default void afterACutLineTheOldFileStandsAndTheNextRunIsRight(Way way) throws Exception {
        quay().source(way, MIDDLE);
        Path target = quay().target(way, STANDING);
        cut(way, Quay.Left.EITHER);
        assertThat(target).hasContent(STANDING);
        quay().move(way, ONCE.withVerify(true));
    }

    /// What the first run has said to be acknowledged.
    private long cut(Way way, Quay.Left left) throws Exception {
        AtomicLong acknowledged = new AtomicLong();
        Observer hearing = event -> {
            if (event instanceof TransferEvent.Progressed progressed)
                acknowledged.accumulateAndGet(progressed.progress().transferred(), Math::max);
        };
        try (Breaking line = breaking(way, SOME)) {
            quay().refusedOver(line.tree(), Code.CONNECTION_LOST, left, way, SLOWLY, hearing);
        }
        return acknowledged.get();
    }

    /// Near the end of what was acknowledged, where the journal is confirmed by reading again.
    @ParameterizedTest
    @EnumSource
    default void aSpoiledPartIsNotKept(Way way) throws Exception {
        quay().source(way, MIDDLE);
        cut(way, Quay.Left.PART);
        Path part = quay().parts(way).getFirst();
        long at = Files.size(part) - MIB - MIB / 4;
        spoil(part, at);
        spoil(part, Files.size(part) - MIB / 2);
        assertThat(quay().move(way, ONCE).resumedFrom()).isLessThanOrEqualTo(at);
    }

    /// Without the journal nothing is known of the part, but that it is ours.
    @ParameterizedTest
    @EnumSource
    default void aSpoiledPartIsNotKeptWithoutTheJournalEither(Way way) throws Exception {
        quay().source(way, MIDDLE);
        cut(way, Quay.Left.PART);
        try (Stream<Path> all = Files.list(quay().state())) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".journal")).toList()) Files.delete(file);
        }
        spoil(quay().parts(way).getFirst(), 100_000);
        assertThat(quay().move(way, ONCE).resumedFrom()).isLessThanOrEqualTo(100_000);
    }

    private static void spoil(Path file, long at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int was = open.read();
            open.seek(at);
            open.write(was ^ 1);
        }
    }

    /// Another file of the same size, with another time.
    @ParameterizedTest
    @EnumSource
    default void aSourceThatIsAnotherOneNowIsSentWhole(Way way) throws Exception {
        Path source = quay().source(way, MIDDLE);
        cut(way, Quay.Left.EITHER);
        TempFiles.file(source, MIDDLE, 99);
        quay().aged(source, Quay.OLD.plusSeconds(100));
        assertThat(quay().move(way, ONCE).resumedFrom()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    default void aSourceThatGrowsWhileItIsReadNeverGetsTheName(Way way) throws IOException {
        changing(way, 2 * MIDDLE);
    }

    @ParameterizedTest
    @EnumSource
    default void aSourceThatShrinksWhileItIsReadNeverGetsTheName(Way way) throws IOException {
        changing(way, MIB);
    }

    private void changing(Way way, long size) throws IOException {
        Path source = quay().source(way, MIDDLE);
        Path target = quay().target(way, STANDING);
        Observer changing = event -> {
            if (event instanceof TransferEvent.Progressed) change(source, size);
        };
        quay().refused(Code.SOURCE_CHANGED, Quay.Left.EITHER, way, SLOWLY, changing);
        assertThat(target).hasContent(STANDING);
        quay().move(way, ONCE);
    }

    private static void change(Path source, long size) {
        try (RandomAccessFile open = new RandomAccessFile(source.toFile(), "rw")) {
            open.setLength(size);
            Files.setLastModifiedTime(source, FileTime.from(Quay.OLD.plusSeconds(77)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void aCancelStopsSoonAndLeavesTheOldFile(Way way) throws IOException {
        quay().source(way, MIDDLE);
        Path target = quay().target(way, STANDING);
        AtomicLong cancelled = new AtomicLong();
        quay().refused(Code.CANCELLED, Quay.Left.EITHER, way, SLOWLY, cancelling(cancelled));
        assertThat(Duration.ofNanos(System.nanoTime() - cancelled.get())).isLessThan(Duration.ofSeconds(11));
        assertThat(target).hasContent(STANDING);
        quay().move(way, ONCE);
    }

    @ParameterizedTest
    @EnumSource
    default void afterACancelTheNextRunGoesOnWhereItWas(Way way) throws IOException {
        quay().source(way, MIDDLE);
        Failure failure = quay().refused(Code.CANCELLED, Quay.Left.PART, way, SLOWLY, cancelling(new AtomicLong()));
        long safe = Long.parseLong(failure.detail().get("safeBytes"));
        assertThat(safe).isPositive();
        assertThat(Files.size(quay().parts(way).getFirst())).isEqualTo(safe);
        Moved moved = quay().move(way, ONCE);
        assertThat(moved.resumedFrom()).isEqualTo(safe);
        assertThat(moved.provedBy()).isPresent();
    }

    private static Observer cancelling(AtomicLong when) {
        return event -> {
            if (event instanceof TransferEvent.Progressed progressed
                    && progressed.progress().transferred() > MIB) {
                when.compareAndSet(0, System.nanoTime());
                event.transfer().cancel();
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    default void nothingIsKeptWhenNobodyWantsIt(Way way) throws IOException {
        quay().source(way, MIDDLE);
        Options none = SLOWLY.withResuming(new Options.Resuming(true, false, false, Options.Resuming.DEFAULTS.hint()));
        quay().refused(Code.CANCELLED, Quay.Left.NOTHING, way, none, cancelling(new AtomicLong()));
        assertThat(quay().move(way, ONCE).resumedFrom()).isZero();
    }
}
