package dev.drey.events;

/// Hears events, in order, on a thread of its own; may take its time, and then loses old progress first.
public interface Listener {
    void happened(Event event);

    /// Who hears what happens in the present thread: asked by that thread, which must not wait, and told later. So a
    /// listener can know during what something happened.
    default Listener here() {
        return this;
    }
}
