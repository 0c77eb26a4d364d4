package dev.drey.operations;

import dev.drey.session.Asker;
import dev.drey.session.Owner;

/// Who asks.
///
/// @param owner whose sessions and transfers these are
/// @param asker who can answer questions on the way
public record Caller(Owner owner, Asker asker) {}
