package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Commands that were asked for together, each on a thread of the batch; they may outlast the call that began them.
/// The call's own thread waits, and tells how far their sum is.
final class Batch {
    private static final long TELL_MILLIS = 100;

    /// How long what is cancelled is awaited.
    private static final long DRAIN_SECONDS = 12;

    private final String id = "b-" + UUID.randomUUID();
    private final boolean stopOnError;
    private final List<Step> steps = new ArrayList<>();
    private CountDownLatch left = new CountDownLatch(0);
    private Optional<ExecutorService> threads = Optional.empty();
    private volatile boolean stopped;
    private volatile String current = "";

    /// @param stopOnError whether nothing more begins once something has failed
    Batch(boolean stopOnError) {
        this.stopOnError = stopOnError;
    }

    /// What a step does.
    interface Work {
        Said run() throws Failed;
    }

    /// How many bytes it will carry.
    interface Size {
        OptionalLong bytes();
    }

    /// One command. Guarded by itself.
    final class Step {
        private final String command;
        private final List<String> args;
        private Optional<Work> work = Optional.empty();
        private Optional<Size> size = Optional.empty();
        private Optional<Said> said = Optional.empty();
        private Optional<Failure> failure = Optional.empty();
        private boolean skipped;
        private long done;
        private long total;

        private Step(String command, List<String> args) {
            this.command = command;
            this.args = args;
        }

        void does(Work what, Size howMuch) {
            work = Optional.of(what);
            size = Optional.of(howMuch);
        }

        /// Hears of its own transfer.
        synchronized void moved(long bytes, long whole, String file) {
            done = Math.max(done, bytes);
            total = Math.max(whole, done);
            current = file;
        }

        private void measure() {
            OptionalLong bytes = size.map(Size::bytes).orElse(OptionalLong.empty());
            synchronized (this) {
                total = bytes.orElse(0);
            }
        }

        private void run() {
            try {
                if (stopped) skip();
                else ended(work.orElseThrow().run());
            } catch (Failed failed) {
                broken(failed.failure());
            } catch (RuntimeException fault) {
                org.slf4j.LoggerFactory.getLogger(Batch.class)
                        .error("a fault in the program, during {}", command, fault);
                broken(Failure.of(
                        Failure.Code.INTERNAL, command + ": a fault in the program itself; its log says more"));
            } finally {
                left.countDown();
            }
        }

        private synchronized void skip() {
            skipped = true;
        }

        private synchronized void ended(Said how) {
            said = Optional.of(how);
            if (how.exitCode() != 0 && stopOnError) stopped = true;
            if (how.more().get("transfer") instanceof Map<?, ?> transfer
                    && transfer.get("size") instanceof Number bytes) {
                done = bytes.longValue();
            }
            total = done;
        }

        private synchronized void broken(Failure why) {
            said = Optional.of(Said.of(why));
            failure = Optional.of(why);
            if (stopOnError) stopped = true;
        }

        private synchronized boolean isOver(boolean well) {
            return said.isPresent() && (said.get().exitCode() == 0) == well;
        }

        private synchronized boolean isSkipped() {
            return skipped;
        }

        private synchronized long done() {
            return done;
        }

        private synchronized long total() {
            return total;
        }

        private synchronized Map<String, Object> row() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("command", command);
            row.put("args", args);
            if (said.isEmpty()) {
                row.put("state", skipped ? "skipped" : "running");
                return row;
            }
            row.put("state", said.get().exitCode() == 0 ? "done" : "failed");
            row.put("exitCode", said.get().exitCode());
            row.put("output", said.get().output());
            row.put("stderr", said.get().errors());
            row.putAll(said.get().more());
            failure.ifPresent(why -> row.put("error", Failures.map(why)));
            return row;
        }
    }

    /// Before it is started.
    Step add(String command, List<Object> args) {
        Step step = new Step(command, Echo.of(args.stream().map(String::valueOf).toList()));
        steps.add(step);
        return step;
    }

    Stream<String> commands() {
        return steps.stream().map(step -> step.command);
    }

    /// Begins, in the order they were added, so many at once.
    void start(int concurrency) throws InterruptedException {
        left = new CountDownLatch(steps.size());
        ExecutorService crew = Executors.newFixedThreadPool(
                concurrency, Thread.ofVirtual().name("drey-batch").factory());
        threads = Optional.of(crew);
        crew.invokeAll(
                steps.stream().map(step -> Executors.callable(step::measure)).toList());
        for (Step step : steps) crew.execute(step::run);
        crew.shutdown();
    }

    /// Waits for the end of all, as long as the call does.
    void await(Peer peer, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean over = false;
        while (!over && System.nanoTime() - end < 0) {
            over = left.await(TELL_MILLIS, TimeUnit.MILLISECONDS);
            long total = steps.stream().mapToLong(Step::total).sum();
            if (total > 0) peer.progress((double) transferred(), OptionalDouble.of((double) total), current);
        }
    }

    private long transferred() {
        return steps.stream().mapToLong(Step::done).sum();
    }

    /// Stops what runs and begins nothing more.
    void cancel() {
        stopped = true;
        threads.ifPresent(crew -> {
            // Those that wait are run too, since each counts itself as over: they see that all is stopped.
            crew.shutdownNow().forEach(Runnable::run);
            try {
                if (!crew.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) stopped = true;
            } catch (InterruptedException again) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private long count(boolean well) {
        return steps.stream().filter(step -> step.isOver(well)).count();
    }

    /// For a person.
    String counts() {
        return count(true) + " of " + steps.size() + " done, " + count(false) + " failed";
    }

    Said said() {
        long skipped = steps.stream().filter(Step::isSkipped).count();
        long failed = count(false);
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("batchId", id);
        sum.put("totalTransfers", steps.size());
        sum.put("completed", count(true));
        sum.put("failed", failed);
        sum.put("skipped", skipped);
        sum.put("running", steps.size() - count(true) - failed - skipped);
        sum.put("totalBytes", steps.stream().mapToLong(Step::total).sum());
        sum.put("transferredBytes", transferred());
        List<Map<String, Object>> results = steps.stream().map(Step::row).toList();
        sum.put("results", results);
        String output = Json.text(sum);
        if (failed == 0) return Said.of(output);
        return broken(output, results);
    }

    private Said broken(String output, List<Map<String, Object>> results) {
        Map<String, Object> first = results.stream()
                .filter(row -> "failed".equals(row.get("state")))
                .findFirst()
                .orElseThrow();
        String words = "sftp-batch: " + counts() + "; the first: " + first.get("stderr");
        Map<String, Object> error = new LinkedHashMap<>();
        if (first.get("error") instanceof Map<?, ?> why) {
            why.forEach((name, value) -> error.put(String.valueOf(name), value));
        }
        error.put("message", words);
        return new Said(1, output, words, Map.of("error", error));
    }
}
