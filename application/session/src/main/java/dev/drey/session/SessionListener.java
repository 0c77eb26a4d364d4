package dev.drey.session;

/// Hears what happens to sessions, in whatever thread it happens, possibly under a session's lock: must
/// not wait, and must not ask the session for anything that connects.
public interface SessionListener {
    SessionListener NOBODY = event -> {};

    void happened(SessionEvent event);
}
