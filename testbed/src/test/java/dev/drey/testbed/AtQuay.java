package dev.drey.testbed;

import dev.drey.files.FileTree;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.Options;
import dev.drey.transfer.Pace;
import dev.drey.transfer.Placement;
import java.time.Duration;
import java.util.OptionalInt;

/// What the chapters of [TransferContract] stand on.
interface AtQuay {
    int MIB = 1 << 20;

    /// Slow enough for something to happen in the middle of [#MIDDLE], fast enough to wait for.
    long SLOW = 12L * MIB;

    /// The size of a file that takes half a second at [#SLOW].
    int MIDDLE = 6 * MIB + 4321;

    /// Two empty folders, when a test starts.
    Quay quay();

    /// Another connection to the same server, which breaks when so many more bytes have gone this way.
    Breaking breaking(Way way, long bytes) throws Exception;

    /// A tree over a connection of its own.
    interface Breaking extends AutoCloseable {
        FileTree tree();

        @Override
        void close();
    }

    /// One try, and nothing else but the defaults.
    Options ONCE = Options.DEFAULTS.withPace(pace(Bandwidth.UNLIMITED));

    /// The same at [#SLOW].
    Options SLOWLY = ONCE.withPace(pace(Bandwidth.of(SLOW)));

    private static Pace pace(Bandwidth bandwidth) {
        Pace usual = Pace.DEFAULTS;
        Pace.Retry never = new Pace.Retry(1, Duration.ofMillis(1), Duration.ofMillis(1), 1, Duration.ofSeconds(1));
        return new Pace(bandwidth, usual.concurrency(), usual.chunkSize(), usual.windowSize(), usual.limit(), never);
    }

    /// Modes as the source has them.
    static Options exact(Options options) {
        Options.Keeping usual = Options.Keeping.DEFAULTS;
        return options.withKeeping(
                new Options.Keeping(true, true, false, false, OptionalInt.empty(), usual.uid(), usual.gid(), false));
    }

    static Options placed(Options other, Placement placement, boolean replaceLinks) {
        return new Options(
                other.overwrite(),
                placement,
                replaceLinks,
                other.tempDir(),
                other.resuming(),
                other.verify(),
                other.keeping(),
                other.backup(),
                other.createDirectories(),
                other.syncEach(),
                other.pace(),
                other.priority(),
                other.dryRun());
    }
}
