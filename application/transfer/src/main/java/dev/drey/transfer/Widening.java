package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens further lanes for one file's flow where those it has are narrower than bandwidth × delay.
///
/// A far side that is written to fixes the window of each channel, so more channels are opened there, and then more
/// connections. One that is read from sends into a window of ours, which is wide: there only the bound of what is in
/// flight on a connection is narrow, and each lane is a connection. [#look] and [#end] are the watching thread's;
/// the lanes run in threads of their own.
final class Widening {
    /// Of one file; four connections with four channels each.
    private static final int MOST_LANES = 16;

    /// How full what there is must look before more is opened.
    private static final double NARROW = 0.6;

    /// The same while the flow still grows: by the time that lanes stand it will have doubled a few times.
    private static final double SOON_CHANNELS = 0.4;

    private static final double SOON_CONNECTION = 0.25;

    /// Round trips that opening a channel or a connection takes, at least; what is left must be worth it.
    private static final int CHANNEL = 5;

    private static final int CONNECTION = 15;

    /// What the threads that open lanes have when they are not needed any more.
    private static final Duration LEAVING = Duration.ofSeconds(1);

    /// Runs a lane between two open files until it has nothing left to do.
    interface Flowing {
        void run(OpenFile input, OpenFile output);
    }

    private final Ends ends;
    private final Flow flow;
    private final Executor threads;
    private final Flowing flowing;
    private final Side reading;
    private final Side writing;
    private final Set<Thread> opening = new HashSet<>();
    private boolean ended;

    Widening(Job job, Ends ends, Flow flow, Executor threads, Flowing flowing) {
        this.ends = ends;
        this.flow = flow;
        this.threads = threads;
        this.flowing = flowing;
        this.reading = new Side(job, job.from());
        this.writing = new Side(job, job.to());
    }

    /// One end of the flow, and how many lanes it has been asked for.
    private static final class Side {
        final Optional<Lanes> lanes;
        final Habits.Habit habit;
        final AtomicInteger refused = new AtomicInteger();
        int asked = 1;

        Side(Job job, End end) {
            // Asked once: a tree whose connection broke would make another to answer.
            lanes = end.tree().power(Lanes.class);
            habit = job.setting().habits().of(end.tree());
        }

        int inUse() {
            return asked - refused.get();
        }

        /// The same file through another lane; empty when the far side refuses, which is normal.
        Optional<OpenFile> open(int number, RemotePath path, OpenOptions how) {
            Optional<OpenFile> opened = Optional.empty();
            try {
                Optional<FileTree> tree =
                        lanes.isEmpty() ? Optional.empty() : lanes.get().lane(number);
                if (tree.isPresent()) opened = Optional.of(tree.get().open(path, how));
            } catch (Failed refusal) {
                // What cannot be opened is not used; a line that is gone shows on the first lane.
            }
            if (opened.isEmpty()) refused.incrementAndGet();
            else habit.reserve.widen((number / lanes.get().perConnection() + 1) * Habits.CONNECTION);
            return opened;
        }
    }

    /// What is being opened comes first: only then it shows what more is needed.
    ///
    /// @param holds what the line holds at the present speed, bytes
    /// @param growing the speed still grows
    /// @param left bytes that are not acknowledged yet
    void look(long holds, boolean growing, long left) {
        synchronized (opening) {
            if (!opening.isEmpty()) return;
        }
        writing.lanes.ifPresent(lanes -> widenWriting(lanes, holds, growing, left));
        reading.lanes.ifPresent(lanes -> widenReading(lanes, holds, growing, left));
    }

    /// All has been moved: what is still being opened is not waited for.
    void end() {
        List<Thread> left;
        synchronized (opening) {
            ended = true;
            left = List.copyOf(opening);
            left.forEach(Thread::interrupt);
        }
        long until = System.nanoTime() + LEAVING.toNanos();
        try {
            for (Thread thread : left) thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isOpening(Thread thread) {
        synchronized (opening) {
            return opening.contains(thread);
        }
    }

    /// First the other channels of the first connection; where there is much left, twice as many lanes each time, on as
    /// many further connections as that takes.
    private void widenWriting(Lanes lanes, long holds, boolean growing, long left) {
        long window = lanes.laneWindow();
        double narrow = growing ? SOON_CHANNELS : NARROW;
        if (window == 0 || holds < narrow * window * writing.inUse() || left < CHANNEL * holds) return;
        int each = lanes.perConnection();
        boolean alone = left < CONNECTION * holds;
        int wanted = Math.min(MOST_LANES, alone ? each : 2 * Math.max(each, writing.asked));
        for (; writing.asked < wanted; writing.asked++) {
            int number = writing.asked;
            threads.execute(() -> write(number));
        }
    }

    private void widenReading(Lanes lanes, long holds, boolean growing, long left) {
        // What may be another file by now under the same name is read through one handle only.
        if (ends.source().isRacy() || reading.refused.get() > 0) return;
        double narrow = growing ? SOON_CONNECTION : NARROW;
        if (holds < narrow * Habits.CONNECTION * reading.asked || left < CONNECTION * holds) return;
        int number = reading.asked * lanes.perConnection();
        if (number >= MOST_LANES) return;
        reading.asked++;
        threads.execute(() -> read(number));
    }

    private void write(int number) {
        Optional<OpenFile> opened = opened(writing, number, ends.outputPath(), OpenOptions.WRITE);
        if (opened.isEmpty()) return;
        try (OpenFile output = opened.get()) {
            flowing.run(ends.input(), output);
        } catch (Failed failed) {
            flow.fail(failed);
        }
    }

    private void read(int number) {
        Source source = ends.source();
        Optional<OpenFile> opened = opened(reading, number, source.end().path(), OpenOptions.READ);
        if (opened.isEmpty()) return;
        try (OpenFile input = opened.get()) {
            if (!source.isUnchanged(input.attributes().await())) throw source.changed("it was replaced");
            flowing.run(input, ends.output());
        } catch (Failed failed) {
            flow.fail(failed);
        }
    }

    /// Opens it, unless it is too late to be of use.
    private Optional<OpenFile> opened(Side side, int number, RemotePath path, OpenOptions how) {
        Thread me = Thread.currentThread();
        synchronized (opening) {
            if (ended) return Optional.empty();
            opening.add(me);
        }
        Optional<OpenFile> opened = side.open(number, path, how);
        synchronized (opening) {
            opening.remove(me);
            if (!ended) return opened;
        }
        // An interrupt that came when the file was open already must not keep the far side's handle open.
        boolean late = Thread.interrupted();
        opened.ifPresent(Closing::quietly);
        if (late) me.interrupt();
        return Optional.empty();
    }
}
