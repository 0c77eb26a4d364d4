package dev.drey.link;

import dev.drey.files.Failed;
import java.time.Duration;

/// Runs a command at the far side.
public interface Exec {
    /// Runs `command` by the far side's shell, without input.
    ///
    /// @param limit TIMEOUT when it runs longer; the channel is closed
    /// @param keep how many bytes of each output are kept; the rest is counted
    Result run(String command, Duration limit, int keep) throws Failed;

    /// What a command left behind; outputs decoded as UTF-8.
    ///
    /// @param status -1 when it was ended by a signal
    /// @param lost bytes of output that were not kept
    record Result(int status, String output, String errors, long lost) {}
}
