package dev.drey.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drey.files.Failed;
import dev.drey.files.Failure;
import dev.drey.files.MemoryTree;
import dev.drey.files.OpenFile;
import dev.drey.files.OpenOptions;
import dev.drey.files.RemotePath;
import dev.drey.testbed.faults.FaultyMover;
import dev.drey.testbed.faults.Mover;
import dev.drey.testbed.faults.MoverFault;
import dev.drey.testbed.faults.RoughLine;
import dev.drey.transfer.Bandwidth;
import dev.drey.transfer.End;
import dev.drey.transfer.Observer;
import dev.drey.transfer.Options;
import dev.drey.transfer.ShellHash;
import dev.drey.transfer.Transfer;
import dev.drey.transfer.Transfers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The checks of [TransferChecks] pass for the engine, and each finds the fault it is for.
@Timeout(60)
class TransferFaultsTest {
    private static final List<TransferChecks.Check> ALL = List.of(
            TransferChecks::theWholeFileArrives,
            TransferChecks::shortAnswersAreAskedForTheirTail,
            TransferChecks::aLineCutAnywhereLeavesNoPartUnderTheNameAndTheNextRunIsRight,
            TransferChecks::whatIsLeftIsProvedBeforeItIsTakenUp,
            TransferChecks::theCallersHintIsNotTrusted,
            TransferChecks::theNameComesAfterTheLastAcknowledgement,
            TransferChecks::progressCountsOnlyWhatIsAcknowledged,
            TransferChecks::nothingIsSentAfterACancel);

    @TempDir
    Path state;

    private final AtomicInteger programs = new AtomicInteger();

    /// The real engine, each time as a program of its own.
    private Mover engine() {
        Path own = state.resolve("program-" + programs.incrementAndGet());
        return (transfer, from, to, options, observer) ->
                new Transfers(own, observer, Bandwidth.UNLIMITED, 8, ShellHash.NONE).file(transfer, from, to, options);
    }

    private static Supplier<Mover> faulty(MoverFault fault) {
        return () -> new FaultyMover(fault);
    }

    @Test
    void theEngineKeepsAllOfIt() throws Failed {
        for (TransferChecks.Check check : ALL) check.on(new TransferChecks(this::engine));
    }

    @Test
    void theSimpleMoverWithoutAFaultKeepsAllOfIt() throws Failed {
        for (TransferChecks.Check check : ALL) check.on(new TransferChecks(faulty(MoverFault.NONE)));
    }

    private static void assertFound(MoverFault fault, TransferChecks.Check check) throws Failed {
        TransferChecks checks = new TransferChecks(faulty(fault));
        assertThatThrownBy(() -> check.on(checks)).as("%s", fault).isInstanceOf(AssertionError.class);
    }

    @Test
    void aWriterThatSkipsABlockIsFound() throws Failed {
        assertFound(MoverFault.SKIPS_A_BLOCK, TransferChecks::theWholeFileArrives);
    }

    @Test
    void aWriterThatAcknowledgesBeforeWritingIsFound() throws Failed {
        assertFound(
                MoverFault.ACKNOWLEDGES_BEFORE_WRITING,
                TransferChecks::aLineCutAnywhereLeavesNoPartUnderTheNameAndTheNextRunIsRight);
    }

    @Test
    void aResumeThatTrustsSizeIsFound() throws Failed {
        assertFound(MoverFault.RESUME_TRUSTS_SIZE, TransferChecks::whatIsLeftIsProvedBeforeItIsTakenUp);
    }

    @Test
    void aResumeThatTrustsTheCallerIsFound() throws Failed {
        assertFound(MoverFault.RESUME_TRUSTS_THE_CALLER, TransferChecks::theCallersHintIsNotTrusted);
    }

    @Test
    void aReaderThatDropsTheTailOfAShortReadIsFound() throws Failed {
        assertFound(MoverFault.DROPS_THE_TAIL_OF_A_SHORT_READ, TransferChecks::shortAnswersAreAskedForTheirTail);
    }

    @Test
    void aRenameBeforeTheLastAcknowledgementIsFound() throws Failed {
        assertFound(
                MoverFault.RENAMES_BEFORE_THE_LAST_ACKNOWLEDGEMENT,
                TransferChecks::theNameComesAfterTheLastAcknowledgement);
    }

    @Test
    void aProgressThatCountsSentBytesIsFound() throws Failed {
        assertFound(MoverFault.PROGRESS_COUNTS_SENT_BYTES, TransferChecks::progressCountsOnlyWhatIsAcknowledged);
    }

    @Test
    void aCancelThatKeepsSendingIsFound() throws Failed {
        assertFound(MoverFault.CANCEL_KEEPS_SENDING, TransferChecks::nothingIsSentAfterACancel);
    }

    /// The fault lies with the far side here, and only reading again can find it.
    @Test
    void aFarSideThatSkipsABlockIsFoundByVerificationAndNeverGetsTheName() throws Failed {
        MemoryTree here = new MemoryTree();
        MemoryTree there = new MemoryTree();
        try (OpenFile file = here.open(RemotePath.of("/a"), OpenOptions.replace(0644))) {
            for (int i = 0; i < 20; i++) {
                byte[] block = new byte[50_000];
                java.util.Arrays.fill(block, (byte) (i + 1));
                file.write(i * 50_000L, ByteBuffer.wrap(block)).await();
            }
        }
        RoughLine line = new RoughLine(there, 1).skips(7);
        End from = new End(here, RemotePath.of("/a"), "local", true);
        End to = new End(line, RemotePath.of("/b"), "web-1", false);
        Failed failed = catchThrowableOfType(
                Failed.class,
                () -> engine().move(
                                new Transfer("a", "b"), from, to, Options.DEFAULTS.withVerify(true), Observer.NOBODY));
        assertThat(failed.code()).isEqualTo(Failure.Code.CHECKSUM_MISMATCH);
        assertThat(there.entries(RemotePath.ROOT)).isEmpty();
    }
}
