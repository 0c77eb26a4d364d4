package dev.drey.mcp;

import dev.drey.session.Asker;

/// What every era of the protocol serves in its own words.
///
/// @param questions those that the client is asked
/// @param asker puts the engine's questions to the client
/// @param trusted the host keys that were decided upon
record Offer(
        Toolbox toolbox,
        Shelf shelf,
        Resources resources,
        Herald herald,
        Questions questions,
        Asker asker,
        Trusted trusted,
        Crew crew) {}
