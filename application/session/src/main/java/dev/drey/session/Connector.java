package dev.drey.session;

import dev.drey.files.Failed;

/// The one port through which sessions connect. Only the program that wires everything knows how a connection
/// is made.
public interface Connector {
    /// Makes a target definite without touching the network.
    ///
    /// @throws Failed INVALID_ARGUMENT when the configuration contradicts itself or asks for what is not honoured
    Route resolve(Target target) throws Failed;

    /// Connects and logs in.
    ///
    /// @param asker who answers questions on the way
    Connection connect(Route route, Asker asker) throws Failed;
}
