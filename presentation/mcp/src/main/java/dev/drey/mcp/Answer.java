package dev.drey.mcp;

import dev.drey.files.Failure;
import java.util.List;
import java.util.Map;

/// What a tool answers.
///
/// @param data the structured content: text, numbers, booleans, lists and maps
/// @param summary one to five lines for a person
/// @param failed whether it did not do what was asked
record Answer(Map<String, Object> data, String summary, boolean failed) {
    static Answer of(Map<String, Object> data, String summary) {
        return new Answer(data, summary, false);
    }

    static Answer failed(Failure failure) {
        return new Answer(Map.of("error", Failures.map(failure)), Failures.words(failure), true);
    }

    /// The summary with what there is to warn of.
    Answer withWarnings(List<String> warnings) {
        if (warnings.isEmpty()) return this;
        return new Answer(data, summary + "\nwarning: " + String.join("\nwarning: ", warnings), failed);
    }
}
