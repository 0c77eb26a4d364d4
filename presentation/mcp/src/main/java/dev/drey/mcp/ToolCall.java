package dev.drey.mcp;

/// One call of a tool. A cancelled one is interrupted: whatever waits, ends with CANCELLED.
///
/// @param tool which
/// @param arguments checked
/// @param peer who hears how far it is, and who can be asked
record ToolCall(Tool tool, Arguments arguments, Peer peer) {}
