package dev.drey.mcp;

import java.util.Map;

/// What a console command ended with, as a shell's command would.
///
/// @param output what it prints: a line, a value alone, or JSON
/// @param errors what it complains of
/// @param more further parts of the answer, such as `transfer`
record Said(int exitCode, String output, String errors, Map<String, Object> more) {
    static Said of(String output) {
        return new Said(0, output, "", Map.of());
    }

    static Said of(String output, Map<String, Object> more) {
        return new Said(0, output, "", more);
    }
}
