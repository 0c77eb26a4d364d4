package dev.drey.testbed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.files.Changes;
import dev.drey.files.Failed;
import dev.drey.files.Failure.Code;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/// Chapter of [FileTreeContract]: many threads at once, interrupts, and a tree that is closed.
interface ConcurrentCases extends Ground {
    Duration RACE_LIMIT = Duration.ofSeconds(20);

    @Test
    default void manyThreadsWorkOnTheirOwnFiles() throws Exception {
        List<Object> done = race(24, i -> {
            byte[] content = new byte[20_000];
            new Random(i).nextBytes(content);
            RemotePath path = at("f" + i);
            for (int round = 0; round < 5; round++) {
                Whole.write(tree(), path, content);
                assertThat(Whole.read(tree(), path)).isEqualTo(content);
                tree().setAttributes(path, Changes.ofPermissions(0600));
                assertThat(tree().stat(path).size()).hasValue(content.length);
            }
            return path;
        });
        assertThat(done).hasSize(24);
        assertThat(names(directory())).hasSize(24);
    }

    @Test
    default void manyThreadsReadOneOpenFile() throws Exception {
        byte[] content = new byte[500_000];
        new Random(3).nextBytes(content);
        Whole.write(tree(), at("f"), content);
        try (OpenFile file = tree().open(at("f"), OpenOptions.READ)) {
            race(12, i -> assertThat(Whole.read(file)).isEqualTo(content));
        }
    }

    @Test
    default void oneOfManyMakesTheFile() throws Exception {
        List<Object> outcomes = race(
                16,
                i -> codeOf(() -> {
                    try (OpenFile file = tree().open(at("f"), OpenOptions.createNew(0644))) {
                        file.write(0, java.nio.ByteBuffer.wrap(new byte[] {(byte) i}))
                                .await();
                    }
                }));
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes.stream().distinct()).containsExactlyInAnyOrder("done", Code.ALREADY_EXISTS);
    }

    @Test
    default void oneOfManyMakesTheDirectory() throws Exception {
        List<Object> outcomes = race(16, i -> codeOf(() -> folder("d")));
        assertThat(outcomes).containsOnlyOnce("done");
        assertThat(outcomes.stream().distinct()).containsExactlyInAnyOrder("done", Code.ALREADY_EXISTS);
    }

    @Test
    default void oneOfManyRenamesOntoAName() throws Exception {
        for (int i = 0; i < 12; i++) file("from" + i, "content " + i);
        List<Object> outcomes = race(12, i -> codeOf(() -> tree().rename(at("from" + i), at("to"))));
        assertThat(outcomes).containsOnlyOnce("done");
        int winner = outcomes.indexOf("done");
        assertThat(content(at("to"))).isEqualTo("content " + winner);
        assertThat(names(directory())).hasSize(12).doesNotContain("from" + winner);
    }

    @Test
    default void listingWhileNamesComeAndGoNeverFails() throws Exception {
        for (int i = 0; i < 50; i++) folder("stays" + i);
        race(6, i -> {
            for (int round = 0; round < 30; round++) {
                if (i < 3) {
                    tree().remove(file("comes-" + i, "x"));
                } else {
                    assertThat(names(directory()).stream().filter(name -> name.startsWith("stays")))
                            .hasSize(50);
                }
            }
            return i;
        });
    }

    @Test
    default void anInterruptEndsAWaitAndLeavesTheTreeWhole() throws Exception {
        file("f", "still whole");
        Object outcome = race(1, i -> {
                    Thread.currentThread().interrupt();
                    return codeOf(() -> {
                        for (int round = 0; round < 50; round++) tree().stat(at("f"));
                    });
                })
                .getFirst();
        assertThat(outcome).isIn("done", Code.CANCELLED);
        assertThat(content(at("f"))).isEqualTo("still whole");
        Whole.write(tree(), at("g"), "and writable".getBytes(UTF_8));
    }

    @Test
    default void aClosedTreeRefusesEverything() throws Exception {
        RemotePath path = file("f", "x");
        tree().close();
        tree().close();
        List<Attempt> attempts = List.of(
                () -> tree().stat(path),
                () -> tree().entries(directory()),
                () -> tree().open(path, OpenOptions.READ),
                () -> tree().makeDirectory(at("d"), Changes.NONE),
                () -> tree().remove(path));
        for (Attempt attempt : attempts) {
            Object outcome = race(1, i -> codeOf(attempt)).getFirst();
            assertThat(outcome).isIn(Code.SESSION_CLOSED, Code.CONNECTION_LOST);
        }
    }

    /// What one of many threads does.
    interface Part {
        Object run(int number) throws Exception;
    }

    /// Starts all parts at the same moment, each in a thread of its own, and gives what they returned, in order.
    private static List<Object> race(int threads, Part part)
            throws InterruptedException, ExecutionException, TimeoutException {
        CountDownLatch start = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<Object> task = () -> {
                    start.await();
                    return part.run(number);
                };
                futures.add(executor.submit(task));
            }
            start.countDown();
            try {
                List<Object> results = new ArrayList<>();
                for (Future<Object> future : futures) {
                    results.add(future.get(RACE_LIMIT.toSeconds(), TimeUnit.SECONDS));
                }
                return results;
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private static Object codeOf(Attempt attempt) {
        try {
            attempt.run();
            return "done";
        } catch (Failed failed) {
            return failed.code();
        }
    }
}
