package dev.drey.mcp;

import dev.drey.files.Failed;

/// One thing that an assistant can ask for.
///
/// @param name as clients call it
/// @param title for people
/// @param about for a model: what it does, when another is better
/// @param input what it takes
/// @param output what its data hold, `error` besides ([Failures])
/// @param effect what it does to the world at most
/// @param body does it
record Tool(
        String name,
        String title,
        String about,
        Group group,
        Shape.Fields input,
        Shape.Fields output,
        Effect effect,
        Body body) {

    /// Does what a tool is for, in the call's own thread.
    interface Body {
        /// @throws Failed what becomes an answer with `error`
        Answer answer(ToolCall call) throws Failed;
    }
}
