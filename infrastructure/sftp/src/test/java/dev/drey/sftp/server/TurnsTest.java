package dev.drey.sftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.RemotePath;
import dev.drey.sftp.server.Turn.Claim;
import dev.drey.sftp.server.Turn.Stream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();
    private final List<String> started = new ArrayList<>();
    private final Map<String, Turn> byName = new HashMap<>();

    private static Claim claim(String path, boolean exclusive) {
        return new Claim(RemotePath.of(path).names(), exclusive);
    }

    private void enter(String name, @Nullable Stream stream, Claim... claims) {
        Turn turn = new Turn(List.of(claims), stream, false, List.of(), () -> started.add(name));
        byName.put(name, turn);
        turns.enter(turn);
    }

    private void change(String name, String path) {
        enter(name, null, claim(path, true));
    }

    private void look(String name, String path) {
        enter(name, null, claim(path, false));
    }

    private Turn turn(String name) {
        return java.util.Objects.requireNonNull(byName.get(name));
    }

    private void end(String name) {
        turns.ended(turn(name));
    }

    @Test
    void differentPathsHappenAtOnce() {
        change("a", "/a");
        change("b", "/b");
        look("c", "/c/d");
        assertThat(started).containsExactly("a", "b", "c");
    }

    @Test
    void samePathsHappenOneAfterTheOther() {
        change("1", "/a");
        change("2", "/a");
        change("3", "/a");
        assertThat(started).containsExactly("1");
        end("1");
        assertThat(started).containsExactly("1", "2");
        end("2");
        assertThat(started).containsExactly("1", "2", "3");
    }

    @Test
    void aDirectoryIsMadeBeforeWhatIsInIt() {
        change("mkdir a", "/a");
        change("mkdir a/b", "/a/b");
        change("open a/b/f", "/a/b/f");
        change("open a/c", "/a/c");
        assertThat(started).containsExactly("mkdir a");
        end("mkdir a");
        assertThat(started).containsExactly("mkdir a", "mkdir a/b", "open a/c");
        end("mkdir a/b");
        assertThat(started).endsWith("open a/b/f");
    }

    @Test
    void whatIsInADirectoryGoesBeforeTheDirectory() {
        change("rm a/b/f", "/a/b/f");
        change("rmdir a", "/a");
        assertThat(started).containsExactly("rm a/b/f");
        end("rm a/b/f");
        assertThat(started).endsWith("rmdir a");
    }

    @Test
    void lookingDoesNotWaitForLooking() {
        look("1", "/a");
        look("2", "/a/b");
        change("3", "/a/b");
        look("4", "/a");
        assertThat(started).containsExactly("1", "2");
        end("1");
        assertThat(started).hasSize(2);
        end("2");
        assertThat(started).containsExactly("1", "2", "3");
        end("3");
        assertThat(started).endsWith("4");
    }

    @Test
    void aRenameHoldsBothItsPaths() {
        enter("rename", null, claim("/a", true), claim("/b", true));
        look("in a", "/a/x");
        look("in b", "/b/x");
        look("in c", "/c/x");
        assertThat(started).containsExactly("rename", "in c");
        end("rename");
        assertThat(started).containsExactly("rename", "in c", "in a", "in b");
    }

    @Test
    void requestsOfOneOpenFileWaitOnlyUntilTheEarlierIsIssued() {
        Stream file = new Stream();
        enter("w1", file, claim("/f", true));
        enter("w2", file, claim("/f", true));
        enter("w3", file, claim("/f", true));
        assertThat(started).containsExactly("w1");
        turns.issued(turn("w1"));
        assertThat(started).containsExactly("w1", "w2");
        turns.issued(turn("w2"));
        assertThat(started).containsExactly("w1", "w2", "w3");
    }

    @Test
    void aCloseWaitsEvenForReadsToBeIssued() {
        Stream file = new Stream();
        enter("read", file, claim("/f", false));
        close(file, "/f");
        assertThat(started).containsExactly("read");
        turns.issued(turn("read"));
        assertThat(started).containsExactly("read", "close /f");
    }

    private void close(Stream file, String path) {
        turns.enter(new Turn(List.of(claim(path, false)), file, true, List.of(), () -> started.add("close " + path)));
    }

    @Test
    void aCloseWaitsForTheEndOfWhatUsesItsFile() {
        Stream from = new Stream();
        Stream other = new Stream();
        Turn copy = new Turn(
                List.of(claim("/f", false), claim("/g", true)), null, false, List.of(from), () -> started.add("copy"));
        turns.enter(copy);
        enter("read", from, claim("/f", false));
        close(from, "/f");
        close(other, "/f");
        assertThat(started).containsExactly("copy", "read", "close /f");
        turns.issued(turn("read"));
        turns.issued(copy);
        assertThat(started).hasSize(3);
        turns.ended(copy);
        assertThat(started).containsExactly("copy", "read", "close /f", "close /f");
    }

    @Test
    void othersWaitUntilEveryWriteHasEnded() {
        Stream file = new Stream();
        enter("w1", file, claim("/f", true));
        turns.issued(turn("w1"));
        enter("w2", file, claim("/f", true));
        turns.issued(turn("w2"));
        look("stat", "/f");
        enter("w3", file, claim("/f", true));
        assertThat(started).containsExactly("w1", "w2");
        end("w2");
        assertThat(started).containsExactly("w1", "w2");
        end("w1");
        assertThat(started).containsExactly("w1", "w2", "stat");
        end("stat");
        assertThat(started).endsWith("w3");
    }

    @Test
    void nothingIsRememberedOfWhatHasEnded() {
        change("1", "/a/b/c");
        change("2", "/a");
        look("3", "/a/b");
        for (String name : List.of("1", "2", "3")) end(name);
        assertThat(started).containsExactly("1", "2", "3");
        assertThat(turns.isEmpty()).isTrue();
        assertThat(turns.running()).isZero();
    }

    @Test
    void endingTwiceChangesNothing() {
        change("1", "/a");
        change("2", "/a");
        change("3", "/a");
        end("1");
        end("1");
        assertThat(started).containsExactly("1", "2");
    }

    @Test
    void veryDeepPathsStayInOrder() {
        String deep = "/x".repeat(5000);
        change("1", deep + "/a");
        change("2", deep + "/a/b");
        assertThat(started).containsExactly("1");
        end("1");
        end("2");
        assertThat(turns.isEmpty()).isTrue();
    }

    /// Against a plain list of all earlier turns, whatever the order of the answers.
    @Test
    void randomTurnsOverlapExactlyWhereTheyMay() {
        for (int seed = 0; seed < 40; seed++) new RandomRun(new Random(seed)).run();
    }

    /// Some turns that enter, are issued and end in random order, each start compared with the rule.
    private static final class RandomRun {
        private static final List<String> PATHS =
                List.of("/", "/a", "/a/b", "/a/b/c", "/a/d", "/e", "/e/f", "/a/b/c/g");
        private final Random random;
        private final Turns turns = new Turns();
        private final List<Turn> all = new ArrayList<>();
        private final List<Turn> open = new ArrayList<>();

        RandomRun(Random random) {
            this.random = random;
        }

        void run() {
            List<Stream> streams = List.of(new Stream(), new Stream());
            for (int i = 0; i < 30; i++) {
                String path = PATHS.get(random.nextInt(PATHS.size()));
                List<Claim> claims = new ArrayList<>(List.of(claim(path, random.nextBoolean())));
                if (random.nextInt(4) == 0) claims.add(claim(PATHS.get(random.nextInt(PATHS.size())), true));
                @Nullable Stream stream = random.nextBoolean() ? streams.get(random.nextInt(2)) : null;
                Turn[] self = new Turn[1];
                Turn turn = new Turn(claims, stream, false, List.of(), () -> open.add(self[0]));
                self[0] = turn;
                all.add(turn);
                turns.enter(turn);
                compare();
                if (random.nextInt(3) == 0) step();
            }
            while (!open.isEmpty()) step();
            assertThat(all).allMatch(turn -> turn.ended);
            assertThat(turns.isEmpty()).isTrue();
        }

        private void step() {
            if (open.isEmpty()) return;
            Turn turn = open.get(random.nextInt(open.size()));
            if (!turn.issued && random.nextBoolean()) {
                turns.issued(turn);
            } else {
                open.remove(turn);
                turns.ended(turn);
            }
            compare();
        }

        private void compare() {
            for (int i = 0; i < all.size(); i++) {
                Turn turn = all.get(i);
                boolean free = all.subList(0, i).stream().allMatch(earlier -> letsPass(earlier, turn));
                boolean begun = turn.ended || open.contains(turn);
                if (begun != (free || turn.ended)) throw new AssertionError("turn " + i + " of " + all.size());
            }
        }

        private static boolean letsPass(Turn earlier, Turn turn) {
            boolean meet = earlier.claims.stream()
                    .anyMatch(one -> turn.claims.stream()
                            .anyMatch(other ->
                                    (one.exclusive() || other.exclusive()) && related(one.path(), other.path())));
            if (!meet || earlier.ended) return true;
            return earlier.stream != null && earlier.stream == turn.stream && earlier.issued;
        }

        private static boolean related(List<?> one, List<?> other) {
            int shared = Math.min(one.size(), other.size());
            return one.subList(0, shared).equals(other.subList(0, shared));
        }
    }
}
