package dev.drey.operations;

import dev.drey.transfer.TransferEvent;

/// Hears of the transfers of one caller's operation, besides the listeners of its owner.
///
/// Called by the threads that move bytes, in order for each transfer, the terminal event last: it must
/// neither wait nor throw.
public interface Watch {
    Watch NOBODY = event -> {};

    void happened(TransferEvent event);
}
