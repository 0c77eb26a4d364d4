package dev.drey.mcp;

import dev.drey.session.Asker;

/// What every era of the protocol serves in its own words.
///
/// @param questions those that the client is asked
/// @param asker puts the engine's questions to the client
record Offer(Toolbox toolbox, Shelf shelf, Herald herald, Questions questions, Asker asker, Crew crew) {}
