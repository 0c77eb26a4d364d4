package dev.drey.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.access.Audited;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.Failure.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BacklogTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final List<String> written = Collections.synchronizedList(new ArrayList<>());

    private static Audited line(String user) {
        return new Audited(
                Instant.EPOCH,
                user,
                "",
                "",
                "write",
                "",
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                "ok",
                Optional.empty(),
                "");
    }

    private void keep(List<Audited> lines) {
        for (Audited line : lines) written.add(line.user());
    }

    @Test
    void linesAreWrittenInOrderAndManyAtOnce() {
        AtomicInteger batches = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        List<String> expected = new ArrayList<>();
        try (Backlog backlog = new Backlog((lines, _) -> {
            await(go);
            batches.incrementAndGet();
            keep(lines);
        })) {
            for (int i = 0; i < 2000; i++) {
                backlog.note(line("u" + i));
                expected.add("u" + i);
            }
            go.countDown();
            assertThat(backlog.flush(LONG)).isTrue();
        }
        assertThat(written).isEqualTo(expected);
        assertThat(batches).hasValueLessThan(10);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void longLinesTakeNoMoreRoomThanShortOnes() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong lostBefore = new AtomicLong();
        String longest = "x".repeat(5_000);
        int lines = 12_000;
        try (Backlog backlog = new Backlog((all, lost) -> {
            await(go);
            lostBefore.addAndGet(lost);
            keep(all);
        })) {
            for (int i = 0; i < lines; i++) backlog.note(line(longest));
            go.countDown();
            assertThat(backlog.flush(LONG)).isTrue();
            backlog.note(line("last"));
            assertThat(backlog.flush(LONG)).isTrue();
        }
        long each = line(longest).size();
        assertThat(each).isBetween(2_000L, 3_000L);
        assertThat(written).hasSizeLessThan((int) (Backlog.ROOM / each) + 600);
        assertThat(written.size() + lostBefore.get()).isEqualTo(lines + 1);
    }

    @Test
    void closingWritesWhatWaits() {
        Backlog backlog = new Backlog((lines, _) -> keep(lines));
        for (int i = 0; i < 1200; i++) backlog.note(line("u"));
        backlog.close();
        assertThat(written).hasSize(1200);
    }

    @Test
    void aStoreThatHangsHoldsNobodyUpForLongAndWhatIsLostIsCounted() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong lost = new AtomicLong();
        try (Backlog backlog = new Backlog((lines, before) -> {
            await(go);
            lost.addAndGet(before);
            keep(lines);
        })) {
            long start = System.nanoTime();
            int more = 2 * Backlog.PLACES;
            for (int i = 0; i < more; i++) backlog.note(line("u"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
            go.countDown();
            assertThat(backlog.flush(LONG)).isTrue();
            backlog.note(line("last"));
            assertThat(backlog.flush(LONG)).isTrue();
            assertThat(written.size() + lost.get()).isEqualTo(more + 1);
            assertThat(lost.get()).isBetween(Backlog.PLACES - 500L, (long) Backlog.PLACES);
        }
        assertThat(written).last().isEqualTo("last");
    }

    @Test
    void aStoreThatFailsIsTriedAgainAndNothingIsLost() {
        AtomicInteger tries = new AtomicInteger();
        try (Backlog backlog = new Backlog((lines, _) -> {
            if (tries.incrementAndGet() < 3) throw failed(Code.NO_SPACE);
            keep(lines);
        })) {
            backlog.note(line("u"));
            assertThat(backlog.flush(LONG)).isTrue();
        }
        assertThat(written).containsExactly("u");
    }

    @Test
    void aLineThatCannotBeKeptIsLeftOutAndTheOthersStay() {
        CountDownLatch go = new CountDownLatch(1);
        AtomicLong lost = new AtomicLong();
        try (Backlog backlog = new Backlog((lines, before) -> {
            await(go);
            if (lines.stream().anyMatch(line -> line.user().equals("bad"))) throw failed(Code.INVALID_ARGUMENT);
            lost.addAndGet(before);
            keep(lines);
        })) {
            for (String user : List.of("a", "bad", "b")) backlog.note(line(user));
            go.countDown();
            assertThat(backlog.flush(LONG)).isTrue();
            backlog.note(line("c"));
        }
        assertThat(written).containsExactly("a", "b", "c");
        assertThat(lost).hasValue(1);
    }

    @Test
    void closingAStoreThatNeverComesBackEnds() {
        Backlog backlog = new Backlog((_, _) -> {
            throw failed(Code.CONNECTION_LOST);
        });
        backlog.note(line("u"));
        backlog.close();
        backlog.note(line("late"));
        assertThat(written).isEmpty();
    }

    private static Failed failed(Code code) {
        return Failure.of(code, "no").thrown();
    }
}
