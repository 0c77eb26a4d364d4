package dev.drey.session;

import dev.drey.files.Failed;
import java.time.Duration;

/// Runs commands at a target.
public interface Shell {
    /// Runs `command` by the far side's shell, without input.
    ///
    /// @param limit TIMEOUT when it runs longer
    /// @param keep bytes of each output that are kept
    Result run(String command, Duration limit, int keep) throws Failed;

    /// What a command left behind.
    ///
    /// @param status -1 when it was ended by a signal
    /// @param lost bytes of output that were not kept
    record Result(int status, String output, String errors, long lost) {}
}
