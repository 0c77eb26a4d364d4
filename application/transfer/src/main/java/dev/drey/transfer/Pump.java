package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Moves a range of bytes from one open file to another through lanes, and watches over them.
///
/// The lanes' threads send; the caller's thread looks every tenth of a second at the reins, at stalls and at the
/// pace, and has further lanes opened ([Widening]).
final class Pump {
    private static final int CHUNK = 256 * 1024;
    private static final int GRAIN = 4096;

    /// Two threads on the first lane: one reads the disk or hashes while the other sends.
    private static final int FIRST_LANE = 2;

    private final Job job;
    private final Ends ends;
    private final Chunks chunks;
    private final long end;
    private final boolean openEnded;
    private final Flow flow;
    private final @Nullable Ordered hash;
    private final Habits.Habit habit;
    private final Pulse pulse;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /// @param start of what is to be moved; it goes to the source's end
    /// @param hash of what is read; null: none
    Pump(Job job, Ends ends, long start, Flow flow, @Nullable Ordered hash) {
        this.job = job;
        this.ends = ends;
        this.openEnded = job.isStream();
        this.end = openEnded ? Long.MAX_VALUE : ends.source().size();
        this.chunks = new Chunks(start, end, chunk(job, ends.input(), ends.output()));
        this.flow = flow;
        this.hash = hash;
        this.habit = job.setting().habits().of(job.to().tree());
        this.pulse = new Pulse(job, flow);
    }

    /// The largest request that both ends take, in whole pages; smaller under a tight limit, so that it holds
    /// within a quarter of a second.
    private static int chunk(Job job, OpenFile source, OpenFile target) {
        int most = Math.min(CHUNK, Math.min(source.largestRead(), target.largestWrite()));
        if (job.options().pace().chunkSize().isPresent()) {
            return job.options().pace().request(most);
        }
        long rate = job.throttle().rate();
        long slow = rate == 0 ? most : Math.clamp(rate / 4, GRAIN, most);
        return (int) (slow > GRAIN ? slow / GRAIN * GRAIN : slow);
    }

    /// Ends when every byte is acknowledged.
    ///
    /// @throws Failed the first failure of any lane, when all have stopped
    void run() throws Failed {
        try (Window window = new Window(reserves(), job.options().pace().windowSize())) {
            boolean one = habit.sequential || openEnded;
            for (int i = 0; i < (one ? 1 : FIRST_LANE); i++) start(() -> flow(ends.input(), ends.output(), window));
            Optional<Widening> widening = one ? Optional.empty() : Optional.of(widening(window));
            watch(window, widening);
        }
        Failed failed = flow.failure();
        if (failed != null) throw new Failed(failed.failure(), failed);
    }

    /// Of the process, and of each far side's connections.
    private List<Reserve> reserves() {
        Habits habits = job.setting().habits();
        Stream<Reserve> far =
                Stream.of(job.from(), job.to()).filter(end -> !end.local()).map(end -> habits.of(end.tree()).reserve);
        return Stream.concat(Stream.of(habits.process()), far).distinct().toList();
    }

    private Widening widening(Window window) {
        return new Widening(job, ends, flow, this::start, (input, output) -> flow(input, output, window));
    }

    private void flow(OpenFile input, OpenFile output, Window window) {
        new Lane(input, output, chunks, window, flow, hash, openEnded).run();
    }

    /// Real threads: there are few, each waits for one large reply after the other and then for the disk, and to be
    /// woken costs the carriers of a virtual one three times the system calls.
    private void start(Runnable work) {
        threads.add(Thread.ofPlatform().daemon().name("lane").start(work));
    }

    private void watch(Window window, Optional<Widening> widening) {
        Stopping stopping = new Stopping(job.setting().patience());
        boolean interrupted = false;
        for (Thread alive = alive(widening); alive != null && !stopping.isOver(); alive = alive(widening)) {
            try {
                boolean ended = alive.join(job.setting().patience().tick());
                if (!ended || flow.hasFailed()) look(window, widening, stopping);
            } catch (InterruptedException stop) {
                interrupted = true;
                flow.fail(Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(stop));
                stopping.now(threads);
            }
        }
        widening.ifPresent(Widening::end);
        if (interrupted) Thread.currentThread().interrupt();
    }

    /// One that still moves bytes.
    private @Nullable Thread alive(Optional<Widening> widening) {
        for (Thread thread : threads) {
            boolean opening = widening.map(each -> each.isOpening(thread)).orElse(false);
            if (thread.isAlive() && (!opening || flow.hasFailed())) return thread;
        }
        return null;
    }

    private void look(Window window, Optional<Widening> widening, Stopping stopping) {
        try {
            job.transfer().check();
        } catch (Failed failed) {
            flow.fail(failed);
        }
        boolean before = flow.hasFailed();
        flow.checkStall(job.setting().patience().stalled());
        if (!before && flow.hasFailed()) stopping.now(threads);
        if (flow.hasFailed()) {
            stopping.soon(threads);
            return;
        }
        pulse.beat();
        window.aim(pulse.aim());
        widening.ifPresent(each -> each.look(pulse.bandwidthDelay(), pulse.isGrowing(), end - flow.safe()));
    }

    /// The threads that still work, for tests.
    List<Thread> threads() {
        return new ArrayList<>(threads);
    }
}
