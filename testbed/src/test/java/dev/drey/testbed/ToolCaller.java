package dev.drey.testbed;

import java.util.Map;

/// A client that calls tools, of whichever era.
interface ToolCaller {
    /// A tool's whole result: `content`, `structuredContent`, `isError`.
    Heard call(String tool, Map<String, Object> arguments);
}
