package dev.drey.testbed;

/// Over our own server.
class TransferOverDreyIT extends TransferOverServer {
    TransferOverDreyIT() {
        super(DreyServer.start());
    }
}
