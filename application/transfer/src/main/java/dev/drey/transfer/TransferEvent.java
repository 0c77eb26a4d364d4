package dev.drey.transfer;

import dev.drey.files.Failure;
import java.time.Duration;

/// What happens to a transfer. A terminal one ([Completed], [TreeCompleted], [Cancelled], [Broken]) comes exactly
/// once, last.
public sealed interface TransferEvent {
    /// Of which transfer.
    Transfer transfer();

    /// Waits for a free place.
    record Queued(Transfer transfer) implements TransferEvent {}

    record Started(Transfer transfer) implements TransferEvent {}

    /// At most 10 a second for a transfer, and a last one at 100 %.
    record Progressed(Transfer transfer, Progress progress) implements TransferEvent {}

    record Paused(Transfer transfer, Progress progress) implements TransferEvent {}

    record Resumed(Transfer transfer) implements TransferEvent {}

    /// A transient failure; the next try begins after `delay`.
    record Retrying(Transfer transfer, int attempt, Duration delay, Failure failure) implements TransferEvent {}

    record Completed(Transfer transfer, Moved moved) implements TransferEvent {}

    /// One file of a tree has its final name, or was left as it is.
    ///
    /// @param progress of the whole tree
    record FileCompleted(Transfer transfer, String path, Moved moved, Progress progress) implements TransferEvent {}

    /// One file of a tree could not be carried.
    ///
    /// @param progress of the whole tree
    record FileBroken(Transfer transfer, String path, Failure failure, Progress progress) implements TransferEvent {}

    record TreeCompleted(Transfer transfer, MovedTree moved) implements TransferEvent {}

    record Cancelled(Transfer transfer, long safeBytes) implements TransferEvent {}

    /// @param safeBytes proved or acknowledged bytes that the next try need not send
    record Broken(Transfer transfer, Failure failure, long safeBytes) implements TransferEvent {}
}
