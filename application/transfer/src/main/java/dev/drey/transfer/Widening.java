package dev.drey.transfer;

import dev.drey.files.Failed;
import dev.drey.files.FileTree;
import dev.drey.files.Lanes;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens further lanes for one file's flow where those it has are narrower than bandwidth × delay.
///
/// A far side that is written to fixes the window of each channel, so more channels are opened there, and then more
/// connections. One that is read from sends into a window of ours, which is wide: there only the bound of what is in
/// flight on a connection is narrow, and each lane is a connection. [#look] is the watching thread's; the lanes
/// run in threads of their own.
final class Widening {
    /// Of one file; four connections with four channels each.
    private static final int MOST_LANES = 16;

    /// How full what there is must look before more is opened.
    private static final double NARROW = 0.6;

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

    /// @param bandwidthDelay what the line holds at the present speed, bytes
    /// @param left bytes that are not acknowledged yet
    void look(long bandwidthDelay, long left) {
        writing.lanes.ifPresent(lanes -> widenWriting(lanes, bandwidthDelay, left));
        reading.lanes.ifPresent(lanes -> widenReading(lanes, bandwidthDelay, left));
    }

    private void widenWriting(Lanes lanes, long bandwidthDelay, long left) {
        long window = lanes.laneWindow();
        if (window == 0 || left < window || bandwidthDelay < NARROW * window * writing.inUse()) return;
        int each = lanes.perConnection();
        int wanted = Math.min(MOST_LANES, writing.asked + (writing.asked < each ? each - writing.asked : each));
        for (int number = writing.asked; number < wanted; number++) {
            int mine = number;
            threads.execute(() -> write(mine));
        }
        writing.asked = wanted;
    }

    private void widenReading(Lanes lanes, long bandwidthDelay, long left) {
        // What may be another file by now under the same name is read through one handle only.
        if (ends.source().isRacy() || reading.refused.get() > 0) return;
        long window = Habits.CONNECTION;
        if (left < window || bandwidthDelay < NARROW * window * reading.asked) return;
        int each = lanes.perConnection();
        int connection = reading.asked;
        if (connection * each >= MOST_LANES) return;
        reading.asked++;
        threads.execute(() -> read(connection * each));
    }

    private void write(int number) {
        Optional<OpenFile> opened = writing.open(number, ends.outputPath(), OpenOptions.WRITE);
        if (opened.isEmpty()) return;
        try (OpenFile output = opened.get()) {
            flowing.run(ends.input(), output);
        } catch (Failed failed) {
            flow.fail(failed);
        }
    }

    private void read(int number) {
        Source source = ends.source();
        Optional<OpenFile> opened = reading.open(number, source.end().path(), OpenOptions.READ);
        if (opened.isEmpty()) return;
        try (OpenFile input = opened.get()) {
            if (!source.isUnchanged(input.attributes().await())) throw source.changed("it was replaced");
            flowing.run(input, ends.output());
        } catch (Failed failed) {
            flow.fail(failed);
        }
    }
}
