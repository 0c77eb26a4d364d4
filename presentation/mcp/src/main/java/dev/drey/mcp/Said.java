package dev.drey.mcp;

import dev.drey.files.Failure;
import java.util.Map;

/// What a console command ended with, as a shell's command would.
///
/// @param output what it prints: a line, a value alone, or JSON
/// @param errors what it complains of
/// @param more further parts of the answer, such as `transfer`
record Said(int exitCode, String output, String errors, Map<String, Object> more) {
    private static final int NOT_FOUND = 127;

    /// Of one that failed; one that there is not, as a shell says it.
    static Said of(Failure failure) {
        int code = failure.detail().containsKey("command") ? NOT_FOUND : 1;
        return new Said(code, "", Failures.words(failure), Map.of());
    }

    static Said of(String output) {
        return new Said(0, output, "", Map.of());
    }

    static Said of(String output, Map<String, Object> more) {
        return new Said(0, output, "", more);
    }
}
