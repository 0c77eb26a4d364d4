package dev.drey.operations;

import java.util.List;

/// The answer to an operation.
///
/// @param warnings of the connections that were used, each with its target's name: that a host's key was
/// not checked, that an algorithm was left out. What concerns the outcome alone stands in it
public record Result(Outcome outcome, List<String> warnings) {
    public Result {
        warnings = List.copyOf(warnings);
    }
}
