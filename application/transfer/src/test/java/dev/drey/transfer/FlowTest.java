package dev.drey.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Changes;
import dev.drey.files.Checksums;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What happens while bytes flow.
@Timeout(30)
class FlowTest {
    private static final int LARGE = 6_000_000;

    @TempDir
    Path state;

    private Yard yard;
    private Rigged line;

    @BeforeEach
    void aLine() throws Failed {
        yard = new Yard(state);
        line = new Rigged(yard.there, 42).without(Checksums.class);
        Yard.write(yard.here, "/a", Yard.bytes(LARGE));
    }

    private End from() {
        return Yard.local(yard.here, "/a");
    }

    private End to() {
        return Yard.remote(line, "/b");
    }

    /// A move in a thread of its own, and how it ended.
    private final class Running {
        final Transfer transfer = new Transfer("a", "b");
        final AtomicReference<Optional<Failed>> failed = new AtomicReference<>(Optional.empty());
        final Thread thread;

        Running(Options options) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    yard.transfers().file(transfer, from(), to(), options);
                } catch (Failed trouble) {
                    failed.set(Optional.of(trouble));
                }
            });
        }

        Failed failure() {
            await().atMost(Duration.ofSeconds(10)).until(() -> !thread.isAlive());
            return failed.get().orElseThrow();
        }

        void untilBytesMove() {
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> !line.asked("write").isEmpty());
        }
    }

    private static Options slow(long bytesPerSecond) {
        Pace usual = Pace.DEFAULTS;
        return Options.DEFAULTS.withPace(new Pace(
                Bandwidth.of(bytesPerSecond),
                usual.concurrency(),
                usual.chunkSize(),
                usual.windowSize(),
                usual.limit(),
                usual.retry()));
    }

    @Test
    void nothingIsSentAfterACancelAndTheNextRunGoesOn() throws Failed {
        Running running = new Running(slow(2_000_000));
        await().atMost(Duration.ofSeconds(10)).until(() -> line.bytes() > 2_000_000);
        running.transfer.cancel();
        long begun = System.nanoTime();
        Failed failed = running.failure();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(failed.code()).isEqualTo(Code.CANCELLED);
        int sent = line.asked("write").size();
        await().during(Duration.ofMillis(200)).until(() -> line.asked("write").size() == sent);
        assertThat(yard.told(TransferEvent.Cancelled.class)).hasSize(1);
        Moved moved = yard.transfers().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS);
        assertThat(moved.resumedFrom()).isGreaterThan(1_900_000);
        assertThat(moved.provedBy()).contains(Proof.JOURNAL);
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(LARGE));
    }

    @Test
    void aPauseStopsTheFlowUntilItIsResumed() {
        Running running = new Running(slow(4_000_000));
        running.untilBytesMove();
        running.transfer.pause();
        await().atMost(Duration.ofSeconds(2))
                .until(() -> !yard.told(TransferEvent.Paused.class).isEmpty());
        long sent = line.bytes();
        await().during(Duration.ofMillis(300)).until(() -> line.bytes() == sent);
        running.transfer.resume();
        await().atMost(Duration.ofSeconds(10)).until(() -> !running.thread.isAlive());
        assertThat(running.failed.get()).isEmpty();
        assertThat(yard.told(TransferEvent.Resumed.class)).hasSize(1);
    }

    @Test
    void aFarSideThatFallsSilentIsATimeOut() {
        line.silent(true);
        Pace usual = Pace.DEFAULTS;
        Running running = new Running(PlacingTest.quick(1)
                .withPace(new Pace(
                        usual.bandwidth(),
                        usual.concurrency(),
                        usual.chunkSize(),
                        usual.windowSize(),
                        usual.limit(),
                        new Pace.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1)))));
        assertThat(running.failure().code()).isEqualTo(Code.TIMEOUT);
        assertThat(running.failure().failure().message()).contains("no byte moved");
        line.silent(false);
    }

    @Test
    void theWholeTimeIsALimit() {
        Options slow = slow(500_000);
        Pace pace = slow.pace();
        Running running = new Running(slow.withPace(new Pace(
                pace.bandwidth(),
                pace.concurrency(),
                pace.chunkSize(),
                pace.windowSize(),
                Optional.of(Duration.ofMillis(300)),
                pace.retry())));
        assertThat(running.failure().code()).isEqualTo(Code.TIMEOUT);
        assertThat(running.failure().failure().isTransient()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, LARGE})
    void theSameJobTwiceAtOnceIsBusyAndSaysByWhom(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        line.silent(true);
        Running running = new Running(PlacingTest.quick(1));
        running.untilBytesMove();
        Failed busy = catchThrowableOfType(
                Failed.class, () -> yard.fresh().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS));
        assertThat(busy.code()).isEqualTo(Code.BUSY);
        assertThat(busy.failure().message())
                .startsWith("put /b: the same transfer is running already (process "
                        + ProcessHandle.current().pid());
        line.silent(false);
        await().atMost(Duration.ofSeconds(10)).until(() -> !running.thread.isAlive());
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(size));
    }

    /// Little under way, so that most of what was sent has been acknowledged when the line dies.
    private static Options narrow(int attempts) {
        Pace pace = PlacingTest.quick(attempts).pace();
        return PlacingTest.quick(attempts)
                .withPace(new Pace(
                        pace.bandwidth(),
                        pace.concurrency(),
                        pace.chunkSize(),
                        OptionalLong.of(256 << 10),
                        pace.limit(),
                        pace.retry()));
    }

    @Test
    void aTransientFailureIsTriedAgainAndGoesOnWhereItWas() throws Failed {
        AtomicLong acknowledged = new AtomicLong();
        line.dyingAfter(3_000_000, () -> {
            acknowledged.set(line.acknowledged());
            Thread.ofVirtual().start(() -> line.revive());
        });
        // As often as it takes: on a busy machine the line's coming back may be slow, and these tries are quick.
        Moved moved = yard.transfers().file(new Transfer("a", "b"), from(), to(), narrow(1000));
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(LARGE));
        assertThat(yard.told(TransferEvent.Retrying.class)).isNotEmpty();
        // What nobody acknowledged before the line died need not be taken up.
        assertThat(moved.resumedFrom()).isGreaterThanOrEqualTo(acknowledged.get() - (1 << 20));
        if (acknowledged.get() > 0) assertThat(moved.provedBy()).contains(Proof.JOURNAL);
    }

    @Test
    void progressCountsAcknowledgedBytesGrowsAndEndsAtHundred() throws Failed {
        yard.transfers().file(new Transfer("a", "b"), from(), to(), slow(8_000_000));
        List<Progress> all = yard.told(TransferEvent.Progressed.class).stream()
                .map(TransferEvent.Progressed::progress)
                .toList();
        assertThat(all.stream().map(Progress::transferred)).isSorted();
        assertThat(all).hasSizeGreaterThan(3).hasSizeLessThan(20);
        assertThat(all.getLast().percentage()).isEqualTo(100);
        assertThat(yard.events.getLast()).isInstanceOf(TransferEvent.Completed.class);
    }

    @Test
    void progressStandsStillWhileNothingIsAcknowledged() {
        line.silent(true);
        Running running = new Running(PlacingTest.quick(1));
        running.failure();
        assertThat(yard.told(TransferEvent.Progressed.class))
                .allMatch(told -> told.progress().transferred() == 0);
        line.silent(false);
    }

    @Test
    void whatLiesBehindAGapIsNoProgress() throws Failed {
        Job job = yard.job(from(), to());
        Flow flow = new Flow(job, 0, null);
        assertThat(flow.acknowledged(1 << 20, 3 << 20)).isEqualTo(3 << 20);
        assertThat(job.share().snapshot().transferred()).isEqualTo(Journal.STEP);
        assertThat(flow.acknowledged(0, 1 << 20)).isZero();
        assertThat(job.share().snapshot().transferred()).isEqualTo(4 << 20);
    }

    @Test
    void whileOneWriteHangsOthersRunAheadOnlySoFar() throws Failed {
        int size = 24_000_000;
        long stuck = 32_768 * 60L;
        Yard.write(yard.here, "/a", Yard.bytes(size));
        line.stuckAt(stuck);
        assertThat(new Running(PlacingTest.quick(1)).failure().code()).isEqualTo(Code.TIMEOUT);
        long farthest = line.asked("write").stream()
                .mapToLong(Rigged.Asked::offset)
                .max()
                .orElse(0);
        assertThat(farthest).isGreaterThan(stuck).isLessThan(stuck + 2 * Window.FLOOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1})
    void aSourceThatGrowsOrShrinksWhileItIsReadNeverGetsTheName(int change) throws Failed {
        Running running = new Running(slow(4_000_000));
        running.untilBytesMove();
        yard.here.setAttributes(RemotePath.of("/a"), Changes.ofSize(LARGE + change * 1_000_000L));
        assertThat(running.failure().code()).isEqualTo(Code.SOURCE_CHANGED);
        assertThat(Yard.names(yard.there, "/")).doesNotContain("b");
    }

    @Test
    void aSourceWrittenBetweenTwoRunsIsNotTakenUpByTheJournal() throws Failed {
        line.dyingAfter(3_000_000, () -> {});
        assertThatThrownBy(() -> yard.transfers().file(new Transfer("a", "b"), from(), to(), PlacingTest.quick(1)))
                .isInstanceOf(Failed.class);
        line.revive();
        byte[] other = Yard.bytes(LARGE);
        other[5]++;
        Yard.write(yard.here, "/a", other);
        Moved moved = yard.transfers().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS);
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(other);
        assertThat(moved.resumedFrom()).isLessThanOrEqualTo(5);
    }

    @Test
    void aSideFileThatSomebodySpoiledIsRepairedFromTheLastRightBlock() throws Failed {
        line.dyingAfter(4_000_000, () -> {});
        assertThatThrownBy(() -> yard.transfers().file(new Transfer("a", "b"), from(), to(), narrow(1)))
                .isInstanceOf(Failed.class);
        line.revive();
        String side = Yard.names(yard.there, "/").getFirst();
        byte[] spoiled = Yard.read(yard.there, "/" + side);
        spoiled[2_900_000]++;
        Yard.write(yard.there, "/" + side, spoiled);
        Moved moved =
                yard.transfers().file(new Transfer("a", "b"), from(), Yard.remote(yard.there, "/b"), Options.DEFAULTS);
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(LARGE));
        assertThat(moved.provedBy()).contains(Proof.REMOTE_HASH);
        assertThat(moved.resumedFrom()).isBetween(1_000_000L, 2_900_000L);
    }

    @Test
    void keepPartialFalseLeavesNothing() throws Failed {
        line.refusing(Code.NO_SPACE, one -> one.what().equals("write") && one.offset() > 3_000_000);
        Options.Resuming none = new Options.Resuming(true, false, false, OptionalLong.empty());
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> yard.transfers().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS.withResuming(none)));
        assertThat(failed.code()).isEqualTo(Code.NO_SPACE);
        assertThat(Yard.names(yard.there, "/")).isEmpty();
    }

    @Test
    void aFullDiskSaysWhatIsKeptWhere() throws Failed {
        line.refusing(Code.NO_SPACE, one -> one.what().equals("write") && one.offset() > 3_000_000);
        Failed failed = catchThrowableOfType(
                Failed.class, () -> yard.transfers().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS));
        assertThat(failed.failure().message())
                .matches("put /b: No space left on device; 2\\.\\d MiB are kept in \\.b\\.[0-9a-f]{8}\\.drey-part");
        String side = Yard.names(yard.there, "/").getFirst();
        assertThat(Yard.stat(yard.there, "/" + side).permissions()).hasValue(0600);
        assertThat(Yard.stat(yard.there, "/" + side).size())
                .hasValue(Long.parseLong(failed.failure().detail().get("safeBytes")));
    }

    @Test
    void aFarSideThatRefusesWritesOutOfOrderIsServedInOrder() throws Failed {
        AtomicReference<Long> next = new AtomicReference<>(0L);
        line.refusing(Code.UNSUPPORTED, one -> {
            if (!one.what().equals("write")) return false;
            if (one.offset() == 0) next.set(0L);
            boolean jump = one.offset() != next.get();
            if (!jump) next.set(one.offset() + one.length());
            return jump;
        });
        for (int i = 0; i < 3; i++) {
            yard.transfers().file(new Transfer("a", "b"), from(), to(), Options.DEFAULTS);
            assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(LARGE));
        }
    }

    @Test
    void aFarSideThatAnswersShortIsAskedForTheTail() throws Failed {
        line.shortReads(1234);
        for (int size : List.of(10_000, 2_000_000)) {
            Yard.write(yard.there, "/s", Yard.bytes(size));
            yard.move(Yard.remote(line, "/s"), Yard.local(yard.here, "/s"), Options.DEFAULTS.withVerify(true));
            assertThat(Yard.read(yard.here, "/s")).isEqualTo(Yard.bytes(size));
        }
    }

    @Test
    void aRemoteSourceAsFreshAsItsClocksGrainIsNotProvedByTheJournal() throws Failed {
        Yard.write(yard.there, "/f", Yard.bytes(LARGE));
        yard.there.setAttributes(RemotePath.of("/f"), Changes.ofTimes(Instant.now(), Instant.now()));
        line.dyingAfter(4_000_000, () -> {});
        End from = Yard.remote(line, "/f");
        End to = Yard.local(yard.here, "/f");
        assertThatThrownBy(() -> yard.transfers().file(new Transfer("f", "f"), from, to, PlacingTest.quick(1)))
                .isInstanceOf(Failed.class);
        line.revive();
        Moved moved = yard.transfers().file(new Transfer("f", "f"), from, to, Options.DEFAULTS);
        assertThat(moved.resumedFrom()).isZero();
        assertThat(Yard.read(yard.here, "/f")).isEqualTo(Yard.bytes(LARGE));
    }

    @Test
    void aStreamGetsItsNameOnlyWhenItIsWhatWasAnnounced() throws Failed {
        for (int size : List.of(0, 5, 3_000_000)) {
            byte[] bytes = Yard.bytes(size);
            Moved moved = write(bytes, OptionalLong.of(size), Optional.empty());
            assertThat(moved.size()).isEqualTo(size);
            assertThat(Yard.read(yard.there, "/b")).isEqualTo(bytes);
        }
        Failed failed = catchThrowableOfType(
                Failed.class, () -> write(Yard.bytes(100), OptionalLong.of(101), Optional.empty()));
        assertThat(failed.code()).isEqualTo(Code.CHECKSUM_MISMATCH);
        Failed wrong = catchThrowableOfType(
                Failed.class, () -> write(Yard.bytes(100), OptionalLong.empty(), Optional.of("00".repeat(32))));
        assertThat(wrong.code()).isEqualTo(Code.CHECKSUM_MISMATCH);
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
        assertThat(Yard.stat(yard.there, "/b").permissions()).hasValue(0644);
    }

    private Moved write(byte[] bytes, OptionalLong size, Optional<String> sha256) throws Failed {
        return yard.transfers()
                .write(
                        new Transfer("stdin", "b"),
                        new ByteArrayInputStream(bytes),
                        size,
                        sha256,
                        Yard.remote(yard.there, "/b"),
                        Options.DEFAULTS);
    }

    @Test
    void noThreadIsLeftWhenAFileHasFailed() {
        line.refusing(Code.NO_SPACE, one -> one.what().equals("write") && one.offset() > 3_000_000);
        Running running = new Running(Options.DEFAULTS);
        running.failure();
        int sent = line.asked("write").size();
        await().during(Duration.ofMillis(200)).until(() -> line.asked("write").size() == sent);
    }

    @Test
    void aRenameWhoseAnswerWasLostIsFoundDone() throws Failed {
        line.without(Replace.class).losingTheAnswerOfTheFirstRename();
        Moved moved = yard.transfers().file(new Transfer("a", "b"), from(), to(), PlacingTest.quick(3));
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(LARGE));
        assertThat(moved.warnings()).anyMatch(words -> words.contains("found to be done"));
    }

    /// As by a server that works off what a broken line has left, while the next try is at it already.
    @ParameterizedTest
    @ValueSource(ints = {1000, LARGE})
    void aRenameThatIsDoneLateNeverGivesTheNameToAPart(int size) throws Failed {
        Yard.write(yard.here, "/a", Yard.bytes(size));
        line.without(Replace.class).renamingLate();
        yard.transfers().file(new Transfer("a", "b"), from(), to(), PlacingTest.quick(3));
        assertThat(line.sizeOfLate()).hasValue(size);
        assertThat(Yard.read(yard.there, "/b")).isEqualTo(Yard.bytes(size));
        assertThat(Yard.names(yard.there, "/")).containsExactly("b");
    }
}
