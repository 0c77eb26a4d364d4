package dev.drey.mcp;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import java.time.Duration;
import java.time.Instant;
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
final class Batch implements Task {
    private static final long TELL_MILLIS = 100;

    private final String id = "b-" + UUID.randomUUID();
    private final Instant began = Instant.now();
    private final boolean stopOnError;
    private final List<Step> steps = new ArrayList<>();
    private CountDownLatch left = new CountDownLatch(0);
    private CountDownLatch unmeasured = new CountDownLatch(0);
    private Optional<ExecutorService> threads = Optional.empty();
    private volatile boolean stopped;
    private volatile boolean cancelled;
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
            try {
                OptionalLong bytes =
                        stopped ? OptionalLong.empty() : size.map(Size::bytes).orElse(OptionalLong.empty());
                synchronized (this) {
                    total = Math.max(total, bytes.orElse(0));
                }
            } finally {
                unmeasured.countDown();
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
                work = Optional.empty();
                size = Optional.empty();
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

    /// Begins, in the order they were added, so many at once; first of all what they will carry is summed up.
    void start(int concurrency) {
        left = new CountDownLatch(steps.size());
        unmeasured = new CountDownLatch(steps.size());
        ExecutorService crew = Executors.newFixedThreadPool(
                concurrency, Thread.ofVirtual().name("drey-batch").factory());
        threads = Optional.of(crew);
        for (Step step : steps) crew.execute(step::measure);
        for (Step step : steps) crew.execute(step::run);
        crew.shutdown();
    }

    @Override
    public boolean follow(Peer peer, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        boolean over = hasEnded();
        while (!over && System.nanoTime() - end < 0) {
            over = left.await(TELL_MILLIS, TimeUnit.MILLISECONDS);
            if (unmeasured.getCount() == 0) tell(peer);
        }
        return over;
    }

    private void tell(Peer peer) {
        long total = total();
        if (total > 0) peer.progress((double) transferred(), OptionalDouble.of((double) total), current);
    }

    @Override
    public boolean awaitEnd(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        boolean interrupted = Thread.interrupted();
        boolean over = hasEnded();
        while (!over && System.nanoTime() - end < 0) {
            try {
                over = left.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
        return over;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean isCalled(String name) {
        return id.equals(name);
    }

    @Override
    public String what() {
        return "sftp-batch of " + steps.size() + " commands";
    }

    @Override
    public Instant began() {
        return began;
    }

    @Override
    public boolean hasEnded() {
        return left.getCount() == 0;
    }

    @Override
    public String state() {
        if (!hasEnded()) return "running";
        if (cancelled) return "cancelled";
        return count(false) == 0 ? "done" : "failed";
    }

    private long total() {
        return steps.stream().mapToLong(Step::total).sum();
    }

    private long transferred() {
        return steps.stream().mapToLong(Step::done).sum();
    }

    /// Stops what runs and begins nothing more.
    @Override
    public void cancel() {
        if (hasEnded()) return;
        cancelled = true;
        stopped = true;
        // Those that wait are run too, since each counts itself as over: they see that all is stopped.
        threads.ifPresent(crew -> crew.shutdownNow().forEach(Runnable::run));
    }

    @Override
    public void pause() throws Failed {
        throw unsteerable("paused");
    }

    @Override
    public void resume() throws Failed {
        throw unsteerable("resumed");
    }

    private Failed unsteerable(String how) {
        return Failure.of(
                        Failure.Code.UNSUPPORTED,
                        "a batch cannot be " + how + " as a whole; its transfers can, each by its own id")
                .thrown();
    }

    private long count(boolean well) {
        return steps.stream().filter(step -> step.isOver(well)).count();
    }

    /// For a person.
    String counts() {
        return count(true) + " of " + steps.size() + " done, " + count(false) + " failed";
    }

    @Override
    public Map<String, Object> standing(boolean whole) {
        Map<String, Object> standing = new LinkedHashMap<>();
        standing.put("id", id);
        standing.put("what", what());
        standing.put("began", began.toString());
        standing.put("state", state());
        standing.putAll(sum(whole));
        long total = total();
        if (total > 0) standing.put("percentage", Math.round(1000.0 * transferred() / total) / 10.0);
        return standing;
    }

    @Override
    public String line(Map<String, Object> standing) {
        return what() + ": " + state() + ", " + counts();
    }

    private Map<String, Object> sum(boolean whole) {
        long skipped = steps.stream().filter(Step::isSkipped).count();
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("batchId", id);
        sum.put("totalTransfers", steps.size());
        sum.put("completed", count(true));
        sum.put("failed", count(false));
        sum.put("skipped", skipped);
        sum.put("running", steps.size() - count(true) - count(false) - skipped);
        sum.put("totalBytes", total());
        sum.put("transferredBytes", transferred());
        if (whole) sum.put("results", steps.stream().map(Step::row).toList());
        return sum;
    }

    /// What the call that began it answers.
    Said said() {
        String state = state();
        Map<String, Object> sum = sum(true);
        String output = Json.text(sum);
        Map<String, Object> more = Map.of("transfer", Map.of("id", id, "state", state));
        List<Map<String, Object>> broken =
                steps.stream().filter(step -> step.isOver(false)).map(Step::row).toList();
        return broken.isEmpty() ? Said.of(output, more) : broken(output, broken.getFirst(), more);
    }

    private Said broken(String output, Map<String, Object> first, Map<String, Object> transfer) {
        String words = "sftp-batch: " + counts() + "; the first: " + first.get("stderr");
        Map<String, Object> error = new LinkedHashMap<>();
        if (first.get("error") instanceof Map<?, ?> why) {
            why.forEach((name, value) -> error.put(String.valueOf(name), value));
        }
        error.put("message", words);
        Map<String, Object> more = new LinkedHashMap<>(transfer);
        more.put("error", error);
        return new Said(1, output, words, more);
    }
}
