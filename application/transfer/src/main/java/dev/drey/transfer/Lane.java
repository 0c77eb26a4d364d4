package dev.drey.transfer;

import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.OpenFile;
import dev.drey.files.Pending;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thread that takes ranges of the file, reads them, writes them, and keeps as many requests under way as the
/// window allows, its oldest answered first.
final class Lane {
    private record Reading(Chunks.Chunk chunk, Pending<ByteBuffer> answer, Optional<Room> room, long sent) {}

    private record Writing(long offset, int length, Pending<Done> answer, long sent) {}

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final OpenFile source;
    private final OpenFile target;
    private final Chunks chunks;
    private final Window window;
    private final Flow flow;
    private final @Nullable Ordered hash;
    private final boolean openEnded;
    private final ArrayDeque<Reading> reads = new ArrayDeque<>();
    private final ArrayDeque<Writing> writes = new ArrayDeque<>();

    /// @param hash of what is read; null: none
    /// @param openEnded the source alone knows its end, and may take its time: it is no far side that could stall
    Lane(
            OpenFile source,
            OpenFile target,
            Chunks chunks,
            Window window,
            Flow flow,
            @Nullable Ordered hash,
            boolean openEnded) {
        this.source = source;
        this.target = target;
        this.chunks = chunks;
        this.window = window;
        this.flow = flow;
        this.hash = hash;
        this.openEnded = openEnded;
    }

    /// Until no range is left and every write of this lane is acknowledged, or somebody failed. Never throws: what
    /// goes wrong is the flow's.
    void run() {
        try {
            while (step()) {
                while (!writes.isEmpty() && writes.peekFirst().answer().isDone()) acknowledge();
            }
        } catch (Failed failed) {
            flow.fail(failed);
        } catch (RuntimeException | Error broken) {
            // A lane that ends by a mistake of ours must not look like one that is done.
            flow.fail(Failure.of(Failure.Code.INTERNAL, "a mistake in this program: " + broken)
                    .thrown(broken));
        } finally {
            drain();
        }
    }

    private boolean step() throws Failed {
        ask();
        if (!reads.isEmpty()) {
            pass(reads.pollFirst());
            return true;
        }
        if (!writes.isEmpty()) {
            acknowledge();
            return true;
        }
        return waitForRoom();
    }

    /// Sends reads until the window is full, or there is an answer to hand on. Where the answers come at once, as from
    /// a disk, that is one; where a connection takes no more for now, other lanes must not be kept waiting by what
    /// this one only holds.
    private void ask() throws Failed {
        int taken = chunks.size();
        while (!isAnswered() && window.tryTake(taken)) {
            Optional<Chunks.Chunk> next = Optional.empty();
            try {
                flow.proceed();
                next = chunks.next();
            } finally {
                int needed = next.map(Chunks.Chunk::length).orElse(0);
                if (taken > needed) window.undo(taken - needed);
            }
            if (next.isEmpty()) return;
            reads.addLast(ask(next.get()));
        }
    }

    private boolean isAnswered() {
        return !reads.isEmpty() && reads.peekFirst().answer().isDone();
    }

    private Reading ask(Chunks.Chunk chunk) throws Failed {
        long sent = System.nanoTime();
        if (!openEnded) flow.asked();
        Optional<Room> room = chunk.length() <= Room.BYTES ? Room.take() : Optional.empty();
        try {
            return new Reading(chunk, read(chunk, room), room, sent);
        } catch (Failed failed) {
            room.ifPresent(Room::abandon);
            if (!openEnded) flow.unanswered();
            throw failed;
        }
    }

    private Pending<ByteBuffer> read(Chunks.Chunk chunk, Optional<Room> room) throws Failed {
        return room.isPresent()
                ? source.read(chunk.offset(), chunk.length(), room.get().memory())
                : source.read(chunk.offset(), chunk.length());
    }

    /// Hands one range on, piece by piece as answers are short.
    private void pass(Reading first) throws Failed {
        Reading reading = first;
        while (true) {
            ByteBuffer data = answer(reading);
            Chunks.Chunk chunk = reading.chunk();
            int got = data.remaining();
            prepare(reading, data);
            write(reading, data);
            if (got == 0) {
                ended(chunk);
                return;
            }
            if (got >= chunk.length()) return;
            if (!openEnded) chunks.shortAnswer(got);
            flow.proceed();
            reading = ask(new Chunks.Chunk(chunk.offset() + got, chunk.length() - got));
        }
    }

    private void prepare(Reading reading, ByteBuffer data) throws Failed {
        if (!data.hasRemaining()) return;
        try {
            if (hash != null) hash.feed(reading.chunk().offset(), data, flow);
            flow.throttle(data.remaining());
        } catch (Failed failed) {
            reading.room().ifPresent(Room::abandon);
            throw failed;
        }
    }

    /// Writes what was read, if that is anything; then its room is free again.
    private void write(Reading reading, ByteBuffer data) throws Failed {
        boolean taken = false;
        try {
            if (data.hasRemaining()) write(reading.chunk().offset(), data);
            taken = true;
        } finally {
            reading.room().ifPresent(taken ? Room::giveBack : Room::abandon);
        }
    }

    private ByteBuffer answer(Reading reading) throws Failed {
        try {
            ByteBuffer data = reading.answer().await();
            if (!openEnded) flow.answered(reading.sent());
            return data;
        } catch (Failed failed) {
            reading.room().ifPresent(Room::abandon);
            if (!openEnded) flow.unanswered();
            throw failed;
        }
    }

    private void ended(Chunks.Chunk chunk) throws Failed {
        if (!openEnded) {
            throw Failure.of(Failure.Code.SOURCE_CHANGED, "it became shorter while it was read")
                    .thrown();
        }
        chunks.stop();
        window.undo(chunk.length());
    }

    private void write(long offset, ByteBuffer data) throws Failed {
        int length = data.remaining();
        long sent = System.nanoTime();
        flow.asked();
        try {
            writes.addLast(new Writing(offset, length, target.write(offset, data), sent));
        } catch (Failed failed) {
            flow.unanswered();
            throw failed;
        }
    }

    private void acknowledge() throws Failed {
        Writing writing = writes.removeFirst();
        try {
            writing.answer().await();
            flow.answered(writing.sent());
        } catch (Failed failed) {
            flow.unanswered();
            throw failed;
        }
        try {
            window.ahead(flow.acknowledged(writing.offset(), writing.length()));
        } finally {
            window.release(writing.length());
        }
    }

    /// Others have the whole window: waits until some of it is free, unless there is nothing left to ask for.
    private boolean waitForRoom() throws Failed {
        flow.proceed();
        if (chunks.isEmpty()) return false;
        try {
            window.await(chunks.size(), LOOK_AGAIN_MILLIS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failure.of(Failure.Code.CANCELLED, "interrupted").thrown(interrupted);
        }
    }

    /// After a cancel nothing more is sent; after another failure only what has been read already is written. What
    /// was written may still be acknowledged, and counts.
    private void drain() {
        boolean salvage = flow.isSalvageable();
        while (!reads.isEmpty()) {
            Reading reading = reads.removeFirst();
            if (salvage && reading.answer().isDone()) salvage = salvaged(reading);
            else forget(reading);
        }
        while (!writes.isEmpty() && !Thread.currentThread().isInterrupted()) {
            try {
                acknowledge();
            } catch (Failed failed) {
                flow.fail(failed);
                if (Refusals.isEnd(failed)) break;
            }
        }
        while (!writes.isEmpty()) {
            writes.removeFirst();
            flow.unanswered();
        }
    }

    private void forget(Reading reading) {
        reading.room().ifPresent(Room::abandon);
        if (!openEnded) flow.unanswered();
    }

    private boolean salvaged(Reading reading) {
        try {
            ByteBuffer data = answer(reading);
            boolean more = data.hasRemaining();
            write(reading, data);
            return more;
        } catch (Failed failed) {
            flow.fail(failed);
            return false;
        }
    }
}
