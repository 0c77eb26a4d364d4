package dev.drey.testbed.faults;

import dev.drey.files.Attributes;
import dev.drey.files.Done;
import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.FileTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.Pending;
import dev.drey.files.RemotePath;
import dev.drey.files.Replace;
import dev.drey.transfer.End;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The simplest mover there can be, with one mistake.
public final class FaultyMover implements Mover {
    private static final int CHUNK = 32 * 1024;
    private static final int AHEAD = 8;
    private static final int SKIPPED = 3;

    private final MoverFault fault;
    private final Map<RemotePath, Long> noted = new HashMap<>();

    public FaultyMover(MoverFault fault) {
        this.fault = fault;
    }

    @Override
    public void move(Transfer transfer, End from, End to, Options options, Observer observer) throws Failed {
        RemotePath side = to.path().parent().resolve("." + to.path().name().text() + ".part");
        try (OpenFile source = from.tree().open(from.path(), OpenOptions.READ)) {
            long start = start(source, to.tree(), side, options);
            Run run = new Run(transfer, source, to, side, observer);
            run.from(start);
        }
    }

    private long start(OpenFile source, FileTree tree, RemotePath side, Options options) throws Failed {
        Optional<Attributes> left = left(tree, side);
        if (left.isEmpty()) return 0;
        long size = left.get().sizeOrZero();
        return switch (fault) {
            case RESUME_TRUSTS_SIZE -> size;
            case RESUME_TRUSTS_THE_CALLER -> options.resuming().hint().orElse(0);
            case ACKNOWLEDGES_BEFORE_WRITING -> noted.getOrDefault(side, 0L);
            case NONE,
                    SKIPS_A_BLOCK,
                    DROPS_THE_TAIL_OF_A_SHORT_READ,
                    RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT,
                    PROGRESS_COUNTS_SENT_BYTES,
                    CANCEL_KEEPS_SENDING -> equal(source, tree, side, size);
        };
    }

    private static Optional<Attributes> left(FileTree tree, RemotePath side) throws Failed {
        try {
            return Optional.of(tree.stat(side));
        } catch (Failed failed) {
            if (failed.code() == Failure.Code.NOT_FOUND) return Optional.empty();
            throw failed;
        }
    }

    private static long equal(OpenFile source, FileTree tree, RemotePath side, long size) throws Failed {
        try (OpenFile there = tree.open(side, OpenOptions.READ)) {
            long at = 0;
            while (at < size) {
                ByteBuffer a = source.read(at, 1024).await();
                ByteBuffer b = there.read(at, 1024).await();
                int both = Math.min(a.remaining(), b.remaining());
                if (both == 0 || a.slice(0, both).mismatch(b.slice(0, both)) >= 0) return at;
                at += both;
            }
            return size;
        }
    }

    /// One run over one file.
    private final class Run {
        private final Transfer transfer;
        private final OpenFile source;
        private final End to;
        private final RemotePath side;
        private final Observer observer;
        private final ArrayDeque<Pending<Done>> writes = new ArrayDeque<>();
        private long sent;
        private long acknowledged;
        private int blocks;

        Run(Transfer transfer, OpenFile source, End to, RemotePath side, Observer observer) {
            this.transfer = transfer;
            this.source = source;
            this.to = to;
            this.side = side;
            this.observer = observer;
        }

        void from(long start) throws Failed {
            sent = start;
            acknowledged = start;
            long size = source.attributes().await().sizeOrZero();
            OpenOptions made = new OpenOptions(false, true, false, true, false, start == 0, OptionalInt.of(0600));
            try (OpenFile target = to.tree().open(side, made)) {
                for (long at = start; at < size; at += CHUNK) {
                    if (fault != MoverFault.CANCEL_KEEPS_SENDING) transfer.proceed();
                    write(target, at, chunk(at, (int) Math.min(CHUNK, size - at)));
                    if (writes.size() > AHEAD) acknowledge();
                }
                if (fault == MoverFault.RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT) rename();
                while (!writes.isEmpty()) acknowledge();
            }
            if (fault != MoverFault.RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT) rename();
        }

        private void write(OpenFile target, long at, ByteBuffer data) throws Failed {
            sent += data.remaining();
            boolean skipped = fault == MoverFault.SKIPS_A_BLOCK && blocks++ == SKIPPED;
            if (!skipped) writes.add(target.write(at, data));
            if (fault == MoverFault.ACKNOWLEDGES_BEFORE_WRITING) noted.put(side, sent);
            if (fault == MoverFault.PROGRESS_COUNTS_SENT_BYTES) tell(sent);
        }

        private void acknowledge() throws Failed {
            writes.removeFirst().await();
            acknowledged += CHUNK;
            if (fault != MoverFault.PROGRESS_COUNTS_SENT_BYTES) tell(acknowledged);
        }

        private void tell(long bytes) {
            Progress progress = new Progress(bytes, -1, 0, Optional.empty(), 0, 1, side.display());
            observer.happened(new TransferEvent.Progressed(transfer, progress));
        }

        private ByteBuffer chunk(long at, int length) throws Failed {
            ByteBuffer all = ByteBuffer.allocate(length);
            while (all.hasRemaining()) {
                ByteBuffer some =
                        source.read(at + all.position(), all.remaining()).await();
                if (!some.hasRemaining()) break;
                all.put(some);
                if (fault == MoverFault.DROPS_THE_TAIL_OF_A_SHORT_READ) break;
            }
            return all.flip();
        }

        private void rename() throws Failed {
            to.tree().power(Replace.class).orElseThrow().replace(side, to.path());
        }
    }
}
