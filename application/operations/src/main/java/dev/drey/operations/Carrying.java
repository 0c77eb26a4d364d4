package dev.drey.operations;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// A range of one open file carried into another through this machine, in a virtual thread of its own,
/// with many requests under way on both sides.
final class Carrying implements Pending<Done> {
    private static final int AHEAD = 16;
    private static final int LARGEST = 255 << 10;

    private final CompletableFuture<Done> end = new CompletableFuture<>();

    private Carrying() {}

    /// @param length bytes; 0 means to the end of the file
    record Range(OpenFile from, long offset, long length) {}

    static Pending<Done> start(Range range, OpenFile to, long toOffset) {
        Carrying carrying = new Carrying();
        Thread.ofVirtual().name("drey-copy").start(() -> carrying.run(range, to, toOffset));
        return carrying;
    }

    private void run(Range range, OpenFile to, long toOffset) {
        try {
            carry(range, to, toOffset);
            end.complete(Done.DONE);
        } catch (Failed | RuntimeException failed) {
            end.completeExceptionally(failed);
        }
    }

    private record Asked(long offset, int length, Pending<ByteBuffer> answer) {}

    private static void carry(Range range, OpenFile to, long toOffset) throws Failed {
        OpenFile from = range.from();
        long stop = range.length() == 0 ? Long.MAX_VALUE : range.offset() + range.length();
        int step = Math.min(LARGEST, Math.min(from.largestRead(), to.largestWrite()));
        ArrayDeque<Asked> asked = new ArrayDeque<>();
        ArrayDeque<Pending<Done>> sent = new ArrayDeque<>();
        long next = range.offset();
        long done = next;
        int most = 1;
        while (done < stop) {
            while (asked.size() < most && next < stop) {
                int length = (int) Math.min(step, stop - next);
                asked.add(new Asked(next, length, from.read(next, length)));
                next += length;
            }
            Asked first = asked.remove();
            ByteBuffer bytes = first.answer().await();
            int got = bytes.remaining();
            if (got == 0) break;
            if (sent.size() >= AHEAD) sent.remove().await();
            sent.add(to.write(toOffset + done - range.offset(), bytes));
            done = first.offset() + got;
            if (got < first.length()) {
                asked.clear();
                next = done;
            }
            most = Math.min(AHEAD, most * 2);
        }
        while (!sent.isEmpty()) sent.remove().await();
    }

    @Override
    public Done await() throws Failed {
        try {
            return end.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "waiting for a copy was cancelled")
                    .thrown(interrupted);
        } catch (ExecutionException wrong) {
            if (wrong.getCause() instanceof Failed failed) throw new Failed(failed.failure(), failed);
            throw new IllegalStateException(wrong.getCause());
        }
    }

    @Override
    public boolean isDone() {
        return end.isDone();
    }
}
