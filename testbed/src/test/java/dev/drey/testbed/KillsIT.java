package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.testbed.DreyProgram.Going;
import dev.drey.testbed.DreyProgram.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// kill -9 of either end at any moment, then the same command again: the right file, never a part of it under the final
/// name, and what was acknowledged is not sent again beyond a MiB. Twenty times, a thousand with `-Ddrey.long=true`.
class KillsIT {
    private static final int MIB = 1 << 20;
    private static final int SIZE = 64 * MIB + 12_345;
    private static final Pattern RESUMED = Pattern.compile("\"resumedFrom\":(\\d+)");

    private static final Pattern PROGRESS = Pattern.compile("\"transferred\":(\\d+)");

    private static final String OLD = "what was there before";

    /// Slow enough for kills to land in the middle.
    private static final String PACE = "24M";

    private final Random random = new Random(Long.getLong("drey.seed", 20_261_120));
    private final byte[] content = new byte[SIZE];

    /// The most that any killed run has said to be safe.
    private long acknowledged;

    private Sshd sshd;
    private DreyProgram drey;
    private Path here;
    private Path there;

    @BeforeEach
    void begin() throws IOException {
        sshd = Sshd.start();
        drey = new DreyProgram().knowing(sshd);
        random.nextBytes(content);
        here = Files.write(drey.work().resolve("data"), content);
        there = sshd.disk().resolve("data");
    }

    @AfterEach
    void end() {
        drey.close();
        sshd.close();
    }

    private static int times() {
        return Integer.getInteger("drey.kills", Boolean.getBoolean("drey.long") ? 500 : 10);
    }

    @Test
    @Timeout(7200)
    void aPutThatWasKilledGoesOnWhereItWas() throws Exception {
        killed(times(), there, "put", "--json", "data", "box:data");
    }

    @Test
    @Timeout(7200)
    void aGetThatWasKilledGoesOnWhereItWas() throws Exception {
        Files.move(here, there);
        killed(times(), here, "get", "--json", "box:data", "data");
    }

    /// The work is begun anew whenever it has ended, so that kills go on until there were enough.
    private void killed(int kills, Path target, String... words) throws Exception {
        int done = 0;
        while (done < kills) {
            Files.writeString(target, OLD);
            acknowledged = 0;
            int most = Math.min(kills - done, 5);
            for (int i = 0; i < most; i++, done++) killOnce(target, done, words);
            Run last = drey.start(Path.of("/dev/null"), words).finished(Duration.ofMinutes(2));
            assertThat(last.exit()).as("%s", last).isZero();
            assertThat(resumedFrom(last)).isGreaterThanOrEqualTo(acknowledged - MIB);
            assertThat(Files.mismatch(here, there)).isEqualTo(-1);
            assertThat(Files.size(target)).isEqualTo(SIZE);
            assertThat(side(target)).isEmpty();
            Leftovers.assertNobodyHolds(drey.work());
            Leftovers.assertNobodyHolds(sshd.disk());
            assertThat(drey.running()).isEmpty();
            assertThat(last.took()).isLessThan(Duration.ofMinutes(1));
        }
    }

    /// A run that is killed after it has moved a random amount, or whose server's session is, which it survives;
    /// then it is killed too.
    private void killOnce(Path target, int number, String... words) throws Exception {
        long before = sizeOfSide(target);
        long goal = before + random.nextInt(6 * MIB);
        Going run = drey.start(Path.of("/dev/null"), paced(words));
        await(run, target, goal);
        if (number % 2 == 1) {
            sshd.killSessions();
            await(run, target, goal + random.nextInt(3 * MIB));
        }
        run.process().destroyForcibly().waitFor();
        assertThat(target)
                .as("the old file stands under the final name until the new one is whole")
                .hasContent(OLD);
        acknowledged = Math.max(acknowledged, lastProgress(run));
        assertThat(sizeOfSide(target)).as("what was acknowledged is kept").isGreaterThanOrEqualTo(acknowledged - MIB);
    }

    /// What the run itself said last that the other side had acknowledged.
    private static long lastProgress(Going run) throws IOException {
        long last = 0;
        Matcher matcher = PROGRESS.matcher(Files.readString(run.out()));
        while (matcher.find()) last = Long.parseLong(matcher.group(1));
        return last;
    }

    private static void await(Going run, Path target, long goal) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !run.process().isAlive() || (side(target).isPresent() && sizeOfSide(target) >= goal));
        if (!run.process().isAlive())
            throw new AssertionError("ended by itself: " + run.finished(Duration.ofSeconds(1)));
    }

    private static String[] paced(String... words) {
        return Stream.concat(
                        Stream.of(words[0], "--bwlimit", PACE), Stream.of(words).skip(1))
                .toArray(String[]::new);
    }

    private static long sizeOfSide(Path target) throws IOException {
        Optional<Path> side = side(target);
        return side.isPresent() ? Files.size(side.get()) : 0;
    }

    private static Optional<Path> side(Path target) throws IOException {
        try (Stream<Path> all = Files.list(target.resolveSibling("."))) {
            List<Path> sides =
                    all.filter(path -> path.toString().endsWith(".drey-part")).toList();
            assertThat(sides).as("one side file at most").hasSizeLessThanOrEqualTo(1);
            return sides.stream().findFirst();
        }
    }

    private static long resumedFrom(Run run) {
        Matcher matcher = RESUMED.matcher(run.out());
        assertThat(matcher.find()).as("%s", run).isTrue();
        return Long.parseLong(matcher.group(1));
    }
}
