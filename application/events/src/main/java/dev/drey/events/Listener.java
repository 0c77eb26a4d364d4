package dev.drey.events;

/// Hears events, in order, on a thread of its own; may take its time, and then loses old progress first.
public interface Listener {
    void happened(Event event);
}
