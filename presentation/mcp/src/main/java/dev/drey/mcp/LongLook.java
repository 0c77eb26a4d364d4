package dev.drey.mcp;

import dev.drey.operations.Operation;
import java.util.OptionalLong;

/// A question whose answer may take long, for it goes through a whole tree.
///
/// @param what for people, such as `sftp-du box:/srv`
/// @param millis how long it may take; empty: as long as the call is not cancelled
/// @param narrower what makes it shorter, for whom it has taken too long
record LongLook(String what, Operation operation, OptionalLong millis, String narrower) {}
