package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drey.files.Entry;
import dev.drey.files.Failed;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.testbed.faults.Mover;
import dev.drey.testbed.faults.RoughLine;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Progress;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.TransferEvent;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/// What must be true of whatever moves a file, each with a name; a mover with a fault fails the one that is
/// for it.
final class TransferChecks {
    private static final int SIZE = 2_000_000;
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Mover mover;
    private final MemoryTree here = new MemoryTree();
    private final MemoryTree there = new MemoryTree();
    private final byte[] bytes = new byte[SIZE];
    private final List<Progress> told = new CopyOnWriteArrayList<>();

    TransferChecks(Supplier<Mover> movers) throws Failed {
        this.mover = movers.get();
        new Random(1).nextBytes(bytes);
        write(here, "/a", bytes);
    }

    /// A check of this suite.
    interface Check {
        void on(TransferChecks checks) throws Failed;
    }

    private static Options once(OptionalLong hint) {
        Pace usual = Pace.DEFAULTS;
        Pace.Retry never = new Pace.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1));
        return Options.DEFAULTS
                .withResuming(new Options.Resuming(true, false, true, hint))
                .withPace(new Pace(
                        Bandwidth.UNLIMITED,
                        usual.concurrency(),
                        usual.chunkSize(),
                        usual.windowSize(),
                        usual.limit(),
                        never));
    }

    private void put(RoughLine line, Transfer transfer, OptionalLong hint) throws Failed {
        Observer observer = event -> {
            if (event instanceof TransferEvent.Progressed progressed) told.add(progressed.progress());
        };
        End from = new End(here, RemotePath.of("/a"), "local", true);
        End to = new End(line, RemotePath.of("/b"), "web-1", false);
        mover.move(transfer, from, to, once(hint), observer);
    }

    private void put(RoughLine line) throws Failed {
        put(line, new Transfer("a", "b"), OptionalLong.empty());
    }

    private void putBroken(RoughLine line) throws Failed {
        try {
            put(line);
        } catch (Failed failed) {
            return;
        }
        assertThat(line.writes()).as("the line broke and nobody noticed").isZero();
    }

    void theWholeFileArrives() throws Failed {
        put(new RoughLine(there, 1));
        assertThat(read(there, "/b")).isEqualTo(bytes);
    }

    void shortAnswersAreAskedForTheirTail() throws Failed {
        RoughLine source = new RoughLine(here, 1).shortReads(5000);
        End from = new End(source, RemotePath.of("/a"), "web-1", false);
        End to = new End(there, RemotePath.of("/b"), "local", true);
        mover.move(new Transfer("a", "b"), from, to, once(OptionalLong.empty()), Observer.NOBODY);
        assertThat(read(there, "/b")).isEqualTo(bytes);
    }

    void aLineCutAnywhereLeavesNoPartUnderTheNameAndTheNextRunIsRight() throws Failed {
        for (int write = 5; write < 60; write += 9) {
            RoughLine line = new RoughLine(there, write).breaksAfter(write);
            putBroken(line);
            assertThat(names()).doesNotContain("b");
            line.repaired();
            put(line);
            assertThat(read(there, "/b")).as("cut at write %d", write).isEqualTo(bytes);
            there.remove(RemotePath.of("/b"));
        }
    }

    void whatIsLeftIsProvedBeforeItIsTakenUp() throws Failed {
        RoughLine line = new RoughLine(there, 3).breaksAfter(40);
        putBroken(line);
        line.repaired();
        String side = "/" + names().getFirst();
        byte[] spoiled = read(there, side);
        spoiled[spoiled.length - 100_000] ^= 1;
        write(there, side, spoiled);
        put(line);
        assertThat(read(there, "/b")).isEqualTo(bytes);
    }

    void theCallersHintIsNotTrusted() throws Failed {
        RoughLine line = new RoughLine(there, 3).breaksAfter(20);
        putBroken(line);
        line.repaired();
        put(line, new Transfer("a", "b"), OptionalLong.of(1_500_000));
        assertThat(read(there, "/b")).isEqualTo(bytes);
    }

    void theNameComesAfterTheLastAcknowledgement() {
        RoughLine line = new RoughLine(there, 3).refuses(61);
        try {
            put(line);
        } catch (Failed failed) {
            assertThat(names()).doesNotContain("b");
            return;
        }
        assertThat(names()).as("a write was refused").doesNotContain("b");
    }

    void progressCountsOnlyWhatIsAcknowledged() {
        RoughLine line = new RoughLine(there, 3);
        line.silent(true);
        Thread thread = Thread.ofVirtual().start(() -> quietly(() -> put(line)));
        await().atMost(LONG).until(() -> line.writes() >= 9);
        await().during(Duration.ofMillis(300)).atMost(LONG).until(() -> true);
        assertThat(told).allMatch(progress -> progress.transferred() == 0);
        line.silent(false);
        await().atMost(LONG).until(() -> !thread.isAlive());
    }

    void nothingIsSentAfterACancel() {
        RoughLine line = new RoughLine(there, 3).slow(15);
        Transfer transfer = new Transfer("a", "b");
        Thread thread = Thread.ofVirtual().start(() -> quietly(() -> put(line, transfer, OptionalLong.empty())));
        await().atMost(LONG).until(() -> line.writes() >= 5);
        transfer.cancel();
        await().during(Duration.ofMillis(60)).atMost(LONG).until(() -> true);
        long sent = line.writes();
        await().during(Duration.ofMillis(300)).atMost(LONG).until(() -> true);
        assertThat(line.writes()).isEqualTo(sent);
        await().atMost(LONG).until(() -> !thread.isAlive());
    }

    private interface Work {
        void run() throws Failed;
    }

    /// For threads whose end the check looks at by itself.
    private static void quietly(Work work) {
        try {
            work.run();
        } catch (Failed failed) {
            assertThat(failed.failure().message()).isNotEmpty();
        }
    }

    private List<String> names() {
        try {
            return there.entries(RemotePath.ROOT).stream()
                    .map(Entry::name)
                    .map(Object::toString)
                    .toList();
        } catch (Failed failed) {
            throw new AssertionError(failed);
        }
    }

    private static void write(MemoryTree tree, String path, byte[] bytes) throws Failed {
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.replace(0644))) {
            for (int at = 0; at < bytes.length; at += 100_000) {
                int length = Math.min(100_000, bytes.length - at);
                file.write(at, ByteBuffer.wrap(bytes, at, length)).await();
            }
        }
    }

    private static byte[] read(MemoryTree tree, String path) throws Failed {
        byte[] all = new byte[(int) tree.stat(RemotePath.of(path)).sizeOrZero()];
        try (OpenFile file = tree.open(RemotePath.of(path), OpenOptions.READ)) {
            for (int at = 0; at < all.length; ) {
                ByteBuffer some =
                        file.read(at, Math.min(100_000, all.length - at)).await();
                int got = some.remaining();
                some.get(all, at, got);
                at += got;
            }
        }
        return all;
    }
}
