package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Moves a range of bytes from one open file to another through lanes, and watches over them.
///
/// The lanes' threads send; the caller's thread looks every tenth of a second at the reins, at stalls and at the
/// pace, and opens further lanes where one channel's window is narrower than bandwidth × delay.
final class Pump {
    private static final int CHUNK = 256 * 1024;
    private static final int GRAIN = 4096;

    /// Two threads on the first lane: one reads the disk or hashes while the other sends.
    private static final int FIRST_LANE = 2;

    /// With the first; what a second connection may add is in it.
    private static final int MOST_LANES = 8;

    /// How full a lane's window must look before another is opened.
    private static final double NARROW = 0.6;

    private final Job job;
    private final OpenFile source;
    private final OpenFile target;
    private final RemotePath targetPath;
    private final Chunks chunks;
    private final long end;
    private final boolean openEnded;
    private final Flow flow;
    private final @Nullable Ordered hash;
    private final Habits.Habit habit;
    private final Pulse pulse;

    /// Of the connection that the target was opened on.
    private final Optional<Lanes> more;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private int lanes = 1;

    /// @param end of the range; [Long#MAX_VALUE] where only the source knows
    Pump(
            Job job,
            OpenFile source,
            OpenFile target,
            RemotePath targetPath,
            long start,
            long end,
            Flow flow,
            @Nullable Ordered hash) {
        this.job = job;
        this.source = source;
        this.target = target;
        this.targetPath = targetPath;
        this.end = end;
        this.openEnded = end == Long.MAX_VALUE;
        this.chunks = new Chunks(start, end, chunk(job, source, target));
        this.flow = flow;
        this.hash = hash;
        this.habit = job.setting().habits().of(job.to().tree());
        this.pulse = new Pulse(job, flow);
        this.more = job.to().tree().power(Lanes.class);
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
        List<Reserve> reserves = List.of(job.setting().habits().process(), habit.reserve);
        try (Window window = new Window(reserves, job.options().pace().windowSize())) {
            int first = habit.sequential || openEnded ? 1 : FIRST_LANE;
            for (int i = 0; i < first; i++) start(() -> lane(target, window).run());
            watch(window);
        }
        Failed failed = flow.failure();
        if (failed != null) throw new Failed(failed.failure(), failed);
    }

    private Lane lane(OpenFile to, Window window) {
        return new Lane(source, to, chunks, window, flow, hash, openEnded);
    }

    private void start(Runnable work) {
        threads.add(Thread.ofVirtual().name("lane").start(work));
    }

    private void watch(Window window) {
        Stopping stopping = new Stopping(job.setting().patience());
        boolean interrupted = false;
        for (Thread alive = alive(); alive != null && !stopping.isOver(); alive = alive()) {
            try {
                boolean ended = alive.join(job.setting().patience().tick());
                if (!ended || flow.hasFailed()) look(window, stopping);
            } catch (InterruptedException stop) {
                interrupted = true;
                flow.fail(Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(stop));
                stopping.now(threads);
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    private @Nullable Thread alive() {
        for (Thread thread : threads) {
            if (thread.isAlive()) return thread;
        }
        return null;
    }

    private void look(Window window, Stopping stopping) {
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
        window.aim(2 * pulse.bandwidthDelay());
        widen(window);
    }

    /// Opens as many lanes again as there are, while their windows together are too narrow.
    private void widen(Window window) {
        if (habit.sequential || habit.noLanes || openEnded) return;
        if (more.isEmpty() || end - flow.safe() < more.get().laneWindow()) return;
        if (pulse.bandwidthDelay() < NARROW * more.get().laneWindow() * lanes) return;
        int wanted = Math.min(MOST_LANES, lanes * 2);
        for (int number = lanes; number < wanted; number++) {
            int mine = number;
            start(() -> further(more.get(), mine, window));
        }
        lanes = wanted;
    }

    /// One more lane, if the far side gives it; a refusal is normal.
    private void further(Lanes more, int number, Window window) {
        Optional<OpenFile> opened = open(more, number);
        if (opened.isEmpty()) {
            habit.noLanes = true;
            return;
        }
        try (OpenFile file = opened.get()) {
            lane(file, window).run();
        } catch (Failed failed) {
            flow.fail(failed);
        }
    }

    private Optional<OpenFile> open(Lanes more, int number) {
        try {
            Optional<FileTree> tree = more.lane(number);
            return tree.isEmpty() ? Optional.empty() : Optional.of(tree.get().open(targetPath, OpenOptions.WRITE));
        } catch (Failed failed) {
            return Optional.empty();
        }
    }

    /// The threads that still work, for tests.
    List<Thread> threads() {
        return new ArrayList<>(threads);
    }
}
