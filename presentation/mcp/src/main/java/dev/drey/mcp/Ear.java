package dev.drey.mcp;

/// Hears what happens besides the [Herald], as soon as the [Chronicle] has kept it.
interface Ear {
    /// Who is told of what happens in the present thread: asked by that thread, which must not wait.
    Told here();

    /// Is told, on the thread of the delivery.
    interface Told {
        void heard(Chronicle.Kept kept, Severity severity);
    }
}
