package dev.drey.transfer;

/// Hears what happens to transfers. Called by their threads: quick, never blocking.
public interface Observer {
    Observer NOBODY = event -> {};

    void happened(TransferEvent event);
}
