/// Tools for assistants: what a model asks becomes an operation, and its outcome an answer.
///
/// Two layers. The tools (`Tool`, `Toolbox`, and a file for each) know nothing of the protocol. The lanes
/// (`SdkLane` up to 2025-11-25, `StatelessLane` of 2026-07-28) speak one era of it each, over the same lines and the
/// same tools.
@NullMarked
package dev.drey.mcp;

import org.jspecify.annotations.NullMarked;
